/**
 * Tables of random embeddings, and batches of random tokens, from a seed.
 *
 * @module
 */

import type {
  EmbeddingDtype,
  EmbeddingTable,
  EmbeddingValues,
} from "../src/model/embedding_table.ts";
import { TokenBatch } from "../src/model/token_batch.ts";
import { encodeHalf } from "../src/tensor/half.ts";
import { seededRandom } from "../tests/seeded_random.ts";

/** Size of a table. */
export interface TableSize {
  readonly rows: number;
  readonly columns: number;
}

/** Different values of a table: more would take longer to make than to read. */
const DISTINCT_VALUES = 4_099;

/** Tokens of a short English text. */
const TOKENS_PER_TEXT = 10;

/**
 * Makes a table of values between -0.5 and 0.5, or of all levels for int8. Values repeat, in other columns each
 * time.
 *
 * @param dtype Element type.
 * @param size Rows and columns.
 * @returns The same table for the same arguments.
 */
export function makeTable(dtype: EmbeddingDtype, { rows, columns }: TableSize): EmbeddingTable {
  const random = seededRandom(6);
  const pattern = Array.from({ length: DISTINCT_VALUES }, () => random() - 0.5);
  return { values: fillValues(dtype, { pattern, length: rows * columns }), rows, columns };
}

/**
 * Gives a table a mapping and weights, as vocabulary quantisation does.
 *
 * @param table A table without.
 * @param tokenCount How many tokens share the rows.
 * @returns The table with a row and a weight for each token.
 */
export function shareRows(table: EmbeddingTable, tokenCount: number): EmbeddingTable {
  const random = seededRandom(7);
  return {
    ...table,
    mapping: Int32Array.from({ length: tokenCount }, () => Math.floor(random() * table.rows)),
    weights: Float64Array.from({ length: tokenCount }, () => 0.5 + random()),
  };
}

/**
 * Makes texts of ten tokens, each token as likely as any other.
 *
 * @param tokenCount Ids are below this.
 * @param texts Number of texts.
 * @returns Full batches, the last one excepted.
 */
export function makeBatches(tokenCount: number, texts: number): TokenBatch[] {
  const random = seededRandom(8);
  const batches = [new TokenBatch()];
  for (let text = 0; text < texts; text++) {
    if (batches.at(-1)!.isFull) batches.push(new TokenBatch());
    const batch = batches.at(-1)!;
    for (let i = 0; i < TOKENS_PER_TEXT; i++) batch.ids.push(Math.floor(random() * tokenCount));
    batch.endText();
  }
  return batches;
}

interface Filling {
  readonly pattern: readonly number[];
  readonly length: number;
}

function fillValues(dtype: EmbeddingDtype, { pattern, length }: Filling): EmbeddingValues {
  switch (dtype) {
    case "float64":
      return { dtype, data: repeat(new Float64Array(length), pattern) };
    case "float32":
      return { dtype, data: repeat(new Float32Array(length), pattern) };
    case "float16":
      return { dtype, data: repeat(new Uint16Array(length), pattern.map(encodeHalf)) };
    case "int8":
      return {
        dtype,
        data: repeat(new Int8Array(length), pattern.map((value) => Math.round(value * 254))),
      };
  }
}

function repeat<T extends Float64Array | Float32Array | Uint16Array | Int8Array>(
  data: T,
  pattern: readonly number[],
): T {
  data.set(pattern.slice(0, data.length));
  for (let filled = pattern.length; filled < data.length; filled *= 2) {
    data.copyWithin(filled, 0, filled);
  }
  return data;
}
