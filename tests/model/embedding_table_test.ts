import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import {
  checkTable,
  type EmbeddingTable,
  type EmbeddingValues,
  tableBytes,
  tableFromMatrix,
} from "../../src/model/embedding_table.ts";
import { createMatrix } from "../../src/numeric/matrix.ts";

const table: EmbeddingTable = {
  values: { dtype: "float32", data: Float32Array.of(1, 2, 3, 4, 5, 6) },
  rows: 3,
  columns: 2,
};

Deno.test("tableFromMatrix() keeps the matrix's memory", () => {
  const matrix = createMatrix(2, 3);
  const { values, rows, columns } = tableFromMatrix(matrix);
  assertStrictEquals(values.data, matrix.data);
  assertEquals([values.dtype, rows, columns], ["float32", 2, 3]);
});

Deno.test("tableBytes() counts values, mapping and weights", () => {
  assertEquals(tableBytes(table), 24);
  assertEquals(tableBytes({ ...table, mapping: new Int32Array(5) }), 44);
  assertEquals(tableBytes({ ...table, weights: new Float64Array(5) }), 64);
});

Deno.test("checkTable() accepts a row per token, or a mapping for any number of tokens", () => {
  checkTable(table, 3);
  checkTable({ ...table, mapping: Int32Array.of(0, 2, 2, 1), weights: new Float64Array(4) }, 4);
  checkTable({ values: { dtype: "int8", data: new Int8Array(0) }, rows: 0, columns: 0 }, 0);
});

const misfits: [change: Partial<EmbeddingTable>, message: string][] = [
  [
    {},
    "3 rows do not match the 4 tokens of the tokenizer, one row per token or a mapping is needed",
  ],
  [{ mapping: new Int32Array(3) }, '"mapping" has 3 entries, the tokenizer has 4 tokens'],
  [{ mapping: new Int32Array(4), weights: new Float64Array(5) }, '"weights" has 5 entries'],
  [{ mapping: Int32Array.of(0, 1, 3, 0) }, '"mapping" sends token 2 to row 3, rows are 0 to 2'],
  [{ mapping: Int32Array.of(0, -1, 2, 0) }, '"mapping" sends token 1 to row -1'],
];
for (const [change, message] of misfits) {
  Deno.test(`checkTable() says that ${message}`, () => {
    const error = `Cannot use embeddings: ${message}`;
    assertThrows(() => checkTable({ ...table, ...change }, 4), RangeError, error);
  });
}

Deno.test("checkTable() says how many values are needed", () => {
  const values: EmbeddingValues = { dtype: "float32", data: new Float32Array(7) };
  for (const rows of [3, 4]) {
    assertThrows(
      () => checkTable({ values, rows, columns: 2 }, rows),
      RangeError,
      `Cannot use embeddings: ${rows} rows of 2 columns need ${rows * 2} values, there are 7`,
    );
  }
});

const infinite: EmbeddingValues[] = [
  { dtype: "float64", data: Float64Array.of(0, 0, 0, -Infinity) },
  { dtype: "float32", data: Float32Array.of(0, 0, 0, NaN) },
  { dtype: "float16", data: Uint16Array.of(0x7bff, 0xfbff, 0, 0xfc00) },
  { dtype: "float16", data: Uint16Array.of(0, 0, 0, 0x7e01) },
];
/** From an odd place on, where two halves cannot be looked at together. */
const odd = Uint16Array.of(0, 0x7bff, 0xfbff, 0, 0x7c00, 0x3c00, 0);
infinite.push({ dtype: "float16", data: odd.subarray(1, 5) });
for (const values of infinite) {
  Deno.test(`checkTable() finds ${values.data.at(-1)} in ${values.dtype} values`, () => {
    assertThrows(
      () => checkTable({ values, rows: 2, columns: 2 }, 2),
      RangeError,
      "Cannot use embeddings: row 1, column 1 is not a finite number",
    );
  });
}

Deno.test("checkTable() takes every int8 value", () => {
  checkTable({ values: { dtype: "int8", data: Int8Array.of(-128, 127) }, rows: 2, columns: 1 }, 2);
});

Deno.test("checkTable() finds a weight that is not finite", () => {
  assertThrows(
    () => checkTable({ ...table, weights: Float64Array.of(1, 1, NaN) }, 3),
    RangeError,
    "Cannot use embeddings: weight of token 2 is not a finite number",
  );
});

Deno.test("checkTable() takes every finite half", () => {
  const halves = Uint16Array.from({ length: 0x10000 }, (_, bits) => bits)
    .filter((bits) => (bits & 0x7c00) !== 0x7c00);
  const values: EmbeddingValues = { dtype: "float16", data: halves };
  checkTable({ values, rows: halves.length, columns: 1 }, halves.length);
  for (const bits of [0x7c00, 0xfc00, 0x7fff, 0xffff]) {
    for (const place of [0, 1]) {
      const data = Uint16Array.of(0x7bff, 0xfbff);
      data[place] = bits;
      assertThrows(
        () => checkTable({ values: { dtype: "float16", data }, rows: 2, columns: 1 }, 2),
        RangeError,
        `row ${place}, column 0 is not a finite number`,
      );
    }
  }
});
