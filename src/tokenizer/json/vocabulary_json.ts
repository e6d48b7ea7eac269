/**
 * Vocabularies as a `tokenizer.json` writes them, objects from token to id: checked and turned around in
 * one pass. Those of Unigram models, lists, are no concern of this file.
 *
 * @module
 */

import { checkObject, isId, refuse, refuseId } from "./json_check.ts";
import type { VocabularyJson } from "./model_json.ts";

/** A vocabulary by id. */
export interface TokenList {
  /** The tokens at their ids; `undefined` where no token has the id. */
  readonly tokens: readonly (string | undefined)[];
  /** How many tokens there are. */
  readonly size: number;
}

/** What was read while it was checked: going through a large object takes long, and twice as long twice. */
const listByVocabulary = new WeakMap<object, TokenList>();

/**
 * Checks a vocabulary.
 *
 * @param value The value.
 * @param path Where it stands, for messages.
 * @throws {TypeError} If it is none, or a token has lone surrogates.
 * @throws {RangeError} If an id is out of range or given twice.
 */
export function checkVocabulary(value: unknown, path: string): void {
  checkObject(value, path);
  listByVocabulary.set(value, readList(value, path));
}

/**
 * Lists the tokens of a vocabulary.
 *
 * @param vocab The vocabulary, not changed since it was checked.
 * @returns Its tokens.
 */
export function listTokens(vocab: VocabularyJson): TokenList {
  return listByVocabulary.get(vocab) ?? readList(vocab, "model.vocab");
}

/** Builds paths only for messages: vocabularies are long. */
function readList(vocab: Readonly<Record<string, unknown>>, path: string): TokenList {
  const keys = Object.keys(vocab);
  const tokens = new Array<string | undefined>(keys.length).fill(undefined);
  for (const token of keys) {
    const id = vocab[token];
    if (!token.isWellFormed()) refuse(token, `${path} key`, "a string without lone surrogates");
    if (!isId(id)) refuseId(id, `${path}[${JSON.stringify(token)}]`);
    const other = tokens[id];
    if (other !== undefined) {
      const both = `${JSON.stringify(other)} and ${JSON.stringify(token)}`;
      throw new RangeError(
        `Cannot load tokenizer: ids in "${path}" must differ, ${both} both have ${id}`,
      );
    }
    tokens[id] = token;
  }
  return { tokens, size: keys.length };
}
