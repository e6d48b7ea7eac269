import { assert, assertEquals, assertInstanceOf, assertStrictEquals } from "@std/assert";
import { EMBEDDING_DTYPES, type EmbeddingTable } from "../../src/model/embedding_table.ts";
import { createPooler } from "../../src/model/pooling.ts";
import { quantizeTable } from "../../src/model/quantization.ts";
import {
  enterSharedTable,
  memoryOf,
  placeTable,
  reserveTable,
  SCRATCH_BYTES,
  shareTable,
} from "../../src/model/table_memory.ts";
import { TokenBatch } from "../../src/model/token_batch.ts";

const single: EmbeddingTable = {
  values: { dtype: "float32", data: Float32Array.of(1, 2, -3, 4, 5, -6) },
  rows: 2,
  columns: 3,
};
const mapping = Int32Array.of(1, 0, 1, 1, 0);
const weights = Float64Array.of(0.5, 1, -2, 3, 1);

Deno.test("placeTable() copies a table once", () => {
  const placed = placeTable(single);
  assertEquals(placed, single);
  assert(memoryOf(placed) !== undefined);
  assertEquals(memoryOf(single), undefined);
  assertStrictEquals(placeTable(placed), placed);
});

Deno.test("placeTable() leaves a table where it is if there is no memory for it", () => {
  const { Memory } = WebAssembly;
  WebAssembly.Memory = class extends Memory {
    constructor() {
      super({ initial: 65_537 });
    }
  };
  try {
    assertStrictEquals(placeTable(single), single);
  } finally {
    WebAssembly.Memory = Memory;
  }
});

Deno.test("reserveTable() gives room for nothing, and none for more than there is", () => {
  assertEquals(reserveTable(0)?.length, 0);
  assertEquals(reserveTable(5)?.length, 5);
  assertEquals(reserveTable(2 ** 40), undefined);
});

for (const dtype of EMBEDDING_DTYPES) {
  for (const parts of [{}, { mapping }, { weights: weights.slice(0, 2) }, { mapping, weights }]) {
    const named = Object.keys(parts).join(" and ") || "neither mapping nor weights";
    Deno.test(`shareTable() copies ${dtype} with ${named}, and each thread reads it`, () => {
      const table = { ...quantizeTable(single, dtype), ...parts };
      const shared = shareTable(table, 3)!;
      assertEquals(shared.table, table);
      for (const array of [shared.table.values.data, shared.table.mapping, shared.table.weights]) {
        if (array !== undefined) assertInstanceOf(array.buffer, SharedArrayBuffer);
      }
      for (const thread of [2, 0]) {
        const entered = enterSharedTable(shared, thread);
        assertEquals(memoryOf(entered), {
          memory: shared.memory,
          scratch: thread * SCRATCH_BYTES,
        });
        assertEquals(meanOf(entered, [1, 0, 1]), meanOf(placeTable(table), [1, 0, 1]));
      }
    });
  }
}

Deno.test("shareTable() gives nothing where the memory is not to be had", () => {
  assertEquals(shareTable(single, 2 ** 20), undefined);
});

function meanOf(table: EmbeddingTable, ids: readonly number[]): Float32Array {
  const batch = new TokenBatch();
  for (const id of ids) batch.ids.push(id);
  batch.endText();
  const vector = new Float32Array(table.columns);
  createPooler(table).mean(batch, vector, { normalize: false });
  return vector;
}
