/**
 * How near pooling comes to the memory that it reads: bytes of rows a second, beside a plain copy and a bare
 * reading of the same rows.
 *
 * @module
 */

import type { EmbeddingDtype, EmbeddingTable } from "../../src/model/embedding_table.ts";
import { createPlainPooler } from "../../src/model/plain_pooler.ts";
import { createPooler } from "../../src/model/pooling.ts";
import { memoryOf, placeTable } from "../../src/model/table_memory.ts";
import type { TokenBatch } from "../../src/model/token_batch.ts";
import { formatMegabytes, formatNumber, renderTable } from "../measure/markdown.ts";
import { timeShortest } from "../measure/time.ts";
import { makeTable } from "../tables.ts";
import { compileRowReader } from "./row_reader.ts";

/** Ids of many texts, and what they are called. */
export interface TokenSource {
  readonly name: string;
  readonly batches: readonly TokenBatch[];
}

/** Columns of every table. */
const COLUMNS = 256;

/** Element types whose rows are whole cache lines. */
const DTYPES: readonly EmbeddingDtype[] = ["float32", "float16", "int8"];

/** Row numbers that fit the scratch memory before a table, which the reader borrows. */
const NUMBERS = 32_768;

/**
 * Measures pooling against memory.
 *
 * @param sources The tokens, by where they come from.
 * @param rows Rows of the table: ids are below.
 * @returns A table in Markdown, in 10^9 bytes of rows a second.
 */
export async function measureRoofline(
  sources: readonly TokenSource[],
  rows: number,
): Promise<string> {
  const lines: string[][] = [];
  for (const dtype of DTYPES) {
    const table = placeTable(makeTable(dtype, { rows, columns: COLUMNS }));
    const copy = measureCopy(table);
    const readAll = await prepareReading(table);
    const everyRow = Int32Array.from({ length: rows }, (_, i) => i);
    const inOrder = gigabytes(table, rows, timeShortest(() => readAll(everyRow)));
    for (const { name, batches } of sources) {
      const ids = joinIds(batches);
      const gather = gigabytes(table, ids.length, timeShortest(() => readAll(ids)));
      const kernel = gigabytes(table, ids.length, timePooling(table, batches));
      const plain = gigabytes(
        table,
        ids.length,
        timePooling(table, batches, createPlainPooler(table)),
      );
      lines.push([
        dtype,
        formatMegabytes(table.values.data.byteLength),
        name,
        ...[kernel, plain, gather, inOrder, copy].map((rate) => formatNumber(rate, 1)),
        formatNumber(kernel / gather * 100),
      ]);
    }
  }
  return renderTable(lines, {
    titles: [
      ...["Rows", "Table", "Tokens", "pooling kernel, GB/s", "plain loops", "same rows, read only"],
      ...["all rows in order, read only", "plain copy", "kernel, % of reading the same rows"],
    ],
    textColumns: 3,
  });
}

/**
 * Times pooling alone.
 *
 * @param table Any table.
 * @param batches The tokens.
 * @param pooler How it is read; as it is chosen for the table by default.
 * @returns Seconds for all batches.
 */
export function timePooling(
  table: EmbeddingTable,
  batches: readonly TokenBatch[],
  pooler = createPooler(table),
): number {
  const most = Math.max(...batches.map(({ texts }) => texts));
  const vectors = new Float32Array(most * table.columns);
  return timeShortest(() => {
    for (const batch of batches) pooler.mean(batch, vectors, { normalize: true });
  });
}

function gigabytes({ values, columns }: EmbeddingTable, rows: number, seconds: number): number {
  return rows * columns * values.data.BYTES_PER_ELEMENT / seconds / 1e9;
}

/** The table's bytes to another place, each counted once, though it is read and written. */
function measureCopy(table: EmbeddingTable): number {
  const { buffer, byteOffset, byteLength } = table.values.data;
  const source = new Uint8Array(buffer, byteOffset, byteLength);
  const target = new Uint8Array(byteLength);
  return gigabytes(table, table.rows, timeShortest(() => target.set(source)));
}

async function prepareReading(table: EmbeddingTable): Promise<(ids: Int32Array) => void> {
  const place = memoryOf(table);
  if (place === undefined) {
    throw new Error("Cannot read rows: the table is not in WebAssembly's memory");
  }
  const { memory, scratch } = place;
  const readRows = await compileRowReader(memory);
  const numbers = new Int32Array(memory.buffer, scratch, NUMBERS);
  const { byteOffset, BYTES_PER_ELEMENT } = table.values.data;
  return (ids) => {
    for (let start = 0; start < ids.length; start += NUMBERS) {
      const part = ids.subarray(start, start + NUMBERS);
      numbers.set(part);
      readRows(scratch, part.length, byteOffset, table.columns * BYTES_PER_ELEMENT);
    }
  };
}

function joinIds(batches: readonly TokenBatch[]): Int32Array {
  const all = new Int32Array(batches.reduce((sum, { ids }) => sum + ids.length, 0));
  let filled = 0;
  for (const { ids } of batches) {
    all.set(ids.data.subarray(0, ids.length), filled);
    filled += ids.length;
  }
  return all;
}
