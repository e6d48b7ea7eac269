import { assertAlmostEquals, assertEquals, assertRejects, assertStrictEquals } from "@std/assert";
import { type EmbeddingTable, tableFromMatrix } from "../../src/model/embedding_table.ts";
import { quantizeTable } from "../../src/model/quantization.ts";
import { clusterTable } from "../../src/model/vocabulary_quantization.ts";
import { createMatrix } from "../../src/numeric/matrix.ts";

/** Two directions, three lengths each. */
const table = tableFromMatrix(
  createMatrix(6, 2, Float32Array.of(3, 4, -1, 0, 6, 8, -2, 0, 0.5, 0, 1.5, 2)),
);

/** The vector of each token, as it is pooled. */
function vectorsOf({ values, columns, mapping, weights }: EmbeddingTable): number[] {
  return Array.from(mapping!).flatMap((row, id) =>
    Array.from({ length: columns }, (_, d) => values.data[row * columns + d]! * weights![id]!)
  );
}

Deno.test("clusterTable() clusters directions, and weighs by lengths", async () => {
  const clustered = await clusterTable(table, { clusters: 3 });
  assertEquals([clustered.rows, clustered.columns, clustered.values.dtype], [3, 2, "float32"]);
  assertEquals(clustered.weights, Float64Array.of(5, 1, 10, 2, 0.5, 2.5));
  const [a, b, , , c] = clustered.mapping!;
  assertEquals(clustered.mapping, Int32Array.of(a!, b!, a!, b!, c!, a!));
  vectorsOf(clustered).forEach((value, i) =>
    assertAlmostEquals(value, table.values.data[i]!, 1e-6)
  );
});

Deno.test("clusterTable() takes rows as they are where a table has weights", async () => {
  const weights = Float64Array.of(1, 2, 3, 4, 5, 6);
  const clustered = await clusterTable({ ...table, weights }, { clusters: 5 });
  assertStrictEquals(clustered.weights, weights);
  // The nearest two are (-1, 0) and (-2, 0), which share their mean.
  const [first, third] = [clustered.mapping![1]!, clustered.mapping![3]!];
  assertEquals(first, third);
  assertAlmostEquals(clustered.values.data[2 * first]!, -1.5, 1e-6);
});

Deno.test("clusterTable() gives tokens of zeros no weight", async () => {
  const zeros = tableFromMatrix(createMatrix(3, 2, Float32Array.of(0, 0, 3, 4, -3, 4)));
  const { weights, values } = await clusterTable(zeros, { clusters: 2 });
  assertEquals(weights, Float64Array.of(0, 5, 5));
  assertEquals(values.data.every(Number.isFinite), true);
});

for (const dtype of ["float64", "float16", "int8"] as const) {
  Deno.test(`clusterTable() decodes ${dtype}, and changes nothing of it`, async () => {
    const given = quantizeTable(table, dtype);
    const before = given.values.data.slice();
    const { weights, values } = await clusterTable(given, { clusters: 3 });
    assertEquals([given.values.data, values.dtype], [before, "float32"]);
    assertAlmostEquals(weights![2]! / weights![0]!, 2, 0.02);
  });
}

Deno.test("clusterTable() refuses a table with a mapping", async () => {
  await assertRejects(
    () => clusterTable({ ...table, mapping: Int32Array.of(0, 1) }, { clusters: 2 }),
    RangeError,
    "Cannot quantize the vocabulary: its 2 tokens share 6 rows already, " +
      "quantize the model that it was before",
  );
});
