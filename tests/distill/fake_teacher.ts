/** A teacher that needs no graph, for the tests of this folder. */

import type { Encoder } from "../../src/encoder.ts";
import { createMatrix, type Matrix } from "../../src/numeric/matrix.ts";
import type { Teacher } from "../../src/teacher/teacher.ts";
import type { TokenizerJson } from "../../src/tokenizer/tokenizer.ts";
import { TINY_TOKENIZER } from "../teacher/tiny_teacher.ts";

/** Gives each sequence the vector that a function makes of it, and keeps what it was asked. */
export class FakeTeacher implements Teacher {
  readonly name = "a/teacher";
  readonly pooling = "mean";
  readonly tokenizer: TokenizerJson;
  readonly dimensions: number;
  /** The sequences of each call of {@linkcode FakeTeacher.embed}. */
  readonly batches: (readonly (readonly number[])[])[] = [];
  readonly #vectorOf: (sequence: readonly number[]) => readonly number[];

  /**
   * Makes the teacher.
   *
   * @param vectorOf The vector of a sequence.
   * @param tokenizer The teacher's tokenizer.
   */
  constructor(
    vectorOf: (sequence: readonly number[]) => readonly number[],
    tokenizer: TokenizerJson = { ...TINY_TOKENIZER, padding: { "pad_token": "[PAD]" } },
  ) {
    this.#vectorOf = vectorOf;
    this.dimensions = vectorOf([0]).length;
    this.tokenizer = tokenizer;
  }

  /** See {@linkcode Teacher}. */
  embed(sequences: readonly (readonly number[])[]): Promise<Matrix> {
    this.batches.push(sequences);
    const data = Float32Array.from(sequences.flatMap(this.#vectorOf));
    return Promise.resolve(createMatrix(sequences.length, this.dimensions, data));
  }

  /** See {@linkcode Teacher}. */
  asEncoder(): Encoder {
    throw new Error("no encoder was asked for");
  }
}
