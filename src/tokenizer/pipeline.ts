/**
 * The way of a whole text: added tokens are cut out of it as it is given, the spans between them go on. It
 * adds no special tokens.
 *
 * @module
 */

import type { TextPosition } from "./pre_tokenizer.ts";
import type { SpanEncoder } from "./span_encoder.ts";
import type { TokenIds } from "./token_ids.ts";
import type { TokenMatcher } from "./token_matcher.ts";

/** What a pipeline is made of. */
export interface PipelineParts {
  /** Finds the added tokens that are cut out of a text as it is given. */
  readonly addedTokens: TokenMatcher;
  /** Encodes the spans between them. */
  readonly spans: SpanEncoder;
}

/** Encodes whole texts. */
export class Pipeline {
  readonly #addedTokens: TokenMatcher;
  readonly #spans: SpanEncoder;
  /** Whether a token may be found in a text only when its lone surrogates are replaced. */
  readonly #findsReplaced: boolean;

  /**
   * Joins the parts.
   *
   * @param parts The parts; kept.
   */
  constructor({ addedTokens, spans }: PipelineParts) {
    this.#addedTokens = addedTokens;
    this.#spans = spans;
    this.#findsReplaced = addedTokens.patterns.some((token) => token.text.includes("\ufffd"));
  }

  /**
   * Appends the ids of a text.
   *
   * @param text Any text. Lone surrogates, which Python cannot be given, count as U+FFFD.
   * @param ids The list to append to.
   */
  encodeInto(text: string, ids: TokenIds): void {
    const searched = this.#findsReplaced ? text.toWellFormed() : text;
    if (!this.#addedTokens.occursIn(searched)) {
      this.#spans.encodeSpan(text, { position: "start", ids });
      return;
    }
    let position: TextPosition = "start";
    for (const part of this.#addedTokens.cut(text.toWellFormed())) {
      if (typeof part === "number") ids.push(part);
      else this.#spans.encodeSpan(part, { position, ids });
      position = "inside";
    }
  }
}
