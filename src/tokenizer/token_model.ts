import type { TokenIds } from "./token_ids.ts";
import type { ModelJson } from "./tokenizer_json.ts";
import { WordPieceModel } from "./word_piece.ts";

/** Turns a piece of pre-tokenized text into ids: the last step of tokenizing. */
export interface TokenModel {
  /**
   * Appends the ids of one piece to `ids`.
   *
   * @param piece Normalized text, not empty, without lone surrogates.
   * @param ids The list to append to.
   */
  tokenize(piece: string, ids: TokenIds): void;
}

/**
 * Reads the vocabulary of a model.
 *
 * @param spec The model's section, checked.
 * @returns Id by token. A map, since tokens may be called like members of `Object.prototype`.
 */
export function readVocabulary(spec: ModelJson): Map<string, number> {
  const idByToken = new Map<string, number>();
  for (const token of Object.keys(spec.vocab)) idByToken.set(token, spec.vocab[token]!);
  return idByToken;
}

/**
 * Makes the token model that a `tokenizer.json` describes.
 *
 * @param spec The model's section, checked.
 * @param idByToken Its vocabulary; not changed.
 * @returns The model.
 */
export function createTokenModel(
  spec: ModelJson,
  idByToken: ReadonlyMap<string, number>,
): TokenModel {
  return new WordPieceModel(spec, idByToken);
}
