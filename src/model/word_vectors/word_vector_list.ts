/**
 * Words with their vectors, as they are read from a file: the first one of each word, up to a limit.
 *
 * @module
 */

import { lowerCharacters } from "../../tokenizer/unicode/unicode.ts";
import { RowBlocks } from "./row_blocks.ts";

/** Which words are kept, and how. */
export interface WordVectorListOptions {
  /** Maximum number of words. */
  readonly limit: number;
  /** Whether words are put in lower case. */
  readonly lowercase: boolean;
}

/** Words in the order in which they came, and a row of numbers for each. */
export class WordVectorList {
  /** A row for each word, in the order of the words. */
  readonly vectors: RowBlocks;
  readonly #limit: number;
  readonly #lowercase: boolean;
  /** A set keeps the order. */
  readonly #words = new Set<string>();
  #blankCount = 0;
  #repeatedCount = 0;

  /**
   * Starts without words.
   *
   * @param dimensions Numbers of a vector, at least 1.
   * @param options Which words are kept.
   */
  constructor(dimensions: number, { limit, lowercase }: WordVectorListOptions) {
    this.vectors = new RowBlocks(dimensions);
    this.#limit = limit;
    this.#lowercase = lowercase;
  }

  /** Whether no more words are kept. */
  get isFull(): boolean {
    return this.#words.size >= this.#limit;
  }

  /** The words kept. */
  get words(): string[] {
    return [...this.#words];
  }

  /**
   * Keeps a word, unless it is blank or was there before.
   *
   * @param word The word.
   * @param vector Its numbers; copied.
   */
  add(word: string, vector: Float32Array): void {
    const kept = this.#lowercase ? lowerCharacters(word) : word;
    if (kept.trim() === "") this.#blankCount++;
    else if (this.#words.has(kept)) this.#repeatedCount++;
    else {
      this.#words.add(kept);
      this.vectors.push(vector);
    }
  }

  /** What was left out, a sentence each. */
  get warnings(): string[] {
    const warnings: string[] = [];
    if (this.#blankCount > 0) {
      warnings.push(`Left out ${countWords(this.#blankCount, "blank")}: no text has them`);
    }
    if (this.#repeatedCount > 0) {
      warnings.push(
        `Left out ${countWords(this.#repeatedCount, "repeated")}: the first vector of each counts`,
      );
    }
    return warnings;
  }
}

function countWords(count: number, kind: string): string {
  return `${count} ${kind} ${count === 1 ? "word" : "words"}`;
}
