/**
 * The steps of tokenizing in their order. It remembers nothing between texts and adds no special tokens.
 *
 * @module
 */

import type { AddedTokens } from "./added_tokens.ts";
import type { Normalizer } from "./normalizer.ts";
import type { PreTokenizer } from "./pre_tokenizer.ts";
import type { TokenIds } from "./token_ids.ts";
import type { TokenModel } from "./token_model.ts";

/** The steps of tokenizing. */
export interface PipelineSteps {
  /** Cuts tokens out of the text as given, and out of the normalized text. */
  readonly addedTokens: AddedTokens;
  /** Cleans text. */
  readonly normalize: Normalizer;
  /** Splits text into pieces. */
  readonly preTokenize: PreTokenizer;
  /** Turns pieces into ids. */
  readonly model: TokenModel;
}

/** The steps of tokenizing one after the other: what every faster way must agree with. */
export class Pipeline {
  readonly #steps: PipelineSteps;

  /**
   * Joins the steps.
   *
   * @param steps The steps; kept.
   */
  constructor(steps: PipelineSteps) {
    this.#steps = steps;
  }

  /**
   * Appends the ids of a text.
   *
   * @param text Any text. Lone surrogates, which Python cannot be given, count as U+FFFD.
   * @param ids The list to append to.
   */
  encodeInto(text: string, ids: TokenIds): void {
    const { addedTokens, normalize } = this.#steps;
    for (const part of addedTokens.verbatim.cut(text.toWellFormed())) {
      if (typeof part === "number") ids.push(part);
      else this.#encodeNormalized(normalize(part), ids);
    }
  }

  #encodeNormalized(text: string, ids: TokenIds): void {
    const { addedTokens, preTokenize, model } = this.#steps;
    for (const part of addedTokens.normalized.cut(text)) {
      if (typeof part === "number") ids.push(part);
      else for (const piece of preTokenize(part)) model.tokenize(piece, ids);
    }
  }
}
