// deno-lint-ignore-file camelcase -- the fields carry the names that the format gives them
/**
 * The type of a `tokenizer.json`, and the way from its text to it. The sections' types are in files of
 * their own, what is checked in `tokenizer_schema.ts`; nothing is encoded here.
 *
 * @module
 */

import { parseDeferred } from "./deferred_vocabulary.ts";
import type { ModelJson } from "./model_json.ts";
import type { NormalizerJson } from "./normalizer_json.ts";
import type { PostProcessorJson } from "./post_processor_json.ts";
import type { PreTokenizerJson } from "./pre_tokenizer_json.ts";
import { checkTokenizerJson } from "./tokenizer_schema.ts";

/**
 * The content of a `tokenizer.json` file, in Hugging Face's format: what `JSON.parse` gives for it.
 *
 * `truncation`, `padding` and `decoder` do not matter for ids: they are kept and never read. The
 * order of keys carries no meaning anywhere, which matters for vocabularies: JavaScript moves keys
 * such as `"0"` to the front of an object.
 */
export interface TokenizerJson {
  /** `"1.0"`, the only version there is. */
  readonly version?: string;
  /** Kept, not applied. */
  readonly truncation?: unknown;
  /** Kept, not applied. */
  readonly padding?: unknown;
  /** Tokens that are cut out of a text before the model sees it. */
  readonly added_tokens?: readonly AddedTokenJson[];
  /** How text is cleaned; `null` leaves it as it is. */
  readonly normalizer?: NormalizerJson | null;
  /** How text is split into pieces; `null` keeps it whole. */
  readonly pre_tokenizer?: PreTokenizerJson | null;
  /** Which special tokens go around a text; `null` for none. */
  readonly post_processor?: PostProcessorJson | null;
  /** Kept, not applied. */
  readonly decoder?: unknown;
  /** How a piece becomes ids, with the vocabulary. */
  readonly model: ModelJson;
}

/** A token that is found in the text itself, whatever the model would make of it. */
export interface AddedTokenJson {
  /** Not read: as in Python, the id is the vocabulary's, or else the next one that is free. */
  readonly id: number;
  /** The token's text; an empty one is ignored. */
  readonly content: string;
  /** Whether a match must not touch a letter, digit, mark or `_` on either side. */
  readonly single_word: boolean;
  /** Whether a match takes the white space before it along. */
  readonly lstrip: boolean;
  /** Whether a match takes the white space after it along. */
  readonly rstrip: boolean;
  /** Whether `content` is normalized, and looked for in the normalized text. */
  readonly normalized: boolean;
  /** Whether it is a mark such as `[SEP]` and no word. */
  readonly special: boolean;
}

/** Shorter texts are parsed before the code that spares longer ones the parsing is compiled. */
const DEFERRED_LENGTH = 2 ** 18;

/**
 * Reads the text of a `tokenizer.json` file.
 *
 * @param text The file's text.
 * @returns Its content, checked. The object of a large vocabulary is made when it is first read.
 * @throws {SyntaxError} If the text is not JSON.
 * @throws {TypeError} If a field has the wrong type, or a part is of an unsupported kind.
 * @throws {RangeError} If an id is out of range or given twice.
 *
 * @example See what a file holds
 * ```ts
 * import { parseTokenizerJson } from "@model2vec/model2vec/tokenizer";
 * import { assertEquals } from "@std/assert";
 *
 * const json = parseTokenizerJson(`{
 *   "model": {
 *     "type": "WordPiece",
 *     "unk_token": "[UNK]",
 *     "continuing_subword_prefix": "##",
 *     "max_input_chars_per_word": 100,
 *     "vocab": { "[UNK]": 0, "hello": 1 }
 *   }
 * }`);
 * assertEquals(json.model.type, "WordPiece");
 * ```
 */
export function parseTokenizerJson(text: string): TokenizerJson {
  const json = (text.length < DEFERRED_LENGTH ? undefined : parseDeferred(text)) ?? parseJson(text);
  checkTokenizerJson(json);
  return json;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new SyntaxError(`Cannot parse tokenizer.json: ${reason}, a JSON object is needed`, {
      cause,
    });
  }
}
