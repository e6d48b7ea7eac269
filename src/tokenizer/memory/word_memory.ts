/**
 * Chooses the fastest way through a tokenizer's steps that gives the ids of the plain one.
 *
 * @module
 */

import { BertWordEncoder } from "./bert_words.ts";
import { CachedTokenModel } from "./cached_model.ts";
import { KernelWordEncoder } from "./kernel_words.ts";
import { splitsAtSpaces } from "./space_locality.ts";
import {
  PlainSpanEncoder,
  type SpanContext,
  type SpanEncoder,
  type SpanSteps,
} from "../span_encoder.ts";
import { withType } from "../json/normalizer_json.ts";
import type { Normalizer } from "../normalizer.ts";
import { SpacedWordEncoder, spaceOrItsMark } from "./spaced_words.ts";
import { TokenMatcher, type TokenPattern } from "../token_matcher.ts";
import type { TokenizerJson } from "../json/tokenizer_json.ts";

/**
 * Gives a tokenizer's steps a memory of words, where words can be encoded one by one, and of pieces.
 *
 * @param steps The steps.
 * @param json What they were made from.
 * @returns The faster way, or the plain one.
 */
export function createSpanEncoder(steps: SpanSteps, json: TokenizerJson): SpanEncoder {
  const pieceMemory = new CachedTokenModel(steps.model);
  const wordSteps = { ...steps, modelForParts: pieceMemory };
  const textSteps = { ...steps, model: pieceMemory };
  const normalizer = json.normalizer ? withType(json.normalizer) : null;
  if (normalizer?.type === "BertNormalizer" && json.pre_tokenizer?.type === "BertPreTokenizer") {
    const plain = new PlainSpanEncoder({ ...wordSteps, addedTokens: new TokenMatcher([]) });
    const words = new BertWordEncoder(plain, normalizer);
    return withDetour(new KernelWordEncoder(words), {
      steps: textSteps,
      detours: steps.addedTokens.patterns,
    });
  }
  if (!splitsAtSpaces(json)) return new PlainSpanEncoder(textSteps);
  const { patterns } = steps.addedTokens;
  const inWords = patterns.filter(staysInWord);
  const detours = patterns.filter((token) => !staysInWord(token));
  const plain = new PlainSpanEncoder({ ...wordSteps, addedTokens: new TokenMatcher(inWords) });
  const words = new SpacedWordEncoder({ plain, normalize: steps.normalize });
  return withDetour(new KernelWordEncoder(words), { steps: textSteps, detours });
}

/**
 * Tells whether a token is found in a word as it is in the text around it: a chunk holds the space
 * before its word, and whether a space or the end of the text comes after it is all the same.
 */
function staysInWord({ text, stripRight }: TokenPattern): boolean {
  return !stripRight && !spaceOrItsMark().test(text);
}

function withDetour(
  words: SpanEncoder,
  { steps, detours }: { steps: SpanSteps; detours: readonly TokenPattern[] },
): SpanEncoder {
  return detours.length === 0 ? words : new AddedTokenDetour(steps, { words, detours });
}

/**
 * Text with an added token that may span words takes the plain way, also if the token may not touch
 * what is around it: it still hides others there.
 */
class AddedTokenDetour implements SpanEncoder {
  readonly #normalize: Normalizer;
  readonly #detours: TokenMatcher;
  readonly #plain: SpanEncoder;
  readonly #words: SpanEncoder;

  constructor(
    steps: SpanSteps,
    { words, detours }: { words: SpanEncoder; detours: readonly TokenPattern[] },
  ) {
    this.#normalize = steps.normalize;
    this.#detours = new TokenMatcher(detours.map((token) => ({ ...token, singleWord: false })));
    this.#plain = new PlainSpanEncoder(steps);
    this.#words = words;
  }

  encodeSpan(span: string, context: SpanContext): void {
    const way = this.#detours.occursIn(this.#normalize(span.toWellFormed()))
      ? this.#plain
      : this.#words;
    way.encodeSpan(span, context);
  }
}
