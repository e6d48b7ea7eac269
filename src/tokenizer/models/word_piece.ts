/**
 * WordPiece, the token model of BERT. It spells one word at a time and does not split text into words.
 *
 * @module
 */

import type { WordPieceJson } from "../json/model_json.ts";
import type { TokenTable } from "./token_table.ts";
import type { TokenIds } from "../token_ids.ts";
import type { TokenModel } from "../token_model.ts";
import { unknownTokenError } from "./unknown_token.ts";

/**
 * Spells a word by the longest token that it starts with, then the longest that goes on from there.
 *
 * A word that cannot be spelled to its end, or is too long, is unknown as a whole. The model works
 * on UTF-16 units, yet never cuts a code point: tokens hold no lone surrogates.
 */
export class WordPieceModel implements TokenModel {
  readonly #vocabulary: TokenTable;
  readonly #prefixLength: number;
  readonly #unknownToken: string;
  readonly #maxCharacters: number;

  /**
   * Builds the model.
   *
   * @param spec The model's section of a `tokenizer.json`.
   * @param vocabulary Its vocabulary, with the prefix as its mark; kept.
   */
  constructor(spec: WordPieceJson, vocabulary: TokenTable) {
    this.#vocabulary = vocabulary;
    this.#prefixLength = spec.continuing_subword_prefix.length;
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
    const countBefore = ids.length;
    if (!isLonger(piece, this.#maxCharacters) && this.#spell(piece, ids)) return;
    const unknownId = this.#vocabulary.get(this.#unknownToken);
    if (unknownId === undefined) {
      throw unknownTokenError(piece, `the unknown token ${JSON.stringify(this.#unknownToken)}`);
    }
    ids.truncate(countBefore);
    ids.push(unknownId);
  }

  /** Appends the ids of a word, as far as it can be spelled; tells whether that is to its end. */
  #spell(word: string, ids: TokenIds): boolean {
    const vocabulary = this.#vocabulary;
    vocabulary.read(word);
    let at = 0;
    while (at < word.length) {
      const id = vocabulary.longestAt(word, at);
      if (id < 0) return false;
      ids.push(id);
      at += vocabulary.tokens[id]!.length - (at === 0 ? 0 : this.#prefixLength);
    }
    return true;
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
