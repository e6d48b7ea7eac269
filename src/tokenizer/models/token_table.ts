/**
 * The ids of tokens: a hash table that is read straight from a text, whole or part by part. Which parts are
 * taken is for the token models.
 *
 * @module
 */

import type { TokenList } from "../json/vocabulary_json.ts";

/** The numbers of one slot: the token's hash, and its id plus 1, so that 0 stands for a free slot. */
const SLOT_SIZE = 2;

/** An odd number without a pattern: units one behind the other must not cancel out. */
const BASE = 0x2c1b3c6d;

/** Longer texts leave no memory behind: the hashes of this length take 256 KB. */
const KEPT_LENGTH = 2 ** 16;

/**
 * Ids by token.
 *
 * The hash of a text is a polynomial of its units, so that those of all its parts follow from those of its
 * beginnings (Karp and Rabin, Efficient randomized pattern-matching algorithms, 1987). The longest token at
 * a place is found by asking for one length after another, and tokens have few lengths. A trie or an
 * automaton of the tokens finds it no faster, and takes several times as long to build.
 */
export class TokenTable {
  /** How many tokens there are. */
  readonly size: number;
  /** The tokens at their ids; `undefined` where no token has the id. */
  readonly tokens: readonly (string | undefined)[];
  readonly #mark: string;
  readonly #markHash: number;
  /** Open-addressed; at least half of it is free. */
  readonly #slots: Int32Array;
  /**
   * By hash, whether a token may have it, in bits: most parts of a text are no tokens, which this tells
   * from memory near the processor.
   */
  readonly #filter: Int32Array;
  /** How far to shift a scrambled hash to get its bit, which is one of four for each slot. */
  readonly #shift: number;
  /** The lengths that tokens have, the longest first. */
  readonly #lengths: Int32Array;
  /** The powers of `BASE`, up to that of the longest token. */
  readonly #powers: Int32Array;
  /** Scratch: by place of the text that was read last, the hash of what is before it. */
  #hashes = new Int32Array(128);

  /**
   * Builds the table.
   *
   * @param list The tokens; kept, not changed.
   * @param mark What tokens begin with that stand inside a word. @default {""}
   */
  constructor({ tokens, size }: TokenList, mark = "") {
    const slotBits = 33 - Math.clz32(size);
    this.size = size;
    this.tokens = tokens;
    this.#mark = mark;
    this.#markHash = hashOf(mark);
    this.#slots = new Int32Array(SLOT_SIZE * 2 ** slotBits);
    this.#filter = new Int32Array(Math.ceil(2 ** slotBits / 8));
    this.#shift = 30 - slotBits;
    this.#lengths = Int32Array.from(this.#addTokens()).sort().reverse();
    this.#powers = new Int32Array((this.#lengths[0] ?? 0) + 1).fill(1);
    for (let i = 1; i < this.#powers.length; i++) {
      this.#powers[i] = Math.imul(this.#powers[i - 1]!, BASE);
    }
  }

  /**
   * Looks a token up.
   *
   * @param token The token.
   * @returns Its id, or `undefined`.
   */
  get(token: string): number | undefined {
    const slots = this.#slots;
    const hash = hashOf(token);
    for (let slot = this.#slotOf(this.#bitOf(hash)); slots[slot + 1] !== 0;) {
      const id = slots[slot + 1]! - 1;
      if (slots[slot] === hash && this.tokens[id] === token) return id;
      slot = this.#slotAfter(slot);
    }
    return undefined;
  }

  /**
   * Makes a text ready for `longestAt`.
   *
   * @param text The text.
   */
  read(text: string): void {
    const { length } = text;
    if (length >= this.#hashes.length || this.#hashes.length > KEPT_LENGTH) {
      this.#hashes = new Int32Array(Math.max(length + 1, Math.min(2 * length, KEPT_LENGTH)));
    }
    const hashes = this.#hashes;
    let hash = 0;
    for (let i = 0; i < length; i++) {
      hash = Math.imul(hash, BASE) + text.charCodeAt(i) + 1 | 0;
      hashes[i + 1] = hash;
    }
  }

  /**
   * Finds the longest token at a place. It takes one step for each length that tokens have.
   *
   * @param text The text that was read last.
   * @param start The place. Anywhere but at 0 it is the tokens with the mark that count, and the mark is
   * not looked for in the text.
   * @returns The token's id, or -1. A token that has no text but the mark is found at 0 only.
   */
  longestAt(text: string, start: number): number {
    const { tokens } = this;
    const slots = this.#slots;
    const filter = this.#filter;
    const hashes = this.#hashes;
    const mark = start === 0 ? "" : this.#mark;
    const from = start - mark.length;
    const before = (start === 0 ? 0 : this.#markHash) - hashes[start]!;
    for (const length of this.#lengths) {
      const end = from + length;
      if (end > text.length) continue;
      if (end <= start) break;
      const hash = Math.imul(before, this.#powers[end - start]!) + hashes[end]! | 0;
      const bit = this.#bitOf(hash);
      if ((filter[bit >>> 5]! & 1 << bit) === 0) continue;
      for (let slot = this.#slotOf(bit); slots[slot + 1] !== 0; slot = this.#slotAfter(slot)) {
        if (slots[slot] !== hash) continue;
        const id = slots[slot + 1]! - 1;
        const token = tokens[id]!;
        if (token.length !== length || !token.startsWith(mark)) continue;
        let at = start;
        while (at < end && text.charCodeAt(at) === token.charCodeAt(at - from)) at++;
        if (at === end) return id;
      }
    }
    return -1;
  }

  /** Adds all tokens; gives the lengths they have. */
  #addTokens(): Set<number> {
    const slots = this.#slots;
    const filter = this.#filter;
    const lengths = new Set<number>();
    for (let id = 0; id < this.tokens.length; id++) {
      const token = this.tokens[id];
      if (token === undefined) continue;
      lengths.add(token.length);
      const hash = hashOf(token);
      const bit = this.#bitOf(hash);
      filter[bit >>> 5]! |= 1 << bit;
      let slot = this.#slotOf(bit);
      while (slots[slot + 1] !== 0) slot = this.#slotAfter(slot);
      slots[slot] = hash;
      slots[slot + 1] = id + 1;
    }
    return lengths;
  }

  /** Scrambles a hash: neighbouring tokens differ in the lowest bits of theirs. */
  #bitOf(hash: number): number {
    return Math.imul(hash, 0x9e3779b1) >>> this.#shift;
  }

  #slotOf(bit: number): number {
    return (bit >>> 2) * SLOT_SIZE;
  }

  #slotAfter(slot: number): number {
    return (slot + SLOT_SIZE) & (this.#slots.length - 1);
  }
}

/** A unit counts from 1, so that each longer text has another hash, one of zeros too. */
function hashOf(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash, BASE) + text.charCodeAt(i) + 1 | 0;
  return hash;
}
