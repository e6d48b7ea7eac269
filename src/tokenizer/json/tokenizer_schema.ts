/**
 * What a `tokenizer.json` must look like as a whole; each section's checks are in a file of its own. Code
 * behind it trusts the types; what does not matter for ids, such as `truncation`, is let through.
 *
 * @module
 */

import {
  arrayOf,
  checkBoolean,
  checkId,
  checkObject,
  checkString,
  type JsonCheck,
  objectOf,
  optional,
  refuse,
} from "./json_check.ts";
import { checkModel } from "./model_schema.ts";
import { checkNormalizer } from "./normalizer_json.ts";
import { checkPostProcessor } from "./post_processor_json.ts";
import { checkPreTokenizer } from "./pre_tokenizer_json.ts";
import type { TokenizerJson } from "./tokenizer_json.ts";

const checkSections: JsonCheck = objectOf({
  version: optional(checkVersion),
  added_tokens: optional(arrayOf(objectOf({
    id: checkId,
    content: checkString,
    single_word: checkBoolean,
    lstrip: checkBoolean,
    rstrip: checkBoolean,
    normalized: checkBoolean,
    special: checkBoolean,
  }))),
  normalizer: optional(checkNormalizer),
  pre_tokenizer: optional(checkPreTokenizer),
  post_processor: optional(checkPostProcessor),
  model: checkModel,
});

/** What has passed: a cache, so that a file that was parsed is not checked again when it is used. */
const passed = new WeakSet<object>();

/**
 * Checks everything of a `tokenizer.json` that is read later on: the code behind it trusts the types.
 * An object that has passed must not be changed afterwards.
 *
 * @param value What `JSON.parse` gave.
 * @throws {TypeError} If a field has the wrong type, or a part is of an unsupported kind.
 * @throws {RangeError} If an id is out of range or given twice.
 */
export function checkTokenizerJson(value: unknown): asserts value is TokenizerJson {
  checkObject(value, "");
  if (passed.has(value)) return;
  checkSections(value, "");
  passed.add(value);
}

function checkVersion(value: unknown, path: string): void {
  if (value !== "1.0") refuse(value, path, `"1.0"`);
}
