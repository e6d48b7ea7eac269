import { assertAlmostEquals, assertEquals } from "@std/assert";
import { createMatrix, type Matrix } from "../../src/numeric/matrix.ts";
import { gramMatrix, multiplyRows } from "../../src/numeric/matrix_product.ts";
import { seededRandom } from "../seeded_random.ts";

function randomMatrix(rows: number, columns: number): Matrix {
  const random = seededRandom(rows * 1000 + columns);
  return createMatrix(rows, columns, new Float32Array(rows * columns).map(() => random() - 0.3));
}

/** Columns as vectors, as {@linkcode multiplyRows} takes them. */
function columnsOf(matrix: Matrix): Float64Array {
  const { data, rows, columns } = matrix;
  const vectors = new Float64Array(data.length);
  for (let k = 0; k < rows; k++) {
    for (let j = 0; j < columns; j++) vectors[j * rows + k] = data[k * columns + j]!;
  }
  return vectors;
}

/** What rounding to single precision can do to a sum of a few hundred products, as a share of their sizes. */
const ROUNDING = 2 ** -20;

/** Asserts that a sum of products is right but for rounding. */
function assertSum(actual: number, products: readonly number[], entry: string): void {
  const sum = products.reduce((total, product) => total + product, 0);
  const size = products.reduce((total, product) => total + Math.abs(product), 0);
  assertAlmostEquals(actual, sum, ROUNDING * size + Number.MIN_VALUE, entry);
}

// Around the sizes of a tile (4 x 8) and the height of a block (96).
const sizes: [rows: number, inner: number, columns: number][] = [
  [1, 1, 1],
  [2, 3, 4],
  [3, 2, 3],
  [5, 7, 1],
  [95, 4, 8],
  [96, 5, 9],
  [97, 8, 7],
  [193, 31, 17],
];

for (const [rows, inner, columns] of sizes) {
  Deno.test(`multiplyRows() agrees with a plain loop for ${rows} x ${inner} x ${columns}`, () => {
    const left = randomMatrix(rows, inner);
    const right = randomMatrix(inner, columns);
    const shift = new Float64Array(inner);
    const product = multiplyRows(left, { vectors: columnsOf(right), shift });
    assertEquals([product.rows, product.columns], [rows, columns]);
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        const products = Array.from(
          { length: inner },
          (_, k) => left.data[i * inner + k]! * right.data[k * columns + j]!,
        );
        assertSum(product.data[i * columns + j]!, products, `row ${i}, column ${j}`);
      }
    }
  });

  Deno.test(`gramMatrix() agrees with a plain loop for ${rows} x ${inner}`, () => {
    const { data } = randomMatrix(rows, inner);
    const shift = new Float64Array(inner).map((_, d) => 0.1 * d);
    const gram = gramMatrix(createMatrix(rows, inner, data), shift);
    for (let i = 0; i < inner; i++) {
      for (let j = 0; j < inner; j++) {
        const products = Array.from({ length: rows }, (_, r) => {
          const start = r * inner;
          return (data[start + i]! - shift[i]!) * (data[start + j]! - shift[j]!);
        });
        assertSum(gram[i * inner + j]!, products, `row ${i}, column ${j}`);
        assertEquals(gram[i * inner + j], gram[j * inner + i]);
      }
    }
  });
}

Deno.test("multiplyRows() gives nothing for vectors without entries, and for no rows", () => {
  const none = { vectors: new Float64Array(), shift: new Float64Array() };
  assertEquals(multiplyRows(createMatrix(2, 0), none), createMatrix(2, 0));
  const two = { vectors: new Float64Array(6), shift: new Float64Array(2) };
  assertEquals(multiplyRows(createMatrix(0, 2), two), createMatrix(0, 3));
});

Deno.test("gramMatrix() sums blocks in double precision", () => {
  // Each block adds an odd number, which single precision could not hold beside the first.
  const data = new Float32Array(96 * 3).fill(0);
  data[0] = 2 ** 14;
  data[96] = 1;
  data[192] = 1;
  assertEquals(
    gramMatrix(createMatrix(288, 1, data), new Float64Array(1)),
    Float64Array.of(2 ** 28 + 2),
  );
});

Deno.test("multiplyRows() subtracts the shift from every row first", () => {
  const result = multiplyRows(createMatrix(2, 2, Float32Array.of(1, 2, 3, 4)), {
    vectors: Float64Array.of(1, 0, 0, 1, 1, 1),
    shift: Float64Array.of(1, 1),
  });
  assertEquals(result, createMatrix(2, 3, Float32Array.of(0, 1, 1, 2, 3, 5)));
});
