import { EMBEDDING_DTYPES, type EmbeddingTable } from "../src/model/embedding_table.ts";
import { createPlainPooler } from "../src/model/plain_pooler.ts";
import { createPooler, type Pooler } from "../src/model/pooling.ts";
import { placeTable } from "../src/model/table_memory.ts";
import { makeBatches, makeTable, shareRows } from "./tables.ts";

/** Rows of a usual vocabulary. */
const ROWS = 30_000;

/** Texts of ten tokens, any row as likely as any other. */
const TEXTS = 2_560;

/** Enough for most rows of the largest table to be read between two readings of the same row. */
const TEXTS_OF_LARGE_TABLES = 50_000;

const FEW = { n: 20, warmup: 3 };

function poolAll(
  pooler: Pooler,
  { rows, columns }: EmbeddingTable,
  texts: number = TEXTS,
): () => void {
  const batches = makeBatches(rows, texts);
  const vectors = new Float32Array(batches[0]!.texts * columns);
  return () => {
    for (const batch of batches) pooler.mean(batch, vectors, { normalize: true });
  };
}

for (const dtype of EMBEDDING_DTYPES) {
  const bare = placeTable(makeTable(dtype, { rows: ROWS, columns: 256 }));
  const cases: [name: string, table: EmbeddingTable][] = [
    [`pool ${dtype}`, bare],
    [`pool ${dtype} with mapping and weights`, shareRows(bare, ROWS)],
  ];
  for (const [group, table] of cases) {
    const plain = poolAll(createPlainPooler(table), table);
    Deno.bench(`${group}: plain loops`, { group, baseline: true, ...FEW }, plain);
    Deno.bench(`${group}: kernel`, { group, ...FEW }, poolAll(createPooler(table), table));
  }
}

for (const columns of [64, 128, 256, 512, 1024]) {
  const table = placeTable(makeTable("float16", { rows: ROWS, columns }));
  Deno.bench(`30,000 rows of ${columns} float16 columns`, {
    group: "pool by dimensions",
    baseline: columns === 64,
    ...FEW,
  }, poolAll(createPooler(table), table));
}

// Narrow rows, so that a million of them take 128 MB.
for (const rows of [10_000, 30_000, 100_000, 300_000, 1_000_000]) {
  const table = placeTable(makeTable("float16", { rows, columns: 64 }));
  Deno.bench(`${rows.toLocaleString("en")} rows of 64 float16 columns`, {
    group: "pool by rows",
    baseline: rows === 10_000,
    ...FEW,
  }, poolAll(createPooler(table), table, TEXTS_OF_LARGE_TABLES));
}
