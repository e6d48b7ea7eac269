/**
 * A faster way through BERT's pipeline: words that were seen before are looked up instead of being
 * normalized, split and spelled again.
 *
 * Invariant: for every text the ids are those of `Pipeline`. It holds because every step treats a
 * character of white space or punctuation by itself, and nothing acts across one: its combining
 * class is 0, it never composes, and a mark behind it starts the next word. So a text may be cut
 * there, and each part be encoded, and remembered, on its own. Added tokens could span the cuts: a
 * text in which one occurs takes the plain way.
 *
 * @module
 */

import type { AddedTokens } from "./added_tokens.ts";
import { CHINESE_CHARACTERS, REMOVED_CHARACTERS } from "./bert_normalizer.ts";
import type { Pipeline } from "./pipeline.ts";
import type { TokenIds } from "./token_ids.ts";
import type { TokenMatcher } from "./token_matcher.ts";
import type { BertNormalizerJson, TokenizerJson } from "./tokenizer_json.ts";
import { type CodePointRanges, PUNCTUATION, WHITE_SPACE } from "./unicode.ts";
import { WordCache } from "./word_cache.ts";

/** What decides whether a pipeline can have a memory of words. */
export interface WordCacheCondition {
  /** What the pipeline was made from. */
  readonly json: TokenizerJson;
  /** Its added tokens. */
  readonly addedTokens: AddedTokens;
}

/**
 * Gives a pipeline a memory of words, if it is BERT's and has no added tokens that must be looked
 * for in normalized text.
 *
 * @param pipeline The plain way; it encodes what is seen for the first time.
 * @param condition What is known of it.
 * @returns The faster pipeline, or the given one.
 */
export function withWordCache(
  pipeline: Pipeline,
  { json, addedTokens }: WordCacheCondition,
): Pipeline | CachedPipeline {
  const { normalizer, pre_tokenizer: preTokenizer } = json;
  const isBert = normalizer?.type === "BertNormalizer" && preTokenizer?.type === "BertPreTokenizer";
  if (!isBert || !addedTokens.normalized.isEmpty) return pipeline;
  return new CachedPipeline({ pipeline, normalizer, addedTokens: addedTokens.verbatim });
}

/** What a cached pipeline is made of. */
export interface CachedPipelineParts {
  /** The plain way, with `BertPreTokenizer`. */
  readonly pipeline: Pipeline;
  /** The plain way's normalizer. */
  readonly normalizer: BertNormalizerJson;
  /** Finds the added tokens. None may be one that is looked for in normalized text. */
  readonly addedTokens: TokenMatcher;
}

/**
 * Classes of UTF-16 units, beside those of `WordCache`. A unit that is a piece by itself is `SINGLE`
 * until its ids are known; if it has one id, its class is then `FIRST_ID - id`.
 */
const SEPARATOR = -1;
const SINGLE = -2;
const FIRST_ID = -3;

/** Encodes like `Pipeline`, with a memory of words. */
export class CachedPipeline {
  readonly #pipeline: Pipeline;
  readonly #addedTokens: TokenMatcher;
  readonly #unitClasses: Int32Array;
  readonly #words: WordCache;

  /**
   * Starts with nothing remembered.
   *
   * @param parts The pipeline and what must be known of it.
   */
  constructor({ pipeline, normalizer, addedTokens }: CachedPipelineParts) {
    this.#pipeline = pipeline;
    this.#addedTokens = addedTokens;
    this.#unitClasses = classifyUnits(normalizer);
    this.#words = new WordCache(this.#unitClasses);
  }

  /**
   * Appends the ids of a text.
   *
   * @param text Any text.
   * @param ids The list to append to.
   */
  encodeInto(text: string, ids: TokenIds): void {
    this.#encodeWellFormed(text.toWellFormed(), ids);
  }

  #encodeWellFormed(text: string, ids: TokenIds): void {
    if (this.#addedTokens.occursIn(text)) {
      this.#pipeline.encodeInto(text, ids);
      return;
    }
    const unitClasses = this.#unitClasses;
    const words = this.#words;
    const length = text.length;
    let start = 0;
    while (start < length) {
      const end = words.read(text, start);
      if (end > start && !words.appendTo(ids)) this.#learnWord(text.slice(start, end), ids);
      if (end === length) return;
      const unitClass = unitClasses[text.charCodeAt(end)]!;
      if (unitClass <= FIRST_ID) ids.push(FIRST_ID - unitClass);
      else if (unitClass === SINGLE) this.#learnSingle(text.charAt(end), ids);
      start = end + 1;
    }
  }

  #learnWord(word: string, ids: TokenIds): void {
    const from = ids.length;
    this.#pipeline.encodeInto(word, ids);
    this.#words.remember(ids, from);
  }

  #learnSingle(character: string, ids: TokenIds): void {
    const from = ids.length;
    this.#pipeline.encodeInto(character, ids);
    if (ids.length !== from + 1) return;
    this.#unitClasses[character.charCodeAt(0)] = FIRST_ID - ids.data[from]!;
  }
}

/** Characters outside the BMP, as surrogates, count as parts of words, whatever they are. */
function classifyUnits(normalizer: BertNormalizerJson): Int32Array {
  const unitClasses = new Int32Array(0x10000);
  for (let unit = 0; unit < 0x10000; unit++) unitClasses[unit] = unit;
  if (normalizer.lowercase) {
    for (let unit = 0x41; unit <= 0x5a; unit++) unitClasses[unit] = unit + 0x20;
  }
  classify(unitClasses, WHITE_SPACE, SEPARATOR);
  classify(unitClasses, PUNCTUATION, SINGLE);
  if (normalizer.handle_chinese_chars) classify(unitClasses, CHINESE_CHARACTERS, SINGLE);
  if (normalizer.clean_text) {
    for (const [first, last] of REMOVED_CHARACTERS) {
      for (let unit = first; unit <= Math.min(last, 0xffff); unit++) unitClasses[unit] = unit;
    }
  }
  return unitClasses;
}

function classify(unitClasses: Int32Array, ranges: CodePointRanges, unitClass: number): void {
  for (const [first, last] of ranges) {
    if (first <= 0xffff) unitClasses.fill(unitClass, first, Math.min(last, 0xffff) + 1);
  }
}
