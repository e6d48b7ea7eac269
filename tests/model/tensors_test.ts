import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import type { EmbeddingTable } from "../../src/model/embedding_table.ts";
import { tableFromTensors, tensorsFromTable } from "../../src/model/tensors.ts";
import type { Dtype } from "../../src/tensor/dtype.ts";
import type { Tensor } from "../../src/tensor/safetensors.ts";

function tensor(dtype: Dtype, shape: number[], values: ArrayBufferView): Tensor {
  const { buffer, byteOffset, byteLength } = values;
  return { dtype, shape, bytes: new Uint8Array(buffer, byteOffset, byteLength) };
}

const tables: EmbeddingTable[] = [
  { values: { dtype: "float64", data: Float64Array.of(1, -2) }, rows: 1, columns: 2 },
  { values: { dtype: "float32", data: Float32Array.of(1, -2) }, rows: 2, columns: 1 },
  { values: { dtype: "float16", data: Uint16Array.of(0x3c00, 0xc000) }, rows: 1, columns: 2 },
  { values: { dtype: "int8", data: Int8Array.of(1, -2) }, rows: 1, columns: 2 },
  {
    values: { dtype: "float32", data: Float32Array.of(1, -2) },
    rows: 1,
    columns: 2,
    mapping: Int32Array.of(0, 0, 0),
    weights: Float64Array.of(0.5, 1, 2),
  },
];
for (const table of tables) {
  const kind = `${table.values.dtype}${table.mapping === undefined ? "" : " with a mapping"}`;
  Deno.test(`tableFromTensors() gives back what tensorsFromTable() wrote of ${kind}`, () => {
    assertEquals(tableFromTensors(tensorsFromTable(table), "embeddings"), table);
  });
}

Deno.test("tensorsFromTable() shares the table's memory", () => {
  const data = Float32Array.of(1, 2);
  const tensors = tensorsFromTable({ values: { dtype: "float32", data }, rows: 1, columns: 2 });
  assertStrictEquals(tensors.get("embeddings")?.bytes.buffer, data.buffer);
  assertEquals([...tensors.keys()], ["embeddings"]);
});

Deno.test("tableFromTensors() reads bfloat16 as float32", () => {
  const bits = Uint16Array.of(0x3f80, 0xc000, 0x4049);
  const tensors = new Map([["embedding.weight", tensor("BF16", [3, 1], bits)]]);
  const { values } = tableFromTensors(tensors, "embedding.weight");
  assertEquals(values, { dtype: "float32", data: Float32Array.of(1, -2, 3.140625) });
});

const embeddings = tensor("F32", [2, 1], Float32Array.of(1, 2));

Deno.test("tableFromTensors() reads an int64 mapping and float32 weights", () => {
  const tensors = new Map([
    ["embeddings", embeddings],
    ["mapping", tensor("I64", [3], BigInt64Array.of(1n, 0n, 1n))],
    ["weights", tensor("F32", [3], Float32Array.of(0.5, 1, 2))],
  ]);
  const { mapping, weights } = tableFromTensors(tensors, "embeddings");
  assertEquals(mapping, Int32Array.of(1, 0, 1));
  assertEquals(weights, Float64Array.of(0.5, 1, 2));
});

Deno.test("tableFromTensors() lists the tensors of a file that lacks the embeddings", () => {
  const tensors = new Map([["a", embeddings], ["b", embeddings]]);
  assertThrows(
    () => tableFromTensors(tensors, "embeddings"),
    TypeError,
    'Cannot read embeddings: model.safetensors has no tensor "embeddings", its tensors are "a", "b"',
  );
});

Deno.test("tableFromTensors() says so where a file has no tensors", () => {
  assertThrows(
    () => tableFromTensors(new Map(), "embeddings"),
    TypeError,
    'Cannot read embeddings: model.safetensors has no tensor "embeddings", it has none',
  );
});

for (const dtype of ["I32", "U8", "BOOL", "F8_E4M3"] as const) {
  Deno.test(`tableFromTensors() refuses embeddings of dtype ${dtype}`, () => {
    assertThrows(
      () => tableFromTensors(new Map([["x", { ...embeddings, dtype }]]), "x"),
      TypeError,
      `Cannot read embeddings: tensor "x" has dtype ${dtype}, ` +
        `supported dtypes are F64, F32, F16, BF16, I8`,
    );
  });
}

const misshapen: [name: string, shape: number[], message: string][] = [
  ["embeddings", [2], 'tensor "embeddings" must have 2 axes, its shape is [2]'],
  ["embeddings", [2, 1, 1], 'tensor "embeddings" must have 2 axes, its shape is [2, 1, 1]'],
  ["mapping", [2, 1], 'tensor "mapping" must have 1 axis, its shape is [2, 1]'],
  ["weights", [], 'tensor "weights" must have 1 axis, its shape is []'],
];
for (const [name, shape, message] of misshapen) {
  Deno.test(`tableFromTensors() says that ${message}`, () => {
    const tensors = new Map([["embeddings", embeddings], [name, { ...embeddings, shape }]]);
    const expected = `Cannot read embeddings: ${message}`;
    assertThrows(() => tableFromTensors(tensors, "embeddings"), RangeError, expected);
  });
}

Deno.test("tableFromTensors() refuses a mapping of fractions", () => {
  const tensors = new Map([["embeddings", embeddings], ["mapping", { ...embeddings, shape: [2] }]]);
  assertThrows(
    () => tableFromTensors(tensors, "embeddings"),
    TypeError,
    "Cannot decode F32 as integers",
  );
});
