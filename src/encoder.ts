/**
 * What static models and teachers have in common.
 *
 * @module
 */

import type { Matrix } from "./numeric/matrix.ts";

/**
 * Whatever turns texts into vectors.
 *
 * A static model is one, and a teacher's `asEncoder()` gives one, so that the same code measures both.
 */
export interface Encoder {
  /** Number of columns of what {@linkcode Encoder.encode} returns, at least 1. */
  readonly dimensions: number;

  /**
   * Encodes texts.
   *
   * @param texts Any texts, the empty one among them.
   * @returns `texts.length` x `dimensions`, one row per text in the order given; 0 rows for no texts.
   */
  encode(texts: readonly string[]): Matrix | Promise<Matrix>;
}
