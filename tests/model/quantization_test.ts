import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import {
  EMBEDDING_DTYPES,
  type EmbeddingDtype,
  type EmbeddingTable,
  type EmbeddingValues,
  tableFromMatrix,
} from "../../src/model/embedding_table.ts";
import { quantizeTable } from "../../src/model/quantization.ts";
import recorded from "../fixtures/model/quantization.json" with { type: "json" };

function valuesOf(dtype: string, numbers: number[]): EmbeddingValues {
  if (dtype === "float64") return { dtype, data: Float64Array.from(numbers) };
  if (dtype === "float32") return { dtype, data: Float32Array.from(numbers) };
  return { dtype: "float16", data: Uint16Array.from(numbers) };
}

for (const run of recorded.runs) {
  const { rows, columns } = run;
  const table: EmbeddingTable = { values: valuesOf(run.from, run.values), rows, columns };
  const wanted: [dtype: EmbeddingDtype, numbers: number[] | undefined][] = [
    ["int8", run.int8],
    ["float16", run.float16],
    ["float32", run.float32],
  ];
  for (const [dtype, numbers] of wanted) {
    if (numbers === undefined) continue;
    Deno.test(`quantizeTable() makes Python's ${dtype} of ${run.from}: ${run.name}`, () => {
      const { values, ...rest } = quantizeTable(table, dtype);
      assertEquals(values.dtype, dtype);
      assertEquals([...values.data], numbers);
      assertEquals(rest, { rows, columns });
    });
  }
}

const table: EmbeddingTable = {
  values: { dtype: "float32", data: Float32Array.of(1, -0.5) },
  rows: 1,
  columns: 2,
  mapping: Int32Array.of(0, 0),
  weights: Float64Array.of(1, 2),
};

Deno.test("quantizeTable() shares mapping and weights, and changes nothing", () => {
  const quantized = quantizeTable(table, "int8");
  assertStrictEquals(quantized.mapping, table.mapping);
  assertStrictEquals(quantized.weights, table.weights);
  assertEquals(quantized.values.data, Int8Array.of(127, -64));
  assertEquals(table.values.data, Float32Array.of(1, -0.5));
});

for (const dtype of EMBEDDING_DTYPES) {
  Deno.test(`quantizeTable() gives a table of ${dtype} back as it is`, () => {
    const same = quantizeTable(table, dtype);
    assertStrictEquals(quantizeTable(same, dtype), same);
  });
}

Deno.test("quantizeTable() makes zeros of zeros", () => {
  const values: EmbeddingValues = { dtype: "float64", data: new Float64Array(3) };
  const quantized = quantizeTable({ values, rows: 1, columns: 3 }, "int8");
  assertEquals(quantized.values.data, new Int8Array(3));
});

Deno.test("quantizeTable() widens int8 levels to floats without scaling them", () => {
  const values: EmbeddingValues = { dtype: "int8", data: Int8Array.of(-127, 3) };
  const widened = quantizeTable({ values, rows: 1, columns: 2 }, "float64");
  assertEquals(widened.values.data, Float64Array.of(-127, 3));
});

Deno.test("quantizeTable() takes values beyond half precision as the largest level", () => {
  const values: EmbeddingValues = { dtype: "float32", data: Float32Array.of(1e6, -1e6, 1) };
  const quantized = quantizeTable({ values, rows: 1, columns: 3 }, "int8");
  assertEquals(quantized.values.data, Int8Array.of(127, -127, 0));
});

Deno.test("quantizeTable() refuses an unknown element type", () => {
  const dtype: unknown = "int4";
  const table = tableFromMatrix({ data: new Float32Array(2), rows: 1, columns: 2 });
  assertThrows(
    () => quantizeTable(table, dtype as EmbeddingDtype),
    RangeError,
    'Cannot quantize embeddings: the element type must be one of "float64", "float32", "float16", "int8", ' +
      'current value is "int4"',
  );
});
