/**
 * The special tokens of a teacher that `tokenizer_config.json` may name where `tokenizer.json` does not.
 *
 * @module
 */

import type { Repository } from "../hub/repository.ts";
import { isBpe } from "../tokenizer/json/model_json.ts";
import { parseTokenizerJson, type TokenizerJson } from "../tokenizer/tokenizer.ts";
import { readJsonObject } from "./sentence_modules.ts";

/**
 * Reads a teacher's tokenizer, with a padding section where the repository names a padding token, and
 * with the unknown token of a BPE model that has none itself, as transformers would give it to Python's
 * model2vec.
 *
 * @param repository A teacher's files.
 * @returns Its `tokenizer.json`, completed.
 * @throws {SyntaxError | TypeError} If a file is malformed.
 */
export async function readTokenizer(repository: Repository): Promise<TokenizerJson> {
  const text = new TextDecoder().decode(await repository.read("tokenizer.json"));
  const json = parseTokenizerJson(text);
  const config = await readJsonObject(repository, "tokenizer_config.json");
  const map = await readJsonObject(repository, "special_tokens_map.json");
  const named = withUnknownToken(json, contentOf(config.unk_token) ?? contentOf(map.unk_token));
  const padding = contentOf(config.pad_token) ?? contentOf(map.pad_token);
  return json.padding || padding === undefined
    ? named
    : { ...named, padding: { "pad_token": padding } };
}

/** Byte-level models can spell everything, so that their files leave the unknown token out. */
function withUnknownToken(json: TokenizerJson, token: string | undefined): TokenizerJson {
  const { model } = json;
  const isMissing = token !== undefined && isBpe(model) && !model.unk_token &&
    Object.hasOwn(model.vocab, token);
  return isMissing ? { ...json, model: { ...model, "unk_token": token } } : json;
}

/** Special tokens are given as text, or as an object with their content. */
function contentOf(token: unknown): string | undefined {
  if (typeof token === "string") return token;
  const isObject = typeof token === "object" && token !== null;
  return isObject && "content" in token && typeof token.content === "string"
    ? token.content
    : undefined;
}
