/**
 * A memory of words and their ids. It tokenizes nothing: ids come from outside.
 *
 * @module
 */

import type { TokenIds } from "../token_ids.ts";
import { once } from "../unicode/once.ts";

/** Slots of the table, a power of 2. At most half of them are taken. */
const SLOT_COUNT = 1 << 17;
const WORD_LIMIT = SLOT_COUNT / 2;
/** A slot is four numbers: hash, start of the key, id count and key length, id or start of ids. */
const SLOT_SIZE = 4;
const LAST_SLOT = (SLOT_COUNT - 1) * SLOT_SIZE;
/** Words that collide on purpose must not make lookups long; by chance none gets this far. */
const PROBE_LIMIT = 128;
/** Longest word kept, in UTF-16 units: longer ones are rarely met twice. At most 255. */
const KEY_LIMIT = 64;
const KEY_POOL_SIZE = WORD_LIMIT * 12;
const ID_POOL_SIZE = WORD_LIMIT * 4;
/** Most ids of a word kept. A normalizer may write a word as a thousand others, which would not fit. */
const ID_COUNT_LIMIT = 1024;

/**
 * Makes the classes of a cache that takes every unit for itself, so that nothing ends a word.
 *
 * @returns One class for each of the 65,536 UTF-16 units.
 */
export function createUnitClasses(): Int32Array {
  const unitClasses = new Int32Array(0x10000);
  for (let unit = 0; unit < 0x10000; unit++) unitClasses[unit] = unit;
  return unitClasses;
}

/** The same, shared by the caches that change nothing in it. */
export const plainUnitClasses: () => Int32Array = once(createUnitClasses);

/**
 * A map from words to their ids, read straight from the text: an open-addressed table keyed by a
 * rolling hash, with the words' units beside it to tell equal hashes apart.
 *
 * A lookup allocates nothing. When the table or one of its pools is full, everything is forgotten,
 * which keeps the memory below 5 MB.
 */
export class WordCache {
  readonly #unitClasses: Int32Array;
  readonly #slots = new Int32Array(SLOT_COUNT * SLOT_SIZE);
  readonly #keys = new Uint16Array(KEY_POOL_SIZE);
  readonly #idPool = new Int32Array(ID_POOL_SIZE);
  readonly #word = new Uint16Array(KEY_LIMIT);
  #wordLength = 0;
  #wordHash = 0;
  #wordCount = 0;
  #keysLength = 0;
  #idPoolLength = 0;

  /**
   * Starts empty.
   *
   * @param unitClasses For each of the 65,536 UTF-16 units what it counts as inside a word, from 0 to
   * 65,535 (units with one class make equal words), or a negative number if it ends a word. Kept,
   * and free to change in its negative numbers.
   */
  constructor(unitClasses: Int32Array) {
    this.#unitClasses = unitClasses;
  }

  /**
   * Reads the word at a place of a text and makes it the current one.
   *
   * @param text The text.
   * @param start Where the word starts.
   * @param limit Where it ends at the latest. @default {text.length}
   * @returns Where it ends: the first unit that is not part of it. `start` for an empty word.
   */
  read(text: string, start: number, limit: number = text.length): number {
    const unitClasses = this.#unitClasses;
    const word = this.#word;
    let hash = 0;
    let end = start;
    while (end < limit) {
      const unit = unitClasses[text.charCodeAt(end)]!;
      if (unit < 0) break;
      hash = Math.imul(hash ^ unit, 0x9e3779b1);
      hash ^= hash >>> 15;
      if (end - start < KEY_LIMIT) word[end - start] = unit;
      end++;
    }
    this.#wordLength = end - start;
    this.#wordHash = hash;
    return end;
  }

  /**
   * Appends the ids of the current word, if it is known.
   *
   * @param ids The list to append to.
   * @returns Whether it was known.
   */
  appendTo(ids: TokenIds): boolean {
    const slots = this.#slots;
    const slot = this.#findSlot();
    if (slot < 0) return false;
    const sizes = slots[slot + 2]!;
    if (sizes === 0) return false;
    const idCount = sizes >>> 8;
    const value = slots[slot + 3]!;
    if (idCount === 1) {
      ids.push(value);
      return true;
    }
    const idPool = this.#idPool;
    for (let i = 0; i < idCount; i++) ids.push(idPool[value + i]!);
    return true;
  }

  /**
   * Remembers the ids of the current word, which must not be known yet. Long words, and words of many
   * ids, are passed over.
   *
   * @param ids The list that they end.
   * @param from Where they start in it.
   */
  remember(ids: TokenIds, from: number): void {
    const length = this.#wordLength;
    const idCount = ids.length - from;
    if (length > KEY_LIMIT || idCount > ID_COUNT_LIMIT) return;
    if (
      this.#wordCount === WORD_LIMIT || this.#keysLength + length > KEY_POOL_SIZE ||
      this.#idPoolLength + idCount > ID_POOL_SIZE
    ) this.#forgetAll();
    const slots = this.#slots;
    const slot = this.#findSlot();
    if (slot < 0) return;
    slots[slot] = this.#wordHash;
    slots[slot + 1] = this.#keysLength;
    slots[slot + 2] = length | idCount << 8;
    this.#keys.set(this.#word.subarray(0, length), this.#keysLength);
    this.#keysLength += length;
    this.#wordCount++;
    if (idCount === 1) {
      slots[slot + 3] = ids.data[from]!;
      return;
    }
    slots[slot + 3] = this.#idPoolLength;
    this.#idPool.set(ids.data.subarray(from, ids.length), this.#idPoolLength);
    this.#idPoolLength += idCount;
  }

  /** The slot that holds the current word, or the free one where it would go; -1 if too far away. */
  #findSlot(): number {
    const slots = this.#slots;
    const hash = this.#wordHash;
    const length = this.#wordLength;
    let slot = (hash & (SLOT_COUNT - 1)) * SLOT_SIZE;
    for (let probe = 0; probe < PROBE_LIMIT; probe++) {
      const sizes = slots[slot + 2]!;
      if (sizes === 0) return slot;
      if (slots[slot] === hash && (sizes & 0xff) === length && this.#isWord(slots[slot + 1]!)) {
        return slot;
      }
      slot = slot === LAST_SLOT ? 0 : slot + SLOT_SIZE;
    }
    return -1;
  }

  /** Whether the key at `start` is the current word, given that their lengths are equal. */
  #isWord(start: number): boolean {
    const keys = this.#keys;
    const word = this.#word;
    const length = this.#wordLength;
    for (let i = 0; i < length; i++) {
      if (keys[start + i] !== word[i]) return false;
    }
    return true;
  }

  #forgetAll(): void {
    this.#slots.fill(0);
    this.#wordCount = 0;
    this.#keysLength = 0;
    this.#idPoolLength = 0;
  }
}
