import { assert, assertEquals, assertLess } from "@std/assert";
import { makeBatches, makeTable, shareRows } from "../../bench/tables.ts";
import { checkTable, EMBEDDING_DTYPES } from "../../src/model/embedding_table.ts";
import { quantizeTable } from "../../src/model/quantization.ts";

for (const dtype of EMBEDDING_DTYPES) {
  Deno.test(`makeTable() fills ${dtype} tables, large ones too, to the last element`, () => {
    for (const size of [{ rows: 3, columns: 5 }, { rows: 100, columns: 64 }]) {
      const table = makeTable(dtype, size);
      checkTable(table, size.rows);
      const { data } = quantizeTable(table, "float32").values;
      assertEquals(data.length, size.rows * size.columns);
      assert(data.some((value) => value < 0));
      assert(data.slice(-5).some((value) => value !== 0));
    }
  });
}

Deno.test("shareRows() gives every token a row and a weight", () => {
  checkTable(shareRows(makeTable("int8", { rows: 4, columns: 8 }), 50), 50);
});

Deno.test("makeBatches() makes texts of ten tokens of the vocabulary", () => {
  const batches = makeBatches(7, 300);
  assertEquals(batches.map(({ texts }) => texts), [256, 44]);
  assertEquals(batches.map(({ ids }) => ids.length), [2_560, 440]);
  for (const { ids } of batches) {
    assertLess(Math.max(...ids.data.subarray(0, ids.length)), 7);
  }
});
