/**
 * What a `tokenizer.json` must look like, as a table of checks. Code behind it trusts the types; what does
 * not matter for ids, such as `truncation`, is let through.
 *
 * @module
 */

import {
  arrayOf,
  checkBoolean,
  checkCount,
  checkId,
  checkObject,
  checkString,
  isId,
  type JsonCheck,
  type JsonObject,
  objectOf,
  optional,
  refuse,
  refuseId,
} from "./json_check.ts";
import type { TokenizerJson } from "./tokenizer_json.ts";

/** The check of each supported kind of a part, by the kind's name. */
type Kinds = ReadonlyMap<string, JsonCheck>;

const NORMALIZERS: Kinds = new Map([
  [
    "BertNormalizer",
    objectOf({
      clean_text: checkBoolean,
      handle_chinese_chars: checkBoolean,
      strip_accents: optional(checkBoolean),
      lowercase: checkBoolean,
    }),
  ],
]);

const PRE_TOKENIZERS: Kinds = new Map([["BertPreTokenizer", objectOf({})]]);

const POST_PROCESSORS: Kinds = new Map([
  ["BertProcessing", objectOf({ sep: checkTokenWithId, cls: checkTokenWithId })],
  ["TemplateProcessing", checkTemplateProcessing],
]);

const MODELS: Kinds = new Map([
  [
    "WordPiece",
    objectOf({
      unk_token: checkString,
      continuing_subword_prefix: checkString,
      max_input_chars_per_word: checkCount,
      vocab: checkVocabulary,
    }),
  ],
]);

const checkParts: JsonCheck = objectOf({
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
  normalizer: optional(kindOf("normalizer", NORMALIZERS)),
  pre_tokenizer: optional(kindOf("pre-tokenizer", PRE_TOKENIZERS)),
  post_processor: optional(kindOf("post-processor", POST_PROCESSORS)),
  model: checkModel,
});

/**
 * Checks everything of a `tokenizer.json` that is read later on: the code behind it trusts the types.
 *
 * @param value What `JSON.parse` gave.
 * @throws {TypeError} If a field has the wrong type, or a part is of an unsupported kind.
 * @throws {RangeError} If an id is out of range or given twice.
 */
export function checkTokenizerJson(value: unknown): asserts value is TokenizerJson {
  checkParts(value, "");
}

function kindOf(part: string, kinds: Kinds): JsonCheck {
  return (value, path) => {
    checkObject(value, path);
    checkString(value["type"], `${path}.type`);
    checkKind(value, { part, path, kinds, type: value["type"] });
  };
}

interface KindPlace {
  readonly part: string;
  readonly path: string;
  readonly kinds: Kinds;
  readonly type: string;
}

function checkKind(value: JsonObject, { part, path, kinds, type }: KindPlace): void {
  const check = kinds.get(type);
  if (check === undefined) {
    const supported = Array.from(kinds.keys(), (kind) => JSON.stringify(kind)).join(", ");
    throw new TypeError(
      `Cannot create ${part} of type ${JSON.stringify(type)}: supported types are ${supported}`,
    );
  }
  check(value, path);
}

/** Files of old versions have models without a type; `max_input_chars_per_word` gives WordPiece away. */
function checkModel(value: unknown, path: string): void {
  checkObject(value, path);
  const untypedWordPiece = value["type"] === undefined && "max_input_chars_per_word" in value;
  const type = untypedWordPiece ? "WordPiece" : value["type"];
  checkString(type, `${path}.type`);
  checkKind(value, { part: "model", path, kinds: MODELS, type });
}

function checkVersion(value: unknown, path: string): void {
  if (value !== "1.0") refuse(value, path, `"1.0"`);
}

function checkTokenWithId(value: unknown, path: string): void {
  if (!Array.isArray(value) || value.length !== 2) refuse(value, path, "a token and its id");
  checkString(value[0], `${path}[0]`);
  checkId(value[1], `${path}[1]`);
}

/** Builds paths only for messages: vocabularies are long. */
function checkVocabulary(value: unknown, path: string): void {
  checkObject(value, path);
  const tokenById: string[] = [];
  for (const token of Object.keys(value)) {
    const id = value[token];
    if (!token.isWellFormed()) refuse(token, `${path} key`, "a string without lone surrogates");
    if (!isId(id)) refuseId(id, `${path}[${JSON.stringify(token)}]`);
    const other = tokenById[id];
    if (other !== undefined) {
      const both = `${JSON.stringify(other)} and ${JSON.stringify(token)}`;
      throw new RangeError(
        `Cannot load tokenizer: ids in "${path}" must differ, ${both} both have ${id}`,
      );
    }
    tokenById[id] = token;
  }
}

function checkTemplateProcessing(value: unknown, path: string): void {
  checkObject(value, path);
  const { single, special_tokens: specialTokens } = value;
  checkObject(specialTokens, `${path}.special_tokens`);
  const checkSpecialToken = objectOf({ ids: arrayOf(checkId) });
  for (const [name, token] of Object.entries(specialTokens)) {
    checkSpecialToken(token, `${path}.special_tokens[${JSON.stringify(name)}]`);
  }
  let textCount = 0;
  arrayOf((piece, place) => {
    checkObject(piece, place);
    if ("Sequence" in piece) {
      checkSequence(piece["Sequence"], `${place}.Sequence`);
      textCount++;
    } else {
      checkReference(piece["SpecialToken"], { path: `${place}.SpecialToken`, specialTokens });
    }
  })(single, `${path}.single`);
  if (textCount !== 1) {
    throw new RangeError(
      `Cannot load tokenizer: "${path}.single" must hold one sequence, current count is ${textCount}`,
    );
  }
}

function checkSequence(value: unknown, path: string): void {
  checkObject(value, path);
  if (value["id"] !== "A") refuse(value["id"], `${path}.id`, `"A"`);
}

function checkReference(
  value: unknown,
  { path, specialTokens }: { path: string; specialTokens: JsonObject },
): void {
  checkObject(value, path);
  const id = value["id"];
  checkString(id, `${path}.id`);
  if (!Object.hasOwn(specialTokens, id)) {
    refuse(id, `${path}.id`, "a name in special_tokens");
  }
}
