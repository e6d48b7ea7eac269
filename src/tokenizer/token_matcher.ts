/**
 * The search for added tokens in a text. Which tokens there are, and which text is searched, is decided in
 * `added_tokens.ts`.
 *
 * @module
 */

import { PieceTrie } from "./models/piece_trie.ts";
import { once } from "./unicode/once.ts";
import { setSource } from "./unicode/code_point_set.ts";
import { WHITE_SPACE } from "./unicode/unicode.ts";

/** A token to be found in texts. */
export interface TokenPattern {
  /** What to find, not empty. */
  readonly text: string;
  /** The id of a match. */
  readonly id: number;
  /** Whether a match must not touch a word character on either side. */
  readonly singleWord: boolean;
  /** Whether a match takes the white space before it along. */
  readonly stripLeft: boolean;
  /** Whether a match takes the white space after it along. */
  readonly stripRight: boolean;
}

/** A token, and where it starts in a text. */
interface Match {
  readonly pattern: TokenPattern;
  readonly start: number;
}

/** `\w` of Rust's regex crate. */
const WORD_CHARACTER = /[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}]/u;
const whiteSpaceCharacter = once(() => new RegExp(setSource(WHITE_SPACE), "u"));

/**
 * Finds tokens in texts, leftmost first and the longest of those, by a trie over UTF-16 units.
 *
 * The rules are those of `find_matches` in `added_vocabulary.rs` of `tokenizers`. Two of them are
 * odd: a match that `singleWord` refuses still hides the tokens inside it, and a match is lost if
 * the one before has taken all of it as white space on its right.
 */
export class TokenMatcher {
  /** The tokens to find. */
  readonly patterns: readonly TokenPattern[];
  readonly #trie: PieceTrie;
  /** The units that patterns start with. */
  readonly #starts: readonly string[];
  /** By UTF-16 unit, 1 if a pattern starts with it. */
  readonly #isStart = new Uint8Array(0x10000);

  /**
   * Builds the trie.
   *
   * @param patterns The tokens to find. Of two with the same text, the first counts.
   */
  constructor(patterns: readonly TokenPattern[]) {
    this.patterns = patterns;
    this.#trie = new PieceTrie(patterns.map(({ text }) => text).reverse());
    this.#starts = [...new Set(patterns.map(({ text }) => text.charAt(0)))];
    for (const start of this.#starts) this.#isStart[start.charCodeAt(0)] = 1;
  }

  /** Whether there is nothing to find. */
  get isEmpty(): boolean {
    return this.patterns.length === 0;
  }

  /**
   * Tells whether a token occurs.
   *
   * @param text The text to search.
   * @returns Whether `cut` would find anything.
   */
  occursIn(text: string): boolean {
    for (let match = this.#find(text, 0); match !== undefined;) {
      if (isAllowed(match, text)) return true;
      match = this.#find(text, match.start + match.pattern.text.length);
    }
    return false;
  }

  /**
   * Cuts a text at its tokens.
   *
   * @param text The text to cut.
   * @returns In their order, the id of each token found and the texts between them, none empty.
   */
  cut(text: string): (string | number)[] {
    const parts: (string | number)[] = [];
    let done = 0;
    for (let match = this.#find(text, 0); match !== undefined;) {
      const { pattern, start } = match;
      const end = start + pattern.text.length;
      if (isAllowed(match, text)) {
        const from = pattern.stripLeft ? skipSpaceLeft(text, start, done) : start;
        if (done < from) parts.push(text.slice(done, from));
        done = pattern.stripRight ? skipSpaceRight(text, Math.max(done, end)) : end;
        if (from < done) parts.push(pattern.id);
      }
      match = this.#find(text, end);
    }
    if (done < text.length) parts.push(text.slice(done));
    return parts;
  }

  #find(text: string, from: number): Match | undefined {
    for (let start = this.#candidate(text, from); start >= 0;) {
      const pattern = this.#longestAt(text, start);
      if (pattern !== undefined) return { pattern, start };
      start = this.#candidate(text, start + 1);
    }
    return undefined;
  }

  /** The next place where a token can start, or -1. */
  #candidate(text: string, from: number): number {
    if (this.isEmpty) return -1;
    if (this.#starts.length === 1) return text.indexOf(this.#starts[0]!, from);
    const isStart = this.#isStart;
    for (let i = from; i < text.length; i++) {
      if (isStart[text.charCodeAt(i)] === 1) return i;
    }
    return -1;
  }

  #longestAt(text: string, start: number): TokenPattern | undefined {
    const fromEnd = this.#trie.longestMatch(text, start);
    return fromEnd < 0 ? undefined : this.patterns.at(-1 - fromEnd);
  }
}

/** Tells whether a match may touch what is around it. */
function isAllowed({ pattern, start }: Match, text: string): boolean {
  return !pattern.singleWord ||
    (!WORD_CHARACTER.test(characterBefore(text, start)) &&
      !WORD_CHARACTER.test(characterAt(text, start + pattern.text.length)));
}

function characterBefore(text: string, index: number): string {
  const unit = text.charCodeAt(index - 1);
  const isLowSurrogate = unit >= 0xdc00 && unit <= 0xdfff;
  return text.slice(Math.max(0, index - (isLowSurrogate ? 2 : 1)), index);
}

function characterAt(text: string, index: number): string {
  return index < text.length ? String.fromCodePoint(text.codePointAt(index)!) : "";
}

/** Where the white space before `index` starts, but at least `floor`. */
function skipSpaceLeft(text: string, index: number, floor: number): number {
  let i = index;
  while (i > floor && whiteSpaceCharacter().test(text[i - 1]!)) i--;
  return Math.max(i, floor);
}

function skipSpaceRight(text: string, index: number): number {
  let i = index;
  while (i < text.length && whiteSpaceCharacter().test(text[i]!)) i++;
  return i;
}
