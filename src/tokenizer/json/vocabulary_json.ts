/**
 * Vocabularies as a `tokenizer.json` writes them, objects from token to id: checked and turned around in
 * one pass. Those of Unigram models, lists, are no concern of this file.
 *
 * @module
 */

import { checkObject, isId, type JsonObject, refuse, refuseId } from "./json_check.ts";
import type { VocabularyJson } from "./model_json.ts";

/** A vocabulary by id. */
export interface TokenList {
  /** The tokens at their ids; `undefined` where no token has the id. */
  readonly tokens: readonly (string | undefined)[];
  /** How many tokens there are. */
  readonly size: number;
}

/**
 * What was read before, by the vocabulary or by the function that makes it: going through a large object
 * takes long, and twice as long twice.
 */
const kept = new WeakMap<object, TokenList>();

/**
 * Keeps the tokens of a vocabulary.
 *
 * @param source The vocabulary; or the getter of the field `vocab` that makes it, which is then not called
 * for its tokens.
 * @param list Its tokens.
 */
export function keepList(source: object, list: TokenList): void {
  kept.set(source, list);
}

/**
 * Checks the vocabulary of a model.
 *
 * @param model The model's section.
 * @param path Where it stands, for messages.
 * @throws {TypeError} If it has none, or a token has lone surrogates.
 * @throws {RangeError} If an id is out of range or given twice.
 */
export function checkVocabulary(model: JsonObject, path: string): void {
  const getter = Object.getOwnPropertyDescriptor(model, "vocab")?.get;
  if (getter !== undefined && kept.has(getter)) return;
  const vocab = model["vocab"];
  checkObject(vocab, `${path}.vocab`);
  keepList(vocab, readList(vocab, `${path}.vocab`));
}

/**
 * Lists the tokens of a model.
 *
 * @param model The model's section, its vocabulary not changed since it was checked.
 * @returns Its tokens.
 */
export function listTokens(model: { readonly vocab: VocabularyJson }): TokenList {
  const field = Object.getOwnPropertyDescriptor(model, "vocab");
  return kept.get(field?.get ?? field?.value) ?? readList(model.vocab, "model.vocab");
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
