/**
 * One vector per token: the vocabulary, in batches, through the teacher.
 *
 * @module
 */

import { createMatrix, type Matrix, row } from "../numeric/matrix.ts";
import type { Teacher } from "../teacher/teacher.ts";
import { pause } from "../numeric/pause.ts";

/** How far distillation has come. */
export interface Progress {
  /** Tokens embedded so far. */
  readonly done: number;
  /** Tokens to embed. */
  readonly total: number;
}

/** How a vocabulary is embedded. */
export interface EmbedTokensOptions {
  /** Is called after every batch. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Stops before the first batch, or after the one under way. */
  readonly signal?: AbortSignal | undefined;
}

/** Sequences of one batch: enough to keep all cores busy, few enough to keep memory low. */
const BATCH_SIZE = 512;

/** Ids of one batch, where own entries make the sequences long. */
const BATCH_IDS = 16_384;

/**
 * Embeds sequences of ids, shortest first, so that a batch needs no padding but where lengths change.
 *
 * What is not a number becomes 0, and infinity the largest finite number, as in `create_embeddings` of
 * Python's model2vec (`np.nan_to_num`).
 *
 * @param teacher Gives one vector per sequence.
 * @param sequences Ids of the teacher's tokenizer; none for a row of zeros, which the teacher is not asked for.
 * @param options Progress and cancellation.
 * @returns One row per sequence, in the order given.
 */
export async function embedTokens(
  teacher: Teacher,
  sequences: readonly (readonly number[])[],
  { onProgress, signal }: EmbedTokensOptions = {},
): Promise<Matrix> {
  const { dimensions } = teacher;
  const hidden = createMatrix(sequences.length, dimensions);
  const order = sequences.map((_, i) => i).filter((i) => sequences[i]!.length > 0).sort((a, b) =>
    sequences[a]!.length - sequences[b]!.length
  );
  signal?.throwIfAborted();
  let start = 0;
  while (start < order.length) {
    const batch = order.slice(start, start + batchSize(sequences[order[start]!]!.length));
    const vectors = await teacher.embed(batch.map((i) => sequences[i]!));
    for (const [position, i] of batch.entries()) row(hidden, i).set(row(vectors, position));
    start += batch.length;
    onProgress?.({ done: start, total: order.length });
    await pause(signal);
  }
  replaceNonFinite(hidden.data);
  return hidden;
}

function batchSize(length: number): number {
  return Math.max(1, Math.min(BATCH_SIZE, Math.floor(BATCH_IDS / length)));
}

const LARGEST_SINGLE = 3.4028234663852886e38;

function replaceNonFinite(data: Float32Array): void {
  for (let i = 0; i < data.length; i++) {
    const value = data[i]!;
    if (Number.isNaN(value)) data[i] = 0;
    else if (!Number.isFinite(value)) data[i] = value > 0 ? LARGEST_SINGLE : -LARGEST_SINGLE;
  }
}
