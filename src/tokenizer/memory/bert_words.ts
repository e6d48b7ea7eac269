/**
 * A faster way through BERT's steps: words that were seen before are looked up instead of being
 * normalized, split and spelled again.
 *
 * Invariant: for every text the ids are those of the plain way. It holds because every step treats a
 * character of white space or punctuation by itself, and nothing acts across one: its combining
 * class is 0, it never composes, and a mark behind it starts the next word. So a text may be cut
 * there, and each part be encoded, and remembered, on its own.
 *
 * @module
 */

import { CHINESE_CHARACTERS, REMOVED_CHARACTERS } from "../normalizers/bert_normalizer.ts";
import type { BertNormalizerJson } from "../json/normalizer_json.ts";
import type { WordEncoder } from "./kernel_words.ts";
import type { SpanContext, SpanEncoder } from "../span_encoder.ts";
import type { TokenIds } from "../token_ids.ts";
import { type CodePointRanges, punctuation, WHITE_SPACE } from "../unicode/unicode.ts";
import { createUnitClasses, WordCache } from "./word_cache.ts";
import { ID_LIMIT, type WordCuts } from "./word_kernel.ts";

/**
 * Classes of UTF-16 units, beside those of `WordCache`. A unit that is a piece by itself is `SINGLE`
 * until its ids are known; if it has one id, its class is then `FIRST_ID - id`.
 */
const SEPARATOR = -1;
const SINGLE = -2;
const FIRST_ID = -3;

/** Encodes like the plain way of `BertNormalizer` and `BertPreTokenizer`, with a memory of words. */
export class BertWordEncoder implements WordEncoder {
  readonly #plain: SpanEncoder;
  readonly #unitClasses: Int32Array;
  readonly #words: WordCache;
  readonly #ignoresCase: boolean;

  /**
   * Starts with nothing remembered.
   *
   * @param plain The plain way; it encodes what is seen for the first time.
   * @param normalizer The plain way's normalizer.
   */
  constructor(plain: SpanEncoder, normalizer: BertNormalizerJson) {
    this.#plain = plain;
    this.#unitClasses = classifyUnits(normalizer);
    this.#words = new WordCache(this.#unitClasses);
    this.#ignoresCase = normalizer.lowercase;
  }

  /**
   * Appends the ids of a span.
   *
   * @param span Any text. Lone surrogates count as U+FFFD.
   * @param context Where its ids go.
   */
  encodeSpan(span: string, { ids }: SpanContext): void {
    const unitClasses = this.#unitClasses;
    const words = this.#words;
    const length = span.length;
    let start = 0;
    while (start < length) {
      const end = words.read(span, start);
      if (end > start && !words.appendTo(ids)) this.#learnWord(span.slice(start, end), ids);
      if (end === length) return;
      const unitClass = unitClasses[span.charCodeAt(end)]!;
      if (unitClass <= FIRST_ID) ids.push(FIRST_ID - unitClass);
      else if (unitClass === SINGLE) this.#learnSingle(span.charAt(end), ids);
      start = end + 1;
    }
  }

  /**
   * Where texts may be cut: at ASCII white space and punctuation.
   *
   * @returns How they are cut into words.
   */
  wordCuts(): WordCuts {
    const ascii = Array.from({ length: 128 }, (_, unit) => unit);
    const marked = String.fromCharCode(...ascii.filter((unit) => this.#unitClasses[unit]! < 0));
    return { kind: "words", marked, ignoresCase: this.#ignoresCase };
  }

  /**
   * Appends the ids of one word or single character, and remembers those that are too many for the kernel.
   *
   * @param word Text without lone surrogates.
   * @param context Where its ids go.
   */
  encodeWord(word: string, { ids }: SpanContext): void {
    const words = this.#words;
    words.read(word, 0);
    if (words.appendTo(ids)) return;
    const from = ids.length;
    this.#plain.encodeSpan(word, { position: "inside", ids });
    if (ids.length - from > ID_LIMIT) words.remember(ids, from);
  }

  #learnWord(word: string, ids: TokenIds): void {
    const from = ids.length;
    this.#plain.encodeSpan(word, { position: "inside", ids });
    this.#words.remember(ids, from);
  }

  #learnSingle(character: string, ids: TokenIds): void {
    const from = ids.length;
    this.#plain.encodeSpan(character, { position: "inside", ids });
    if (ids.length !== from + 1) return;
    this.#unitClasses[character.charCodeAt(0)] = FIRST_ID - ids.data[from]!;
  }
}

/** Characters outside the BMP, as surrogates, count as parts of words, whatever they are. */
function classifyUnits(normalizer: BertNormalizerJson): Int32Array {
  const unitClasses = createUnitClasses();
  if (normalizer.lowercase) {
    for (let unit = 0x41; unit <= 0x5a; unit++) unitClasses[unit] = unit + 0x20;
  }
  classify(unitClasses, WHITE_SPACE, SEPARATOR);
  classify(unitClasses, punctuation(), SINGLE);
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
