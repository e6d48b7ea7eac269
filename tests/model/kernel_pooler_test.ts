import { assert, assertAlmostEquals, assertEquals, assertGreater } from "@std/assert";
import {
  EMBEDDING_DTYPES,
  type EmbeddingDtype,
  type EmbeddingTable,
  tableFromMatrix,
} from "../../src/model/embedding_table.ts";
import { createPlainPooler } from "../../src/model/plain_pooler.ts";
import { createPooler, type Pooler } from "../../src/model/pooling.ts";
import { quantizeTable } from "../../src/model/quantization.ts";
import { placeTable } from "../../src/model/table_memory.ts";
import type { TokenBatch } from "../../src/model/token_batch.ts";
import { createMatrix } from "../../src/numeric/matrix.ts";
import { seededRandom } from "../seeded_random.ts";
import { batchOf } from "./token_batches.ts";

const ROWS = 37;
const TOKENS = 90;

interface TableShape {
  readonly dtype: EmbeddingDtype;
  readonly columns: number;
  readonly isMapped: boolean;
}

function makeTable({ dtype, columns, isMapped }: TableShape): EmbeddingTable {
  const random = seededRandom(columns);
  const matrix = createMatrix(ROWS, columns);
  // Some so small that they are subnormal in half precision.
  const numbers = matrix.data.map(() => (random() - 0.5) * (random() < 0.1 ? 1e-5 : 1));
  const table = quantizeTable(tableFromMatrix({ ...matrix, data: numbers }), dtype);
  if (!isMapped) return table;
  return {
    ...table,
    mapping: Int32Array.from({ length: TOKENS }, () => Math.floor(random() * ROWS)),
    weights: Float64Array.from({ length: TOKENS }, () => random()),
  };
}

function randomBatch(lengths: readonly number[], tokens: number): TokenBatch {
  const random = seededRandom(lengths.length);
  return batchOf(
    ...lengths.map((length) => Array.from({ length }, () => Math.floor(random() * tokens))),
  );
}

/** Within 1e-6, of the largest value of the table where that is more than 1. */
function assertSameMeans(table: EmbeddingTable, batch: TokenBatch): void {
  const [kernel, plain] = [createPooler(placeTable(table)), createPlainPooler(table)];
  const largest = table.values.dtype === "int8" ? 127 : 1;
  for (const normalize of [true, false]) {
    const [ours, theirs] = [kernel, plain].map((pooler) => {
      const vectors = new Float32Array(batch.texts * table.columns).fill(7);
      pooler.mean(batch, vectors, { normalize });
      return vectors;
    });
    const tolerance = 1e-6 * (normalize ? 1 : largest);
    for (const [i, value] of ours!.entries()) assertAlmostEquals(value, theirs![i]!, tolerance);
    assert(ours!.some((value) => value !== 0));
  }
}

const gatherAll = (pooler: Pooler, batch: TokenBatch, columns: number): Float32Array => {
  const vectors = new Float32Array(batch.ids.length * columns);
  pooler.gather(batch, vectors);
  return vectors;
};

for (const dtype of EMBEDDING_DTYPES) {
  for (const columns of [1, 3, 16, 50, 256, 300]) {
    for (const isMapped of [false, true]) {
      const table = makeTable({ dtype, columns, isMapped });
      const tokens = isMapped ? TOKENS : ROWS;
      const title = `over ${columns} ${dtype} columns${isMapped ? " by mapping and weights" : ""}`;

      Deno.test(`mean() agrees with plain loops ${title}`, () => {
        const random = seededRandom(9);
        const short = Array.from({ length: 256 }, () => Math.floor(random() * 12));
        for (const lengths of [[0, 1, 2, 3, 4, 5, 7, 8], [255, 256, 257, 600], short]) {
          assertSameMeans(table, randomBatch(lengths, tokens));
        }
      });

      Deno.test(`gather() agrees with plain loops ${title}`, () => {
        const batch = randomBatch([300, 0, 5], tokens);
        const ours = gatherAll(createPooler(placeTable(table)), batch, columns);
        const theirs = gatherAll(createPlainPooler(table), batch, columns);
        for (const [i, value] of ours.entries()) {
          assertAlmostEquals(value, theirs[i]!, 1e-6 * Math.max(1, Math.abs(value)));
        }
      });
    }
  }
}

Deno.test("mean() takes texts of more tokens than the kernel has room for", () => {
  for (const dtype of EMBEDDING_DTYPES) {
    const table = makeTable({ dtype, columns: 5, isMapped: false });
    assertSameMeans(table, randomBatch([40_000, 3, 100_000, 32_768], ROWS));
  }
});

Deno.test("mean() keeps the digits of rows with small weights", () => {
  for (const dtype of EMBEDDING_DTYPES) {
    const table = makeTable({ dtype, columns: 20, isMapped: true });
    for (const weight of [1e-3, 1e-8, 1e-12]) {
      const weights = new Float64Array(TOKENS).fill(weight);
      const batch = randomBatch([1, 5, 300], TOKENS);
      const [ours, theirs] = [
        createPooler(placeTable({ ...table, weights })),
        createPlainPooler({ ...table, weights }),
      ].map((pooler) => {
        const vectors = new Float32Array(batch.texts * 20);
        pooler.mean(batch, vectors, { normalize: true });
        return vectors;
      });
      for (const [i, value] of ours!.entries()) assertAlmostEquals(value, theirs![i]!, 1e-6);
    }
  }
});

Deno.test("mean() is exact over int8 rows", () => {
  const table = makeTable({ dtype: "int8", columns: 64, isMapped: false });
  const batch = randomBatch([1, 7, 256, 512], ROWS);
  const [ours, theirs] = [createPooler(placeTable(table)), createPlainPooler(table)].map(
    (pooler) => {
      const vectors = new Float32Array(4 * 64);
      pooler.mean(batch, vectors, { normalize: false });
      return vectors;
    },
  );
  assertEquals(ours, theirs);
});

Deno.test("mean() takes rows of the largest and the smallest halves", () => {
  const bits = [0x7bff, 0xfbff, 0x0001, 0x8001, 0x03ff, 0x0400, 0x0000, 0x8000];
  const values = { dtype: "float16", data: Uint16Array.from(bits) } as const;
  const table = placeTable({ values, rows: 1, columns: 8 });
  const vector = new Float32Array(8);
  createPooler(table).mean(batchOf(Array<number>(256).fill(0)), vector, { normalize: false });
  const expected = [65504, -65504, 2 ** -24, -(2 ** -24), 1023 * 2 ** -24, 2 ** -14, 0, 0];
  assertEquals(Array.from(vector, (value) => value + 0), expected);
});

Deno.test("mean() scales vectors that are nearly zero to length 1", () => {
  const values = { dtype: "float32", data: Float32Array.of(3e-31, 4e-31, 0, 0) } as const;
  const vectors = new Float32Array(4);
  createPooler(placeTable({ values, rows: 2, columns: 2 }))
    .mean(batchOf([0], [1]), vectors, { normalize: true });
  assertAlmostEquals(vectors[0]!, 0.6, 1e-6);
  assertAlmostEquals(vectors[1]!, 0.8, 1e-6);
  assertEquals(vectors.subarray(2), Float32Array.of(0, 0));
});

Deno.test("createPooler() takes plain loops for rows that the scratch memory has no room for", () => {
  const table = makeTable({ dtype: "float32", columns: 70_000, isMapped: false });
  assertSameMeans(table, batchOf([0, 1, 2]));
});

Deno.test("createPooler() takes plain loops where WebAssembly is refused", () => {
  const { Instance } = WebAssembly;
  const table = placeTable(makeTable({ dtype: "float16", columns: 3, isMapped: false }));
  let attempts = 0;
  WebAssembly.Instance = class extends Instance {
    constructor(module: WebAssembly.Module) {
      attempts++;
      super(module, {});
    }
  };
  try {
    assertSameMeans(table, batchOf([0, 1, 2]));
  } finally {
    WebAssembly.Instance = Instance;
  }
  assertGreater(attempts, 0);
});
