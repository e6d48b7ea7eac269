import type { Matrix } from "./numeric/matrix.ts";

/**
 * Whatever turns texts into vectors: a static model, a teacher, word vectors, a remote service.
 *
 * Evaluation, serving and training ask for no more than this, so that all of them work with any encoder.
 */
export interface Encoder {
  /** Number of columns of what {@linkcode Encoder.encode} returns. */
  readonly dimensions: number;

  /**
   * Encodes texts.
   *
   * @param texts Any texts, the empty one among them.
   * @returns One row per text, in the order given; 0 rows for no texts.
   */
  encode(texts: readonly string[]): Matrix | Promise<Matrix>;
}
