/**
 * The padding token of a teacher, which `tokenizer_config.json` may name where `tokenizer.json` does not.
 *
 * @module
 */

import type { Repository } from "../hub/repository.ts";
import { parseTokenizerJson, type TokenizerJson } from "../tokenizer/tokenizer.ts";
import { readJsonObject } from "./sentence_modules.ts";

/**
 * Reads a teacher's tokenizer, with a padding section where the repository names a padding token, as
 * transformers would give it to Python's model2vec.
 *
 * @param repository A teacher's files.
 * @returns Its `tokenizer.json`, completed.
 * @throws {SyntaxError | TypeError} If a file is malformed.
 */
export async function readTokenizer(repository: Repository): Promise<TokenizerJson> {
  const text = new TextDecoder().decode(await repository.read("tokenizer.json"));
  const json = parseTokenizerJson(text);
  if (json.padding) return json;
  const config = await readJsonObject(repository, "tokenizer_config.json");
  const map = await readJsonObject(repository, "special_tokens_map.json");
  const token = contentOf(config.pad_token) ?? contentOf(map.pad_token);
  return token === undefined ? json : { ...json, padding: { "pad_token": token } };
}

/** Special tokens are given as text, or as an object with their content. */
function contentOf(token: unknown): string | undefined {
  if (typeof token === "string") return token;
  const isObject = typeof token === "object" && token !== null;
  return isObject && "content" in token && typeof token.content === "string"
    ? token.content
    : undefined;
}
