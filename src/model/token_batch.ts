/**
 * Texts as token ids, to be averaged together.
 *
 * @module
 */

import { TokenIds } from "../tokenizer/token_ids.ts";

/** Texts of a batch at most: enough for calls to cost nothing, little enough for results to stay in cache. */
export const TEXT_CAPACITY = 256;

/** Ids from which on a batch is full, however few its texts. */
export const ID_CAPACITY = 32_768;

/** Room for ids that is kept: a batch with its last text, of 512 tokens by default, and much more. */
const KEPT_CAPACITY = 8 * ID_CAPACITY;

/** The ids of several texts, one after the other, kept between batches. */
export class TokenBatch {
  /** The ids of all texts. */
  ids: TokenIds = new TokenIds();
  /** Where each text's ids end; only the first `texts` places count. */
  readonly ends: Int32Array = new Int32Array(TEXT_CAPACITY);
  /** How many texts the batch holds. */
  texts = 0;

  /** Whether the batch is to be worked off before the next text. */
  get isFull(): boolean {
    return this.texts === TEXT_CAPACITY || this.ids.length >= ID_CAPACITY;
  }

  /** Ends a text: the ids added since the text before are its own. */
  endText(): void {
    this.ends[this.texts++] = this.ids.length;
  }

  /** Empties the batch and keeps its memory, unless a text of extraordinary length was in it. */
  clear(): void {
    if (this.ids.data.length > KEPT_CAPACITY) this.ids = new TokenIds();
    this.ids.clear();
    this.texts = 0;
  }
}
