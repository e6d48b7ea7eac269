import { assertAlmostEquals, assertEquals } from "@std/assert";
import { createMatrix, type Matrix } from "../../src/numeric/matrix.ts";
import { gramMatrix, multiplyRows } from "../../src/numeric/matrix_product.ts";
import { seededRandom } from "../seeded_random.ts";

function randomMatrix(rows: number, columns: number): Matrix {
  const random = seededRandom(rows * 1000 + columns);
  return createMatrix(rows, columns, new Float32Array(rows * columns).map(() => random() - 0.3));
}

/** The matrix product, as dot products with the columns of `right`. */
function multiplyColumns(left: Matrix, right: Matrix): Matrix {
  return multiplyRows(left, {
    vectors: {
      data: new Float64Array(right.data),
      count: right.columns,
      depth: right.rows,
      vectorStride: 1,
      entryStride: right.columns,
    },
    shift: new Float64Array(left.columns),
  });
}

function naiveProduct(left: Matrix, right: Matrix): number[] {
  const product: number[] = [];
  for (let i = 0; i < left.rows; i++) {
    for (let j = 0; j < right.columns; j++) {
      let sum = 0;
      for (let k = 0; k < left.columns; k++) {
        sum += left.data[i * left.columns + k]! * right.data[k * right.columns + j]!;
      }
      product.push(sum);
    }
  }
  return product;
}

function assertAllClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number) {
  assertEquals(actual.length, expected.length);
  for (let i = 0; i < expected.length; i++) {
    assertAlmostEquals(actual[i]!, expected[i]!, tolerance, `entry ${i}`);
  }
}

// Around the width of a tile (3) and the height of a block (96).
const sizes: [rows: number, inner: number, columns: number][] = [
  [1, 1, 1],
  [2, 3, 4],
  [3, 2, 3],
  [5, 7, 1],
  [95, 4, 5],
  [96, 5, 6],
  [97, 8, 7],
  [193, 31, 10],
];

for (const [rows, inner, columns] of sizes) {
  Deno.test(`multiplyRows() agrees with a plain loop for ${rows} x ${inner} x ${columns}`, () => {
    const left = randomMatrix(rows, inner);
    const right = randomMatrix(inner, columns);
    const product = multiplyColumns(left, right);
    assertEquals([product.rows, product.columns], [rows, columns]);
    assertAllClose(product.data, naiveProduct(left, right), 1e-6);
  });

  Deno.test(`gramMatrix() agrees with a plain loop for ${rows} x ${inner}`, () => {
    const matrix = randomMatrix(rows, inner);
    const shift = new Float64Array(inner).map((_, d) => 0.1 * d);
    const expected: number[] = [];
    for (let i = 0; i < inner; i++) {
      for (let j = 0; j < inner; j++) {
        let sum = 0;
        for (let start = 0; start < matrix.data.length; start += inner) {
          sum += (matrix.data[start + i]! - shift[i]!) * (matrix.data[start + j]! - shift[j]!);
        }
        expected.push(sum);
      }
    }
    assertAllClose(gramMatrix(matrix, shift), expected, 1e-9);
  });
}

Deno.test("multiplyRows() gives zeros for vectors without entries, and nothing for no rows", () => {
  assertEquals(multiplyColumns(createMatrix(2, 0), createMatrix(0, 3)), createMatrix(2, 3));
  assertEquals(multiplyColumns(createMatrix(0, 2), createMatrix(2, 3)), createMatrix(0, 3));
});

Deno.test("multiplyRows() sums in double precision", () => {
  const left = createMatrix(1, 3, Float32Array.of(1e8, 1, -1e8));
  const right = createMatrix(3, 1, Float32Array.of(1, 1, 1));
  assertEquals(multiplyColumns(left, right).data[0], 1);
});

Deno.test("multiplyRows() subtracts the shift from every row first", () => {
  const result = multiplyRows(createMatrix(2, 2, Float32Array.of(1, 2, 3, 4)), {
    vectors: {
      data: Float64Array.of(1, 0, 0, 1, 1, 1),
      count: 3,
      depth: 2,
      vectorStride: 2,
      entryStride: 1,
    },
    shift: Float64Array.of(1, 1),
  });
  assertEquals(result, createMatrix(2, 3, Float32Array.of(0, 1, 1, 2, 3, 5)));
});
