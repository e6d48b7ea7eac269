/**
 * What the model section of a `tokenizer.json` must look like. Whether merges fit the vocabulary is seen
 * where they are read, in `merge_table.ts`.
 *
 * @module
 */

import {
  checkBoolean,
  checkCount,
  checkId,
  checkKind,
  checkObject,
  checkString,
  type JsonCheck,
  type Kinds,
  objectOf,
  optional,
  refuse,
} from "./json_check.ts";
import { kindOfModel } from "./model_json.ts";
import { checkVocabulary } from "./vocabulary_json.ts";

const checkBpeFields = objectOf({
  dropout: optional(checkNumber),
  unk_token: optional(checkString),
  continuing_subword_prefix: optional(checkString),
  end_of_word_suffix: optional(checkString),
  fuse_unk: optional(checkBoolean),
  byte_fallback: optional(checkBoolean),
  ignore_merges: optional(checkBoolean),
});
const checkBpeMerges = objectOf({ merges: checkMerges });

const MODELS: Kinds = new Map([
  ["WordLevel", allOf(objectOf({ unk_token: checkString }), checkVocabularyField)],
  [
    "WordPiece",
    allOf(
      objectOf({
        unk_token: checkString,
        continuing_subword_prefix: checkString,
        max_input_chars_per_word: checkCount,
      }),
      checkVocabularyField,
    ),
  ],
  ["BPE", allOf(checkBpeFields, checkVocabularyField, checkBpeMerges)],
  ["Unigram", checkUnigram],
]);

/**
 * Checks the section.
 *
 * @param value The value.
 * @param path Where it stands, for messages.
 * @throws {TypeError} If a field has the wrong type, or the model is of an unsupported kind.
 * @throws {RangeError} If an id is out of range or given twice.
 */
export function checkModel(value: unknown, path: string): void {
  checkObject(value, path);
  const type = kindOfModel(value);
  checkString(type, `${path}.type`);
  checkKind(value, { part: "model", path, kinds: MODELS, type });
}

/** Makes the check of a value that several checks look at, one after the other. */
function allOf(...checks: readonly JsonCheck[]): JsonCheck {
  return (value, path) => {
    for (const check of checks) check(value, path);
  };
}

function checkVocabularyField(value: unknown, path: string): void {
  checkObject(value, path);
  checkVocabulary(value, path);
}

function checkNumber(value: unknown, path: string): void {
  if (typeof value !== "number") refuse(value, path, "a number");
}

function checkMerges(value: unknown, path: string): void {
  if (!Array.isArray(value)) refuse(value, path, "an array");
  value.forEach((merge: unknown, i) => {
    const isPair = Array.isArray(merge) && merge.length === 2 &&
      typeof merge[0] === "string" && typeof merge[1] === "string";
    if (!isPair && typeof merge !== "string") {
      refuse(merge, `${path}[${i}]`, `two tokens, as an array or as "left right"`);
    }
  });
}

function checkUnigram(value: unknown, path: string): void {
  checkObject(value, path);
  const { vocab, unk_id: unknownId } = value;
  optional(checkBoolean)(value["byte_fallback"], `${path}.byte_fallback`);
  if (!Array.isArray(vocab)) refuse(vocab, `${path}.vocab`, "an array");
  vocab.forEach((entry: unknown, i) => {
    const isScored = Array.isArray(entry) && entry.length === 2 &&
      typeof entry[0] === "string" && entry[0].isWellFormed() && Number.isFinite(entry[1]);
    if (!isScored) refuse(entry, `${path}.vocab[${i}]`, "a piece and its score");
  });
  if (unknownId === null || unknownId === undefined) return;
  checkId(unknownId, `${path}.unk_id`);
  if (unknownId >= vocab.length) {
    throw new RangeError(
      `Cannot load tokenizer: "${path}.unk_id" must be below ${vocab.length}, current value is ${unknownId}`,
    );
  }
}
