/**
 * The merges of byte pair encoding: read from a `tokenizer.json`, and found by pair. How they are applied
 * is in `bpe.ts` and `merge_heap.ts`.
 *
 * @module
 */

import { refuse } from "../json/json_check.ts";
import type { BpeJson, MergeJson } from "../json/model_json.ts";

/** The rank of a pair that does not merge: above any other. */
export const NO_RANK = 0x7fffffff;

/** The numbers of one slot: left id, right id, rank. */
const SLOT_SIZE = 3;

/**
 * Ranks by pair of ids, an open-addressed hash table.
 *
 * One typed array, because a pair is looked up for nearly every character of a new text: a `Map` would need
 * a number or string made of the pair, and is several times slower.
 */
export class MergeTable {
  /** Id of the merged token by rank. */
  readonly results: Int32Array;
  readonly #slots: Int32Array;
  readonly #shift: number;
  readonly #slotMask: number;
  #count = 0;

  /**
   * Creates an empty table.
   *
   * @param capacity How many merges will be added at most.
   */
  constructor(capacity: number) {
    const bits = 33 - Math.clz32(capacity);
    this.results = new Int32Array(capacity);
    this.#slots = new Int32Array(SLOT_SIZE * 2 ** bits).fill(-1);
    this.#shift = 32 - bits;
    this.#slotMask = 2 ** bits - 1;
  }

  /**
   * Adds the merge of the next rank, counted from 0. A pair that is there already takes the later rank.
   *
   * @param left Id of the left part.
   * @param right Id of the right part.
   * @param result Id of the merged token.
   */
  add(left: number, right: number, result: number): void {
    const at = this.#find(left, right);
    const rank = this.#count++;
    this.results[rank] = result;
    this.#slots[at] = left;
    this.#slots[at + 1] = right;
    this.#slots[at + 2] = rank;
  }

  /**
   * Looks a pair up.
   *
   * @param left Id of the left part.
   * @param right Id of the right part.
   * @returns Its rank, or `NO_RANK`.
   */
  rank(left: number, right: number): number {
    const at = this.#find(left, right);
    return this.#slots[at] === -1 ? NO_RANK : this.#slots[at + 2]!;
  }

  /** Finds the slot of a pair, or the free one where it belongs: at least half of them are free. */
  #find(left: number, right: number): number {
    const slots = this.#slots;
    const mask = this.#slotMask;
    let slot = Math.imul(Math.imul(left, 0x85ebca6b) + right, 0x9e3779b1) >>> this.#shift;
    for (;;) {
      const at = slot * SLOT_SIZE;
      const found = slots[at]!;
      if (found === -1 || (found === left && slots[at + 1] === right)) return at;
      slot = (slot + 1) & mask;
    }
  }
}

/** The merges of a model. */
export interface Merges {
  /** Their ranks. */
  readonly table: MergeTable;
  /** Whether each makes a token longer than its left part. Only odd uses of the prefix do not. */
  readonly growing: boolean;
}

/**
 * Reads the merges of a model.
 *
 * @param spec The model's section of a `tokenizer.json`, its types checked.
 * @param idByToken Its vocabulary.
 * @returns The merges.
 * @throws {TypeError} If a merge in one string is not two tokens with a space between them.
 * @throws {RangeError} If a part of a merge, or its result, is not in the vocabulary; or if a right part
 *   has no place to take the prefix off.
 */
export function readMerges(spec: BpeJson, idByToken: ReadonlyMap<string, number>): Merges {
  const prefixBytes = new TextEncoder().encode(spec.continuing_subword_prefix ?? "").length;
  const tokens: string[] = [];
  for (const [token, id] of idByToken) tokens[id] = token;
  const table = new MergeTable(spec.merges.length);
  let growing = true;
  let resultId: number | undefined = 0;
  for (let i = 0; i < spec.merges.length; i++) {
    const merge = spec.merges[i]!;
    if (isVersion(merge)) continue;
    const pair = typeof merge === "string" ? splitMerge(merge, i) : merge;
    const left = pair[0];
    const right = pair[1];
    const rest = prefixBytes === 0 ? right : dropBytes(right, prefixBytes);
    if (rest === undefined) {
      refuseMerge(pair, i, `no prefix can be taken off ${JSON.stringify(right)}`);
    }
    const leftId = idByToken.get(left);
    const rightId = idByToken.get(right);
    const result = left + rest;
    // Training numbers the results one after another, and comparing is cheaper than hashing.
    const nextId: number = resultId + 1;
    resultId = tokens[nextId] === result ? nextId : idByToken.get(result);
    if (leftId === undefined || rightId === undefined || resultId === undefined) {
      const missing = leftId === undefined ? left : rightId === undefined ? right : result;
      refuseMerge(pair, i, `${JSON.stringify(missing)} is not in the vocabulary`);
    }
    growing &&= rest !== "";
    table.add(leftId, rightId, resultId);
  }
  return { table, growing };
}

/** Merges in one string each were the lines of a file, which began with its version. */
function isVersion(merge: MergeJson): boolean {
  return typeof merge === "string" && merge.startsWith("#version");
}

function splitMerge(merge: string, i: number): readonly [left: string, right: string] {
  const space = merge.indexOf(" ");
  if (space === -1 || merge.includes(" ", space + 1)) {
    refuse(merge, `model.merges[${i}]`, "two tokens with one space between them");
  }
  return [merge.slice(0, space), merge.slice(space + 1)];
}

/** Takes bytes of UTF-8 off, whatever they say, as the reference does; `undefined` within a character. */
function dropBytes(text: string, byteCount: number): string | undefined {
  let at = 0;
  let bytes = 0;
  while (bytes < byteCount && at < text.length) {
    const codePoint = text.codePointAt(at)!;
    bytes += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    at += codePoint < 0x10000 ? 1 : 2;
  }
  return bytes === byteCount ? text.slice(at) : undefined;
}

function refuseMerge(merge: readonly [left: string, right: string], i: number, why: string): never {
  throw new RangeError(
    `Cannot load tokenizer: "model.merges[${i}]" must merge tokens of the vocabulary into another, ` +
      `current value is ${JSON.stringify(merge)} and ${why}`,
  );
}
