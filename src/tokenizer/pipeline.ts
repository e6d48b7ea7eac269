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

  /**
   * Joins the parts.
   *
   * @param parts The parts; kept.
   */
  constructor({ addedTokens, spans }: PipelineParts) {
    this.#addedTokens = addedTokens;
    this.#spans = spans;
  }

  /**
   * Appends the ids of a text.
   *
   * @param text Any text. Lone surrogates, which Python cannot be given, count as U+FFFD.
   * @param ids The list to append to.
   */
  encodeInto(text: string, ids: TokenIds): void {
    const wellFormed = text.toWellFormed();
    if (!this.#addedTokens.occursIn(wellFormed)) {
      this.#spans.encodeSpan(wellFormed, { position: "start", ids });
      return;
    }
    let position: TextPosition = "start";
    for (const part of this.#addedTokens.cut(wellFormed)) {
      if (typeof part === "number") ids.push(part);
      else this.#spans.encodeSpan(part, { position, ids });
      position = "inside";
    }
  }
}
