/**
 * What distillation asks of a teacher, whatever runs it.
 *
 * @module
 */

import type { Encoder } from "../encoder.ts";
import { createMatrix, type Matrix, row } from "../numeric/matrix.ts";
import type { TokenizerJson } from "../tokenizer/tokenizer.ts";

/**
 * How the hidden states of a sequence become one vector: their mean, the first, the last, or the output
 * of the model's pooling layer, by the names of Python's model2vec.
 */
export type Pooling = "mean" | "first" | "last" | "pooler";

/** Every {@linkcode Pooling}. */
export const POOLINGS: readonly Pooling[] = ["mean", "first", "last", "pooler"];

/** A transformer that gives one vector per sequence of token ids. */
export interface Teacher {
  /** Where the teacher comes from: a repository of the hub or a folder. */
  readonly name: string;
  /** Number of columns of what {@linkcode Teacher.embed} returns, at least 1. */
  readonly dimensions: number;
  /** How hidden states are pooled. */
  readonly pooling: Pooling;
  /** The teacher's `tokenizer.json`, with the padding token of `tokenizer_config.json`. */
  readonly tokenizer: TokenizerJson;

  /**
   * Pools the teacher's hidden states; Dense and Normalize modules and prompts are never applied.
   *
   * @param sequences Ids of the teacher's tokenizer, special tokens included; none may be empty. Those of
   * one length make one batch.
   * @returns `sequences.length` x `dimensions`, one row per sequence in the order given; 0 rows for none.
   * @throws {RangeError} If a sequence is empty.
   */
  embed(sequences: readonly (readonly number[])[]): Promise<Matrix>;

  /**
   * The same teacher as a sentence encoder, with pooling, normalisation and maximum length as its
   * `modules.json` says.
   *
   * @returns The encoder, the same one each time. Its model is loaded at the first text, and freed with the
   * teacher; a failure to load it is the first `encode`'s.
   */
  asEncoder(): Encoder;
}

/** Hidden states of a batch of sequences, padded on the right. */
export interface HiddenStates {
  /** `batch * paddedLength * dimensions` values, row-major. */
  readonly data: Float32Array;
  /** Tokens of each sequence without its padding, at least 1. */
  readonly lengths: readonly number[];
  /** Tokens of each sequence with its padding. */
  readonly paddedLength: number;
  /** Values per token. */
  readonly dimensions: number;
}

/**
 * Pools hidden states into one vector per sequence.
 *
 * @param hidden States of a batch.
 * @param pooling Which states count; "pooler" is an output of its own and no pooling of states.
 * @returns One row per sequence.
 */
export function poolHidden(hidden: HiddenStates, pooling: Exclude<Pooling, "pooler">): Matrix {
  const { data, lengths, paddedLength, dimensions } = hidden;
  const pooled = createMatrix(lengths.length, dimensions);
  for (const [i, length] of lengths.entries()) {
    const start = pooling === "last" ? length - 1 : 0;
    const end = pooling === "first" ? 1 : length;
    const vector = row(pooled, i);
    for (let position = start; position < end; position++) {
      const offset = (i * paddedLength + position) * dimensions;
      for (let d = 0; d < dimensions; d++) vector[d]! += data[offset + d]!;
    }
    for (let d = 0; d < dimensions; d++) vector[d]! /= end - start;
  }
  return pooled;
}
