/**
 * The search for added tokens in a text. Which tokens there are, and which text is searched, is decided in
 * `added_tokens.ts`.
 *
 * @module
 */

import { classSource, WHITE_SPACE } from "./unicode.ts";

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

interface TrieNode {
  readonly next: Map<number, TrieNode>;
  pattern?: TokenPattern;
}

/** Up to here, one native search for each start is faster than a look at each unit. */
const MANY_STARTS = 8;

/** `\w` of Rust's regex crate. */
const WORD_CHARACTER = /[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}]/u;
const WHITE_SPACE_CHARACTER = new RegExp(`[${classSource(WHITE_SPACE)}]`, "u");

/**
 * Finds tokens in texts, leftmost first and the longest of those, by a trie over UTF-16 units.
 *
 * The rules are those of `find_matches` in `added_vocabulary.rs` of `tokenizers`. Two of them are
 * odd: a match that `singleWord` refuses still hides the tokens inside it, and a match is lost if
 * the one before has taken all of it as white space on its right.
 */
export class TokenMatcher {
  readonly #root: TrieNode = { next: new Map() };
  /** The units that patterns start with. */
  readonly #starts: readonly string[];

  /**
   * Builds the trie.
   *
   * @param patterns The tokens to find. Of two with the same text, the first counts.
   */
  constructor(patterns: readonly TokenPattern[]) {
    for (const pattern of patterns) {
      let node = this.#root;
      for (let i = 0; i < pattern.text.length; i++) node = child(node, pattern.text.charCodeAt(i));
      node.pattern ??= pattern;
    }
    this.#starts = Array.from(this.#root.next.keys(), (unit) => String.fromCharCode(unit));
  }

  /** Whether there is nothing to find. */
  get isEmpty(): boolean {
    return this.#root.next.size === 0;
  }

  /**
   * Tells whether a token occurs, without regard to the characters around it.
   *
   * @param text The text to search.
   * @returns Whether `cut` could find anything.
   */
  occursIn(text: string): boolean {
    if (this.#starts.length > MANY_STARTS) return this.#find(text, 0) !== undefined;
    for (const start of this.#starts) {
      for (let at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + 1)) {
        if (this.#longestAt(text, at) !== undefined) return true;
      }
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
      if (!pattern.singleWord || standsAlone(text, start, end)) {
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

  #find(text: string, from: number): { pattern: TokenPattern; start: number } | undefined {
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
    for (let i = from; i < text.length; i++) {
      if (this.#root.next.has(text.charCodeAt(i))) return i;
    }
    return -1;
  }

  #longestAt(text: string, start: number): TokenPattern | undefined {
    let node: TrieNode | undefined = this.#root;
    let longest: TokenPattern | undefined;
    for (let i = start; i < text.length; i++) {
      node = node.next.get(text.charCodeAt(i));
      if (node === undefined) break;
      longest = node.pattern ?? longest;
    }
    return longest;
  }
}

function child(node: TrieNode, unit: number): TrieNode {
  let next = node.next.get(unit);
  if (next === undefined) {
    next = { next: new Map() };
    node.next.set(unit, next);
  }
  return next;
}

function standsAlone(text: string, start: number, end: number): boolean {
  return !WORD_CHARACTER.test(characterBefore(text, start)) &&
    !WORD_CHARACTER.test(characterAt(text, end));
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
  while (i > floor && WHITE_SPACE_CHARACTER.test(text[i - 1]!)) i--;
  return Math.max(i, floor);
}

function skipSpaceRight(text: string, index: number): number {
  let i = index;
  while (i < text.length && WHITE_SPACE_CHARACTER.test(text[i]!)) i++;
  return i;
}
