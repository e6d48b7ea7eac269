/**
 * A token model with a memory of pieces. It spells nothing itself.
 *
 * @module
 */

import type { TokenIds } from "../token_ids.ts";
import type { TokenModel } from "../token_model.ts";
import { plainUnitClasses, WordCache } from "./word_cache.ts";

/** Looks pieces up that were seen before, and has another model spell the others. */
export class CachedTokenModel implements TokenModel {
  readonly #model: TokenModel;
  /** Made for the first piece, since not every tokenizer has a use for it. */
  #words: WordCache | undefined;

  /**
   * Starts with nothing remembered.
   *
   * @param model The model that spells.
   */
  constructor(model: TokenModel) {
    this.#model = model;
  }

  /**
   * Appends the ids of one piece.
   *
   * @param piece Normalized text, not empty.
   * @param ids The list to append to.
   */
  tokenize(piece: string, ids: TokenIds): void {
    const words = this.#words ??= new WordCache(plainUnitClasses());
    words.read(piece, 0);
    if (words.appendTo(ids)) return;
    const from = ids.length;
    this.#model.tokenize(piece, ids);
    words.remember(ids, from);
  }
}
