/**
 * WordPiece, the token model of BERT. It spells one word at a time and does not split text into words.
 *
 * @module
 */

import type { TokenIds } from "./token_ids.ts";
import type { TokenModel } from "./token_model.ts";
import type { WordPieceJson } from "./tokenizer_json.ts";

/**
 * Spells a word by the longest token that it starts with, then the longest that goes on from there.
 *
 * A word that cannot be spelled to its end, or is too long, is unknown as a whole. The model works
 * on UTF-16 units, yet never cuts a code point: tokens hold no lone surrogates.
 */
export class WordPieceModel implements TokenModel {
  readonly #idByToken: ReadonlyMap<string, number>;
  /** Tokens inside a word, without the prefix that marks them. */
  readonly #idByContinuation: ReadonlyMap<string, number>;
  readonly #longestToken: number;
  readonly #unknownToken: string;
  readonly #maxCharacters: number;

  /**
   * Builds the model.
   *
   * @param spec The model's section of a `tokenizer.json`.
   * @param idByToken Its vocabulary; kept, not changed.
   */
  constructor(spec: WordPieceJson, idByToken: ReadonlyMap<string, number>) {
    const prefix = spec.continuing_subword_prefix;
    const idByContinuation = new Map<string, number>();
    let longestToken = 0;
    for (const [token, id] of idByToken) {
      if (token.startsWith(prefix)) idByContinuation.set(token.slice(prefix.length), id);
      longestToken = Math.max(longestToken, token.length);
    }
    this.#idByToken = idByToken;
    this.#idByContinuation = idByContinuation;
    this.#longestToken = longestToken;
    this.#unknownToken = spec.unk_token;
    this.#maxCharacters = spec.max_input_chars_per_word;
  }

  /**
   * Appends the ids of one word.
   *
   * @param piece The word, not empty.
   * @param ids The list to append to.
   * @throws {RangeError} If the word is unknown and the vocabulary has no token for that.
   */
  tokenize(piece: string, ids: TokenIds): void {
    if (isLonger(piece, this.#maxCharacters)) {
      this.#pushUnknown(piece, ids);
      return;
    }
    const length = piece.length;
    const countBefore = ids.length;
    let start = 0;
    while (start < length) {
      const idByText = start === 0 ? this.#idByToken : this.#idByContinuation;
      let end = Math.min(length, start + this.#longestToken);
      let id = idByText.get(piece.slice(start, end));
      while (id === undefined && end - 1 > start) id = idByText.get(piece.slice(start, --end));
      if (id === undefined) {
        ids.truncate(countBefore);
        this.#pushUnknown(piece, ids);
        return;
      }
      ids.push(id);
      start = end;
    }
  }

  #pushUnknown(piece: string, ids: TokenIds): void {
    const id = this.#idByToken.get(this.#unknownToken);
    if (id === undefined) {
      const shown = piece.length > 60 ? `${piece.slice(0, 57)}...` : piece;
      throw new RangeError(
        `Cannot tokenize ${JSON.stringify(shown)}: its tokens are not in the vocabulary, ` +
          `nor is the unknown token ${JSON.stringify(this.#unknownToken)}`,
      );
    }
    ids.push(id);
  }
}

/** Tells whether a text has more than `limit` code points. */
function isLonger(text: string, limit: number): boolean {
  if (text.length <= limit) return false;
  if (text.length > 2 * limit) return true;
  let count = 0;
  for (const _ of text) count++;
  return count > limit;
}
