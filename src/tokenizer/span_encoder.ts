/**
 * The steps from a span of text to ids, one after the other: what every faster way must agree with.
 *
 * @module
 */

import type { Normalizer } from "./normalizer.ts";
import type { PreTokenizer, TextPosition } from "./pre_tokenizer.ts";
import type { TokenIds } from "./token_ids.ts";
import type { TokenMatcher } from "./token_matcher.ts";
import type { TokenModel } from "./token_model.ts";

/** Where a span comes from, and where its ids go. */
export interface SpanContext {
  /** Where the span begins. */
  readonly position: TextPosition;
  /** The list to append to. */
  readonly ids: TokenIds;
}

/** Encodes what lies between the added tokens that are cut out of a text as it is given. */
export interface SpanEncoder {
  /**
   * Appends the ids of a span.
   *
   * @param span Any text. Lone surrogates count as U+FFFD.
   * @param context Where it comes from, and where its ids go.
   */
  encodeSpan(span: string, context: SpanContext): void;
}

/** The steps from a span to ids. */
export interface SpanSteps {
  /** Cleans text. */
  readonly normalize: Normalizer;
  /** Finds the added tokens that are cut out of normalized text. */
  readonly addedTokens: TokenMatcher;
  /** Splits text into pieces. */
  readonly preTokenize: PreTokenizer;
  /** Turns pieces into ids. */
  readonly model: TokenModel;
  /**
   * The same for pieces that stand beside others, and may be worth remembering: one that is all there is
   * to a word is remembered with the word. @default {model}
   */
  readonly modelForParts?: TokenModel;
}

/** Takes the steps one after the other and remembers nothing. */
export class PlainSpanEncoder implements SpanEncoder {
  readonly #steps: Required<SpanSteps>;

  /**
   * Joins the steps.
   *
   * @param steps The steps; kept.
   */
  constructor(steps: SpanSteps) {
    this.#steps = { modelForParts: steps.model, ...steps };
  }

  /**
   * Appends the ids of a span.
   *
   * @param span Any text. Lone surrogates count as U+FFFD.
   * @param context Where it comes from, and where its ids go.
   */
  encodeSpan(span: string, { position, ids }: SpanContext): void {
    const { normalize, addedTokens, preTokenize, model, modelForParts } = this.#steps;
    const wellFormed = span.toWellFormed();
    let place: TextPosition = position === "start" && keepsBeginning(wellFormed, normalize)
      ? "start"
      : "inside";
    for (const part of addedTokens.cut(normalize(wellFormed))) {
      if (typeof part === "number") {
        ids.push(part);
      } else {
        const pieces = preTokenize(part, place);
        const speller = pieces.length === 1 ? model : modelForParts;
        for (const piece of pieces) if (piece !== "") speller.tokenize(piece, ids);
      }
      place = "inside";
    }
  }
}

/**
 * Tells whether normalizing keeps the beginning of a text. Python knows where in the original each
 * normalized character comes from; here the first character is tried by itself, so that a pattern
 * over several characters is not noticed, nor that both halves of a decomposed first one are its
 * beginning.
 */
function keepsBeginning(span: string, normalize: Normalizer): boolean {
  if (span === "") return true;
  const first = String.fromCodePoint(span.codePointAt(0)!);
  return normalize(`${first}x`) !== normalize("x");
}
