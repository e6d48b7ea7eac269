/**
 * Whole words as tokens, the simplest token model. It spells nothing.
 *
 * @module
 */

import type { WordLevelJson } from "../json/model_json.ts";
import type { TokenIds } from "../token_ids.ts";
import type { TokenModel, Vocabulary } from "../token_model.ts";
import { unknownTokenError } from "./unknown_token.ts";

/** Looks each word up in the vocabulary; one that is not there is unknown. */
export class WordLevelModel implements TokenModel {
  readonly #vocabulary: Vocabulary;
  readonly #unknownToken: string;

  /**
   * Builds the model.
   *
   * @param spec The model's section of a `tokenizer.json`.
   * @param vocabulary Its vocabulary; kept, not changed.
   */
  constructor(spec: WordLevelJson, vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary;
    this.#unknownToken = spec.unk_token;
  }

  /**
   * Appends the id of one word.
   *
   * @param piece The word, not empty.
   * @param ids The list to append to.
   * @throws {RangeError} If the word is unknown and the vocabulary has no token for that.
   */
  tokenize(piece: string, ids: TokenIds): void {
    const id = this.#vocabulary.get(piece) ?? this.#vocabulary.get(this.#unknownToken);
    if (id === undefined) {
      throw unknownTokenError(piece, `the unknown token ${JSON.stringify(this.#unknownToken)}`);
    }
    ids.push(id);
  }
}
