/**
 * Byte pair encoding, the token model of GPT-2, Llama and CLIP. It spells one piece at a time; it does not
 * split text into pieces, nor turn bytes into characters, nor learn merges.
 *
 * @module
 */

import { refuse } from "../json/json_check.ts";
import { ByteTokens } from "./byte_tokens.ts";
import { HeapMerger } from "./merge_heap.ts";
import { type MergeTable, NO_RANK, readMerges } from "./merge_table.ts";
import type { BpeJson } from "../json/model_json.ts";
import type { TokenIds } from "../token_ids.ts";
import type { TokenModel } from "../token_model.ts";
import { unknownTokenError } from "./unknown_token.ts";

/** Up to about 80 symbols of prose, looking through all pairs for each merge is faster than a queue. */
const SCAN_LIMIT = 64;

/** What stands for the id of a token that the vocabulary does not have. */
const NO_ID = -1;

/**
 * Spells a piece by its characters, then merges neighbours, the pair of the lowest rank first.
 *
 * The ids of the characters are appended to the caller's list and merged there: a piece allocates
 * nothing, unless it is long.
 */
export class BpeModel implements TokenModel {
  readonly #idByToken: ReadonlyMap<string, number>;
  readonly #ignoreMerges: boolean;
  readonly #characters: CharacterForms;
  readonly #byteTokens: ByteTokens | undefined;
  readonly #unknownToken: string | undefined;
  readonly #fuseUnknown: boolean;
  readonly #merges: MergeTable;
  readonly #heapMerger: HeapMerger;
  readonly #scanLimit: number;
  /** Scratch: the rank of each symbol with the next. */
  readonly #ranks: Int32Array = new Int32Array(SCAN_LIMIT);

  /**
   * Builds the model.
   *
   * @param spec The model's section of a `tokenizer.json`, its types checked.
   * @param idByToken Its vocabulary, distinct ids below 2 ** 24; kept, not changed.
   * @throws {TypeError} If merges are to be dropped at random, or one in a string is not two tokens.
   * @throws {RangeError} If a merge needs a token that the vocabulary does not have.
   */
  constructor(spec: BpeJson, idByToken: ReadonlyMap<string, number>) {
    if (spec.dropout) refuse(spec.dropout, "model.dropout", "0 or null");
    const { table, growing } = readMerges(spec, idByToken);
    this.#idByToken = idByToken;
    this.#ignoreMerges = spec.ignore_merges ?? false;
    this.#characters = readCharacters(spec, idByToken);
    this.#byteTokens = spec.byte_fallback
      ? new ByteTokens((token) => idByToken.get(token))
      : undefined;
    this.#unknownToken = spec.unk_token ?? undefined;
    this.#fuseUnknown = spec.fuse_unk ?? false;
    this.#merges = table;
    this.#heapMerger = new HeapMerger(table);
    // Without growth, a pair that waits in the queue can be taken for a later one that becomes the
    // same token. The reference then merges out of order, and so must we.
    this.#scanLimit = growing ? SCAN_LIMIT : 0;
  }

  /**
   * Appends the ids of one piece.
   *
   * @param piece The piece, without lone surrogates.
   * @param ids The list to append to.
   * @throws {RangeError} If a character is unknown and the token for that is not in the vocabulary.
   */
  tokenize(piece: string, ids: TokenIds): void {
    if (this.#ignoreMerges) {
      const id = this.#idByToken.get(piece);
      if (id !== undefined) {
        ids.push(id);
        return;
      }
    }
    const start = ids.length;
    this.#appendCharacters(piece, ids);
    if (ids.length - start <= this.#scanLimit) this.#mergeByScan(ids, start);
    else this.#heapMerger.merge(ids, start);
  }

  #appendCharacters(piece: string, ids: TokenIds): void {
    const { first, inner, last, only } = this.#characters;
    const start = ids.length;
    const length = piece.length;
    let unknownId = NO_ID;
    let end = 0;
    for (let at = 0; at < length; at = end) {
      const codePoint = piece.codePointAt(at)!;
      end = at + (codePoint < 0x10000 ? 1 : 2);
      const form = end < length ? (at === 0 ? first : inner) : at === 0 ? only : last;
      const id = form.get(codePoint);
      if (id !== NO_ID) {
        if (unknownId !== NO_ID) ids.push(unknownId);
        unknownId = NO_ID;
        ids.push(id);
      } else if (this.#byteTokens?.append(form.token(codePoint), ids)) {
        // Like the reference: an unknown token waits for the next known character, past these bytes.
        continue;
      } else if (this.#unknownToken !== undefined) {
        if (unknownId !== NO_ID && !this.#fuseUnknown) ids.push(unknownId);
        unknownId = this.#idByToken.get(this.#unknownToken) ?? NO_ID;
        if (unknownId === NO_ID) {
          ids.truncate(start);
          throw unknownTokenError(piece, `the unknown token ${JSON.stringify(this.#unknownToken)}`);
        }
      }
    }
    if (unknownId !== NO_ID) ids.push(unknownId);
  }

  #mergeByScan(ids: TokenIds, start: number): void {
    const merges = this.#merges;
    const ranks = this.#ranks;
    const symbols = ids.data;
    let pairCount = ids.length - start - 1;
    for (let i = 0; i < pairCount; i++) {
      ranks[i] = merges.rank(symbols[start + i]!, symbols[start + i + 1]!);
    }
    while (pairCount > 0) {
      let best = 0;
      for (let i = 1; i < pairCount; i++) if (ranks[i]! < ranks[best]!) best = i;
      if (ranks[best] === NO_RANK) break;
      const at = start + best;
      const merged = merges.results[ranks[best]!]!;
      symbols[at] = merged;
      pairCount--;
      for (let i = best; i < pairCount; i++) {
        ranks[i] = ranks[i + 1]!;
        symbols[start + i + 1] = symbols[start + i + 2]!;
      }
      if (best > 0) ranks[best - 1] = merges.rank(symbols[at - 1]!, merged);
      if (best < pairCount) ranks[best] = merges.rank(merged, symbols[at + 1]!);
    }
    ids.truncate(start + pairCount + 1);
  }
}

/** The tokens of characters, by where in a piece a character stands. */
interface CharacterForms {
  readonly first: CharacterIds;
  readonly inner: CharacterIds;
  readonly last: CharacterIds;
  readonly only: CharacterIds;
}

function readCharacters(spec: BpeJson, idByToken: ReadonlyMap<string, number>): CharacterForms {
  const prefix = spec.continuing_subword_prefix ?? "";
  const suffix = spec.end_of_word_suffix ?? "";
  const first = new CharacterIds(idByToken, { prefix: "", suffix: "" });
  const inner = prefix === "" ? first : new CharacterIds(idByToken, { prefix, suffix: "" });
  const only = suffix === "" ? first : new CharacterIds(idByToken, { prefix: "", suffix });
  const last = suffix === ""
    ? inner
    : prefix === ""
    ? only
    : new CharacterIds(idByToken, { prefix, suffix });
  return { first, inner, last, only };
}

/** The tokens of one character between a prefix and a suffix, by the character's code point. */
class CharacterIds {
  readonly #prefix: string;
  readonly #suffix: string;
  /** A table, for it is read for every character of a new text. */
  readonly #idByUnit: Int32Array = new Int32Array(0x10000).fill(NO_ID);
  readonly #idByAstral = new Map<number, number>();

  constructor(
    idByToken: ReadonlyMap<string, number>,
    { prefix, suffix }: { prefix: string; suffix: string },
  ) {
    this.#prefix = prefix;
    this.#suffix = suffix;
    const affixLength = prefix.length + suffix.length;
    for (const [token, id] of idByToken) {
      const length = token.length - affixLength;
      if (length !== 1 && length !== 2) continue;
      if (!token.startsWith(prefix) || !token.endsWith(suffix)) continue;
      const codePoint = token.codePointAt(prefix.length)!;
      if (codePoint < 0x10000 && length === 1) this.#idByUnit[codePoint] = id;
      if (codePoint >= 0x10000 && length === 2) this.#idByAstral.set(codePoint, id);
    }
  }

  get(codePoint: number): number {
    if (codePoint < 0x10000) return this.#idByUnit[codePoint]!;
    return this.#idByAstral.get(codePoint) ?? NO_ID;
  }

  token(codePoint: number): string {
    return this.#prefix + String.fromCodePoint(codePoint) + this.#suffix;
  }
}
