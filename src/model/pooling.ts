/**
 * From token ids to vectors: rows of a table, gathered or averaged.
 *
 * @module
 */

import type { EmbeddingTable } from "./embedding_table.ts";
import { createKernelPooler } from "./kernel_pooler.ts";
import { createPlainPooler } from "./plain_pooler.ts";
import { memoryOf } from "./table_memory.ts";
import type { TokenBatch } from "./token_batch.ts";

/** How rows are averaged. */
export interface PoolingOptions {
  /** Whether means are scaled to length 1; one of zeros stays so. */
  readonly normalize: boolean;
}

/** Reads the rows of one table. */
export interface Pooler {
  /**
   * Averages the weighted rows of each text.
   *
   * @param batch Ids below the number of tokens.
   * @param vectors Room for one row per text; a text without ids gets zeros.
   * @param options Whether to normalize.
   */
  mean(batch: TokenBatch, vectors: Float32Array, options: PoolingOptions): void;
  /**
   * Copies the weighted row of each id.
   *
   * @param batch Ids below the number of tokens; where texts end is all the same.
   * @param vectors Room for one row per id.
   */
  gather(batch: TokenBatch, vectors: Float32Array): void;
}

/**
 * Chooses how a table is read.
 *
 * @param table Any table.
 * @returns WebAssembly where the table lies in its memory, plain loops elsewhere. Not reentrant.
 */
export function createPooler(table: EmbeddingTable): Pooler {
  const place = memoryOf(table);
  return place === undefined ? createPlainPooler(table) : createKernelPooler(table, place);
}
