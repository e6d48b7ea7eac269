/**
 * How texts are encoded by several threads, and the checks of what a caller passes.
 *
 * @module
 */

import type { EncodeOptions } from "../encode_options.ts";
import { isCount, show } from "../model_config.ts";

/** How texts are encoded by several threads. */
export interface ParallelOptions extends EncodeOptions {
  /**
   * Threads that encode, 1 to 1024, beside the one that collects. One is started when there is a batch for it.
   *
   * @default {navigator.hardwareConcurrency}
   */
  readonly workers?: number;
  /**
   * Texts that a list of texts is handed out by, at least 1.
   *
   * @default {2_048}
   */
  readonly batchSize?: number;
  /** Ends all threads; what is under way rejects with its reason. */
  readonly signal?: AbortSignal | undefined;
  /** Is told why the caller's thread encodes alone, where the runtime has no threads that share memory. */
  readonly onWarning?: ((message: string) => void) | undefined;
}

/** Counts without gaps. */
export interface ParallelCounts {
  /** Threads at most. */
  readonly workers: number;
  /** Texts of a batch. */
  readonly batchSize: number;
}

/** Texts of a batch: enough for messages to cost nothing, little enough for the threads to end together. */
const BATCH_SIZE = 2_048;

/** Threads at most: each has a part of the shared memory to itself. */
export const WORKER_LIMIT = 1_024;

/**
 * Fills in what the runtime says.
 *
 * @param options What the caller said.
 * @returns Counts without gaps.
 * @throws {RangeError} If a count is out of range.
 */
export function resolveParallelOptions(options: ParallelOptions): ParallelCounts {
  const { workers = countCores(), batchSize = BATCH_SIZE } = options;
  if (!isCount(workers) || workers < 1 || workers > WORKER_LIMIT) {
    throw new RangeError(
      `Cannot encode in parallel: workers must be an integer from 1 to ${WORKER_LIMIT}, ` +
        `current value is ${show(workers)}`,
    );
  }
  if (!isCount(batchSize) || batchSize < 1) {
    throw new RangeError(
      `Cannot encode in parallel: batchSize must be an integer of at least 1, ` +
        `current value is ${show(batchSize)}`,
    );
  }
  return { workers, batchSize };
}

/** Node 20 has no `navigator`. */
function countCores(): number {
  return Math.min(globalThis.navigator?.hardwareConcurrency ?? 1, WORKER_LIMIT);
}
