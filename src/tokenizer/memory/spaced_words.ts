/**
 * A faster way through steps that split text at its spaces: chunks that were seen before, each a word with
 * the space before it and whatever punctuation it carries, are looked up.
 *
 * Invariant: for every text the ids are those of the plain way. A text is only cut before a single
 * space between two plain characters, where `splitsAtSpaces` of `space_locality.ts` says that
 * nothing acts across.
 *
 * @module
 */

import type { WordEncoder } from "./kernel_words.ts";
import type { Normalizer } from "../normalizer.ts";
import type { SpanContext, SpanEncoder } from "../span_encoder.ts";
import { once } from "../unicode/once.ts";
import { setSource } from "../unicode/code_point_set.ts";
import { WHITE_SPACE } from "../unicode/unicode.ts";
import { plainUnitClasses, WordCache } from "./word_cache.ts";
import { ID_LIMIT, type WordCuts } from "./word_kernel.ts";

const PLAIN_CHARACTER = /[\p{L}\p{N}!-~]/u;
/** White space, or the character that stands for a space in SentencePiece's vocabularies. */
export const spaceOrItsMark: () => RegExp = once(() =>
  new RegExp(setSource([...WHITE_SPACE, [0x2581, 0x2581]]), "u")
);

const SPACE = 0x20;

/** What is known of a UTF-16 unit beside a space. */
const UNSEEN = 0;
const PLAIN = 1;
const SPECIAL = 2;

/** What the faster way is made of. */
export interface SpacedWordParts {
  /** The plain way; it encodes what is seen for the first time. */
  readonly plain: SpanEncoder;
  /** The plain way's normalizer. */
  readonly normalize: Normalizer;
}

/** Encodes like the plain way, with a memory of chunks. */
export class SpacedWordEncoder implements WordEncoder {
  readonly #plain: SpanEncoder;
  readonly #normalize: Normalizer;
  readonly #kindByUnit = new Uint8Array(0x10000);
  readonly #words = new WordCache(plainUnitClasses());

  /**
   * Starts with nothing remembered.
   *
   * @param parts The plain way and what must be known of it.
   */
  constructor({ plain, normalize }: SpacedWordParts) {
    this.#plain = plain;
    this.#normalize = normalize;
  }

  /**
   * Appends the ids of a span.
   *
   * @param span Any text. Lone surrogates count as U+FFFD.
   * @param context Where it comes from, and where its ids go.
   */
  encodeSpan(span: string, { position, ids }: SpanContext): void {
    const words = this.#words;
    let start = 0;
    if (position === "inside" && !this.#isCut(span, 0)) {
      start = this.#nextCut(span, 0);
      this.#plain.encodeSpan(span.slice(0, start), { position, ids });
    }
    while (start < span.length) {
      const end = this.#nextCut(span, start);
      words.read(span, start, end);
      if (!words.appendTo(ids)) {
        const from = ids.length;
        const place = start === 0 ? position : "inside";
        this.#plain.encodeSpan(span.slice(start, end), { position: place, ids });
        words.remember(ids, from);
      }
      start = end;
    }
  }

  /**
   * Where texts may be cut: before single spaces between plain characters, here of ASCII only.
   *
   * @returns How they are cut into chunks.
   */
  wordCuts(): WordCuts {
    const ascii = Array.from({ length: 128 }, (_, unit) => unit);
    const marked = String.fromCharCode(...ascii.filter((unit) => this.#isPlain(unit)));
    return { kind: "chunks", marked, ignoresCase: false };
  }

  /**
   * Appends the ids of one chunk, and remembers those that are too many for the kernel.
   *
   * @param word Text without lone surrogates.
   * @param context Where it comes from, and where its ids go.
   */
  encodeWord(word: string, { position, ids }: SpanContext): void {
    const words = this.#words;
    words.read(word, 0);
    if (words.appendTo(ids)) return;
    const from = ids.length;
    this.#plain.encodeSpan(word, { position, ids });
    if (ids.length - from > ID_LIMIT) words.remember(ids, from);
  }

  #nextCut(span: string, start: number): number {
    for (let at = span.indexOf(" ", start + 1); at >= 0; at = span.indexOf(" ", at + 1)) {
      if (this.#isPlain(span.charCodeAt(at - 1)) && this.#isCut(span, at)) return at;
    }
    return span.length;
  }

  /** Tells whether a chunk as those inside a text are may start here. */
  #isCut(span: string, at: number): boolean {
    return at + 1 < span.length && span.charCodeAt(at) === SPACE &&
      this.#isPlain(span.charCodeAt(at + 1));
  }

  #isPlain(unit: number): boolean {
    const kind = this.#kindByUnit[unit];
    return kind === PLAIN || (kind === UNSEEN && this.#examine(unit));
  }

  /** A character is plain if it stays one that is no space, whatever the normalizer does to it. */
  #examine(unit: number): boolean {
    const character = String.fromCharCode(unit);
    const isPlain = PLAIN_CHARACTER.test(character) && this.#staysVisible(character);
    this.#kindByUnit[unit] = isPlain ? PLAIN : SPECIAL;
    return isPlain;
  }

  #staysVisible(character: string): boolean {
    const normalized = this.#normalize(character);
    return normalized !== "" && !spaceOrItsMark().test(normalized);
  }
}
