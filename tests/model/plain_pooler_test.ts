import { assertEquals } from "@std/assert";
import type { EmbeddingTable, EmbeddingValues } from "../../src/model/embedding_table.ts";
import { createPlainPooler } from "../../src/model/plain_pooler.ts";
import { encodeHalf } from "../../src/tensor/half.ts";
import { batchOf } from "./token_batches.ts";

const numbers = [1, 2, -3, 4, 5, -6];
const kinds: EmbeddingValues[] = [
  { dtype: "float64", data: Float64Array.from(numbers) },
  { dtype: "float32", data: Float32Array.from(numbers) },
  { dtype: "float16", data: Uint16Array.from(numbers, encodeHalf) },
  { dtype: "int8", data: Int8Array.from(numbers) },
];

for (const values of kinds) {
  const table: EmbeddingTable = { values, rows: 3, columns: 2 };

  Deno.test(`mean() averages rows of ${values.dtype}`, () => {
    const vectors = new Float32Array(4);
    createPlainPooler(table).mean(batchOf([2, 0, 0], [1]), vectors, { normalize: false });
    assertEquals(vectors, Float32Array.of(7 / 3, -2 / 3, -3, 4));
  });

  Deno.test(`gather() copies rows of ${values.dtype} in the order of the ids`, () => {
    const vectors = new Float32Array(6);
    createPlainPooler(table).gather(batchOf([1, 1], [0]), vectors);
    assertEquals(vectors, Float32Array.of(-3, 4, -3, 4, 1, 2));
  });

  Deno.test(`mean() goes by mapping and weights over ${values.dtype}`, () => {
    const mapping = Int32Array.of(2, 0, 0, 1);
    const weights = Float64Array.of(0.5, 1, 3, 1);
    const pooler = createPlainPooler({ ...table, mapping, weights });
    const vector = new Float32Array(2);
    pooler.mean(batchOf([0, 2]), vector, { normalize: false });
    assertEquals(vector, Float32Array.of((2.5 + 3) / 2, (-3 + 6) / 2));
    const vectors = new Float32Array(4);
    pooler.gather(batchOf([0, 2]), vectors);
    assertEquals(vectors, Float32Array.of(2.5, -3, 3, 6));
  });
}

Deno.test("mean() writes zeros where there are no ids, normalized or not", () => {
  const pooler = createPlainPooler({ values: kinds[0]!, rows: 3, columns: 2 });
  for (const normalize of [true, false]) {
    const vectors = Float32Array.of(7, 7, 7, 7);
    pooler.mean(batchOf([], [0]), vectors, { normalize });
    assertEquals(vectors.subarray(0, 2), Float32Array.of(0, 0));
  }
});

Deno.test("mean() scales to length 1", () => {
  const values: EmbeddingValues = { dtype: "float32", data: Float32Array.of(3, 4, 0, 0) };
  const vectors = new Float32Array(4);
  createPlainPooler({ values, rows: 2, columns: 2 })
    .mean(batchOf([0, 1], [1]), vectors, { normalize: true });
  assertEquals(vectors, Float32Array.of(0.6, 0.8, 0, 0));
});

Deno.test("mean() sums in double precision", () => {
  const data = Float32Array.of(2 ** 24, 1, -(2 ** 24));
  const vector = new Float32Array(1);
  createPlainPooler({ values: { dtype: "float32", data }, rows: 3, columns: 1 })
    .mean(batchOf([0, 1, 2]), vector, { normalize: false });
  assertEquals(vector, Float32Array.of(1 / 3));
});
