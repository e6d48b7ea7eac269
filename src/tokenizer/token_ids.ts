/**
 * The list that every step of tokenizing appends its ids to. It checks no ids: they are the caller's.
 *
 * @module
 */

/**
 * A growing list of token ids, kept between texts so that encoding allocates nothing.
 *
 * @example Encode two texts into one list
 * ```ts
 * import { TokenIds } from "@model2vec/model2vec/tokenizer";
 * import { assertEquals } from "@std/assert";
 *
 * const ids = new TokenIds();
 * ids.push(101);
 * ids.push(102);
 * assertEquals(Array.from(ids.data.subarray(0, ids.length)), [101, 102]);
 * ```
 */
export class TokenIds {
  /**
   * The ids; only the first `length` places count. Replaced by a larger array when full.
   *
   * @example Read the ids
   * ```ts
   * import { TokenIds } from "@model2vec/model2vec/tokenizer";
   * import { assertEquals } from "@std/assert";
   *
   * const ids = new TokenIds();
   * ids.push(7);
   * assertEquals(ids.data.subarray(0, ids.length), Int32Array.of(7));
   * ```
   */
  data: Int32Array;
  /**
   * How many ids the list holds.
   *
   * @example Count ids
   * ```ts
   * import { TokenIds } from "@model2vec/model2vec/tokenizer";
   * import { assertEquals } from "@std/assert";
   *
   * const ids = new TokenIds();
   * ids.push(7);
   * assertEquals(ids.length, 1);
   * ```
   */
  length = 0;

  /**
   * Creates an empty list.
   *
   * @param capacity How many ids fit before the first growth, at least 1. @default {256}
   * @throws {RangeError} If `capacity` is no such number.
   *
   * @example Make room for few ids
   * ```ts
   * import { TokenIds } from "@model2vec/model2vec/tokenizer";
   * import { assertEquals } from "@std/assert";
   *
   * const ids = new TokenIds(1);
   * assertEquals([ids.length, ids.data.length], [0, 1]);
   * ```
   */
  constructor(capacity = 256) {
    if (!Number.isSafeInteger(capacity) || capacity < 1) {
      throw new RangeError(
        `Cannot create TokenIds: capacity must be an integer from 1, current value is ${capacity}`,
      );
    }
    this.data = new Int32Array(capacity);
  }

  /**
   * Appends one id.
   *
   * @param id The id, a non-negative integer below 2 ** 31.
   *
   * @example Append an id
   * ```ts
   * import { TokenIds } from "@model2vec/model2vec/tokenizer";
   * import { assertEquals } from "@std/assert";
   *
   * const ids = new TokenIds();
   * ids.push(7);
   * assertEquals([ids.length, ids.data[0]], [1, 7]);
   * ```
   */
  push(id: number): void {
    if (this.length === this.data.length) this.#grow(this.length + 1);
    this.data[this.length++] = id;
  }

  /**
   * Appends the first ids of an array.
   *
   * @param ids The ids, non-negative.
   * @param count How many of them, at most all.
   *
   * @example Append two ids
   * ```ts
   * import { TokenIds } from "@model2vec/model2vec/tokenizer";
   * import { assertEquals } from "@std/assert";
   *
   * const ids = new TokenIds();
   * ids.push(7);
   * ids.append(Int32Array.of(8, 9, 10), 2);
   * assertEquals(Array.from(ids.data.subarray(0, ids.length)), [7, 8, 9]);
   * ```
   */
  append(ids: Int32Array, count: number): void {
    const start = this.length;
    const length = start + count;
    if (length > this.data.length) this.#grow(length);
    const { data } = this;
    for (let i = 0; i < count; i++) data[start + i] = ids[i]!;
    this.length = length;
  }

  /**
   * Empties the list and keeps its memory.
   *
   * @example Reuse a list
   * ```ts
   * import { TokenIds } from "@model2vec/model2vec/tokenizer";
   * import { assertEquals } from "@std/assert";
   *
   * const ids = new TokenIds();
   * ids.push(7);
   * ids.clear();
   * assertEquals(ids.length, 0);
   * ```
   */
  clear(): void {
    this.length = 0;
  }

  /**
   * Keeps the first ids only.
   *
   * @param count How many to keep at most, at least 0.
   *
   * @example Keep one id
   * ```ts
   * import { TokenIds } from "@model2vec/model2vec/tokenizer";
   * import { assertEquals } from "@std/assert";
   *
   * const ids = new TokenIds();
   * ids.push(7);
   * ids.push(8);
   * ids.truncate(1);
   * assertEquals(ids.length, 1);
   * ```
   */
  truncate(count: number): void {
    this.length = Math.min(this.length, count);
  }

  /**
   * Takes every occurrence of an id out; the others keep their order.
   *
   * @param id The id to take out.
   * @param start Place in the list to begin at. @default {0}
   *
   * @example Drop unknown tokens
   * ```ts
   * import { TokenIds } from "@model2vec/model2vec/tokenizer";
   * import { assertEquals } from "@std/assert";
   *
   * const ids = new TokenIds();
   * for (const id of [7, 0, 8, 0]) ids.push(id);
   * ids.remove(0);
   * assertEquals(Array.from(ids.data.subarray(0, ids.length)), [7, 8]);
   * ```
   */
  remove(id: number, start = 0): void {
    const { data, length } = this;
    let kept = start;
    for (let i = start; i < length; i++) {
      if (data[i] !== id) data[kept++] = data[i]!;
    }
    this.length = kept;
  }

  #grow(length: number): void {
    const larger = new Int32Array(Math.max(length, this.data.length * 2));
    larger.set(this.data);
    this.data = larger;
  }
}
