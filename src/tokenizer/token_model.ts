/**
 * The step that turns pieces into ids: what every model does, its vocabulary, and which one a
 * `tokenizer.json` asks for. How each kind spells is in a file of its own.
 *
 * @module
 */

import { BpeModel } from "./models/bpe.ts";
import {
  isBpe,
  isUnigram,
  isWordLevel,
  type ModelJson,
  type UnigramJson,
} from "./json/model_json.ts";
import { listTokens, type TokenList } from "./json/vocabulary_json.ts";
import type { TokenIds } from "./token_ids.ts";
import { TokenTable } from "./models/token_table.ts";
import { UnigramModel } from "./models/unigram.ts";
import { WordLevelModel } from "./models/word_level.ts";
import { WordPieceModel } from "./models/word_piece.ts";

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

/** The ids of a model's tokens. */
export interface Vocabulary {
  /** How many tokens there are. */
  readonly size: number;
  /** Looks a token's id up. */
  get(token: string): number | undefined;
}

/** A model with its vocabulary. */
export interface LoadedModel {
  /** The model. */
  readonly model: TokenModel;
  /** Its vocabulary, without added tokens. */
  readonly vocabulary: Vocabulary;
  /** The tokens by id; an empty string where no token has the id. */
  readonly tokens: string[];
}

/**
 * Makes the token model that a `tokenizer.json` describes.
 *
 * @param spec The model's section, checked.
 * @returns The model and its vocabulary.
 * @throws {TypeError} If it asks for dropout.
 * @throws {RangeError} If a merge names a token that the vocabulary does not have.
 */
export function loadTokenModel(spec: ModelJson): LoadedModel {
  if (isUnigram(spec)) return loadUnigram(spec);
  const list = listTokens(spec);
  const tokens = fillGaps(list);
  if (isBpe(spec)) {
    const vocabulary = mapIds(list);
    return { model: new BpeModel(spec, vocabulary), vocabulary, tokens };
  }
  if (isWordLevel(spec)) {
    const vocabulary = new TokenTable(list);
    return { model: new WordLevelModel(spec, vocabulary), vocabulary, tokens };
  }
  const vocabulary = new TokenTable(list, spec.continuing_subword_prefix);
  return { model: new WordPieceModel(spec, vocabulary), vocabulary, tokens };
}

/**
 * Puts tokens at their ids.
 *
 * @param idByToken Id by token.
 * @param tokens The list to put them into, filled up with empty strings where ids are left out.
 */
export function placeTokens(idByToken: ReadonlyMap<string, number>, tokens: string[]): void {
  for (const [token, id] of idByToken) {
    while (tokens.length < id) tokens.push("");
    tokens[id] = token;
  }
}

/** Large vocabularies of this kind are usual: its trie does for a map, which would take as much again. */
function loadUnigram(spec: UnigramJson): LoadedModel {
  const model = new UnigramModel(spec);
  const get = (token: string) => model.tokenToId(token);
  return {
    model,
    vocabulary: { size: spec.vocab.length, get },
    tokens: spec.vocab.map((entry) => entry[0]),
  };
}

/** Makes a list of its own, since added tokens will be put into it. */
function fillGaps({ tokens }: TokenList): string[] {
  const filled = new Array<string>(tokens.length);
  for (let id = 0; id < tokens.length; id++) filled[id] = tokens[id] ?? "";
  return filled;
}

/** A map, since merges name whole tokens only: strings of the file, which keep their hashes. */
function mapIds({ tokens }: TokenList): Map<string, number> {
  const idByToken = new Map<string, number>();
  tokens.forEach((token, id) => {
    if (token !== undefined) idByToken.set(token, id);
  });
  return idByToken;
}
