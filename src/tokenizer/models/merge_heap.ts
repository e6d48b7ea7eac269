/**
 * Merging of long pieces in byte pair encoding, in O(n log n). Short pieces are merged in `bpe.ts`.
 *
 * @module
 */

import { type MergeTable, NO_RANK } from "./merge_table.ts";
import type { TokenIds } from "../token_ids.ts";

/**
 * How many symbols a piece can have that needs no new memory. The memory is kept for good, 24 bytes a
 * symbol; a longer piece has its own for as long as it is merged, which costs little beside merging it.
 */
const KEPT_SYMBOLS = 4096;

/** What stands where a symbol was before it became part of the one on its left. */
const MERGED = -1;

/**
 * Merges the pair of the lowest rank, the leftmost of those, until no pair merges.
 *
 * This is `Word::merge_all` of the reference: the pairs wait in a queue, and those that no longer
 * stand in the piece are passed over when their turn comes. Each merge takes one symbol away, so it
 * ends with any merges.
 */
export class HeapMerger {
  readonly #merges: MergeTable;
  readonly #kept: Workspace = new Workspace(KEPT_SYMBOLS);

  /**
   * Creates the merger.
   *
   * @param merges The merges; kept, not changed.
   */
  constructor(merges: MergeTable) {
    this.#merges = merges;
  }

  /**
   * Merges the symbols at the end of a list.
   *
   * @param ids The list; what is merged gets shorter.
   * @param start Where the symbols begin.
   */
  merge(ids: TokenIds, start: number): void {
    const symbols = ids.data.subarray(start, ids.length);
    const count = symbols.length;
    const space = count <= KEPT_SYMBOLS ? this.#kept : new Workspace(count);
    this.#enqueuePairs(symbols, space);
    this.#mergeQueued(symbols, space);
    let kept = 0;
    for (let i = 0; i < count; i = space.next[i]!) symbols[kept++] = symbols[i]!;
    ids.truncate(start + kept);
  }

  #enqueuePairs(symbols: Int32Array, { next, previous, queue }: Workspace): void {
    const merges = this.#merges;
    const count = symbols.length;
    for (let i = 0; i < count; i++) {
      next[i] = i + 1;
      previous[i] = i - 1;
      const rank = i + 1 < count ? merges.rank(symbols[i]!, symbols[i + 1]!) : NO_RANK;
      if (rank !== NO_RANK) queue.push(rank * count + i);
    }
  }

  /** A key is `rank * count + position`: exact, for it stays below 2 ** 53, and ordered by both. */
  #mergeQueued(symbols: Int32Array, { next, previous, queue }: Workspace): void {
    const merges = this.#merges;
    const { results } = merges;
    const count = symbols.length;
    while (queue.size > 0) {
      const key = queue.pop();
      const queuedRank = Math.floor(key / count);
      const left = key - queuedRank * count;
      const right = next[left]!;
      if (symbols[left] === MERGED || right === count) continue;
      const rank = merges.rank(symbols[left]!, symbols[right]!);
      // Like the reference, this compares what the pairs become rather than the pairs.
      if (rank === NO_RANK || results[rank] !== results[queuedRank]) continue;
      const merged = results[rank]!;
      const before = previous[left]!;
      const after = next[right]!;
      symbols[left] = merged;
      symbols[right] = MERGED;
      next[left] = after;
      if (before >= 0) {
        const rankBefore = merges.rank(symbols[before]!, merged);
        if (rankBefore !== NO_RANK) queue.push(rankBefore * count + before);
      }
      if (after < count) {
        previous[after] = left;
        const rankAfter = merges.rank(merged, symbols[after]!);
        if (rankAfter !== NO_RANK) queue.push(rankAfter * count + left);
      }
    }
  }
}

/** The memory that a piece is merged in: its symbols as a linked list, and the queue. */
class Workspace {
  readonly next: Int32Array;
  readonly previous: Int32Array;
  readonly queue: MinHeap;

  constructor(symbolCount: number) {
    this.next = new Int32Array(symbolCount);
    this.previous = new Int32Array(symbolCount);
    // One key a pair at first; then each merge takes a key and a symbol, and adds two keys at most.
    this.queue = new MinHeap(2 * symbolCount);
  }
}

/** A heap of four children a node, half as deep as a binary one. */
class MinHeap {
  readonly #keys: Float64Array;
  size = 0;

  constructor(capacity: number) {
    this.#keys = new Float64Array(capacity);
  }

  push(key: number): void {
    const keys = this.#keys;
    let at = this.size++;
    while (at > 0) {
      const parent = (at - 1) >> 2;
      if (keys[parent]! <= key) break;
      keys[at] = keys[parent]!;
      at = parent;
    }
    keys[at] = key;
  }

  /** Takes the smallest key out of a heap that is not empty. */
  pop(): number {
    const keys = this.#keys;
    const smallest = keys[0]!;
    const size = --this.size;
    const key = keys[size]!;
    let at = 0;
    for (let child = 1; child < size; child = 4 * at + 1) {
      const end = Math.min(child + 4, size);
      let least = child;
      for (let i = child + 1; i < end; i++) if (keys[i]! < keys[least]!) least = i;
      if (keys[least]! >= key) break;
      keys[at] = keys[least]!;
      at = least;
    }
    keys[at] = key;
    return smallest;
  }
}
