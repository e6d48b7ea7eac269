/**
 * The step that turns pieces into ids: what every model does, its vocabulary, and which one a
 * `tokenizer.json` asks for. How each kind spells is in a file of its own.
 *
 * @module
 */

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
 * Lists tokens by id.
 *
 * @param vocabularies Id by token, each. Where two have an id, the later one counts.
 * @returns One token per id up to the largest; an empty string where no token has the id.
 */
export function listTokens(vocabularies: readonly ReadonlyMap<string, number>[]): string[] {
  const tokens: string[] = [];
  for (const idByToken of vocabularies) {
    for (const [token, id] of idByToken) {
      while (tokens.length < id) tokens.push("");
      tokens[id] = token;
    }
  }
  return tokens;
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
