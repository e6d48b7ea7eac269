import { assertEquals } from "@std/assert";
import type { EmbeddingTable, EmbeddingValues } from "../../src/model/embedding_table.ts";
import { createPooler } from "../../src/model/pooling.ts";
import { encodeHalf } from "../../src/tensor/half.ts";
import { TokenIds } from "../../src/tokenizer/token_ids.ts";

const numbers = [1, 2, -3, 4, 5, -6];
const kinds: EmbeddingValues[] = [
  { dtype: "float64", data: Float64Array.from(numbers) },
  { dtype: "float32", data: Float32Array.from(numbers) },
  { dtype: "float16", data: Uint16Array.from(numbers, encodeHalf) },
  { dtype: "int8", data: Int8Array.from(numbers) },
];

function idsOf(...ids: number[]): TokenIds {
  const list = new TokenIds();
  for (const id of ids) list.push(id);
  return list;
}

for (const values of kinds) {
  const table: EmbeddingTable = { values, rows: 3, columns: 2 };

  Deno.test(`Pooler.mean() averages rows of ${values.dtype}`, () => {
    const vector = new Float32Array(2);
    createPooler(table).mean(idsOf(2, 0, 0), vector);
    assertEquals(vector, Float32Array.of(7 / 3, -2 / 3));
  });

  Deno.test(`Pooler.gather() copies rows of ${values.dtype} in the order of the ids`, () => {
    const vectors = new Float32Array(6);
    createPooler(table).gather(idsOf(1, 1, 0), vectors);
    assertEquals(vectors, Float32Array.of(-3, 4, -3, 4, 1, 2));
  });

  Deno.test(`Pooler.mean() goes by mapping and weights over ${values.dtype}`, () => {
    const mapping = Int32Array.of(2, 0, 0, 1);
    const weights = Float64Array.of(0.5, 1, 3, 1);
    const pooler = createPooler({ ...table, mapping, weights });
    const vector = new Float32Array(2);
    pooler.mean(idsOf(0, 2), vector);
    assertEquals(vector, Float32Array.of((2.5 + 3) / 2, (-3 + 6) / 2));
    const vectors = new Float32Array(4);
    pooler.gather(idsOf(0, 2), vectors);
    assertEquals(vectors, Float32Array.of(2.5, -3, 3, 6));
  });
}

Deno.test("Pooler.mean() leaves the vector as it is where there are no ids", () => {
  const vector = Float32Array.of(0, 0);
  const pooler = createPooler({ values: kinds[0]!, rows: 3, columns: 2 });
  pooler.mean(idsOf(1), Float32Array.of(0, 0));
  pooler.mean(idsOf(), vector);
  assertEquals(vector, Float32Array.of(0, 0));
});

Deno.test("Pooler.mean() sums in double precision", () => {
  const data = Float32Array.of(2 ** 24, 1, -(2 ** 24));
  const vector = new Float32Array(1);
  createPooler({ values: { dtype: "float32", data }, rows: 3, columns: 1 }).mean(
    idsOf(0, 1, 2),
    vector,
  );
  assertEquals(vector, Float32Array.of(1 / 3));
});
