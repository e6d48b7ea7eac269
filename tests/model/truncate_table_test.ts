import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import {
  EMBEDDING_DTYPES,
  type EmbeddingTable,
  type EmbeddingValues,
} from "../../src/model/embedding_table.ts";
import { truncateTable } from "../../src/model/truncate_table.ts";

const NUMBERS = [1, 2, 3, 4, 5, 6];
const VALUES: readonly EmbeddingValues[] = [
  { dtype: "float64", data: Float64Array.from(NUMBERS) },
  { dtype: "float32", data: Float32Array.from(NUMBERS) },
  { dtype: "float16", data: Uint16Array.from(NUMBERS) },
  { dtype: "int8", data: Int8Array.from(NUMBERS) },
];

function tableOf(values: EmbeddingValues): EmbeddingTable {
  const mapping = Int32Array.of(0, 1, 1);
  return { values, rows: 2, columns: 3, mapping, weights: Float64Array.of(1, 2, 3) };
}

Deno.test("truncateTable() is tested with every element type", () => {
  assertEquals(VALUES.map(({ dtype }) => dtype), [...EMBEDDING_DTYPES]);
});

for (const values of VALUES) {
  Deno.test(`truncateTable() keeps the first columns of ${values.dtype}`, () => {
    const table = tableOf(values);
    const { values: cut, ...rest } = truncateTable(table, 2);
    assertEquals([cut.dtype, [...cut.data]], [values.dtype, [1, 2, 4, 5]]);
    assertEquals([rest.rows, rest.columns], [2, 2]);
    assertStrictEquals(rest.mapping, table.mapping);
    assertStrictEquals(rest.weights, table.weights);
    assertEquals([...table.values.data], NUMBERS);
  });
}

Deno.test("truncateTable() gives a table back that has no more columns", () => {
  const table = tableOf(VALUES[0]!);
  assertStrictEquals(truncateTable(table, 3), table);
});

for (const dimensions of [0, -1, 1.5, NaN, 4]) {
  Deno.test(`truncateTable() refuses ${dimensions} of 3 dimensions`, () => {
    assertThrows(
      () => truncateTable(tableOf(VALUES[1]!), dimensions),
      RangeError,
      "Cannot truncate embeddings: dimensions must be an integer from 1 to 3, " +
        `current value is ${dimensions}`,
    );
  });
}
