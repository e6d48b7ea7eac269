// deno-lint-ignore-file camelcase -- the fields carry the names that the format gives them
/**
 * The types of a `tokenizer.json`, and the way from its text to them. What is checked is in
 * `tokenizer_schema.ts`; nothing is encoded here.
 *
 * @module
 */

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

/** The kinds of normalizer that can be run. */
export type NormalizerJson = BertNormalizerJson;

/** BERT's text cleaning. */
export interface BertNormalizerJson {
  /** The kind. */
  readonly type: "BertNormalizer";
  /** Whether control characters are dropped and white space becomes U+0020. */
  readonly clean_text: boolean;
  /** Whether each CJK ideograph gets a space on either side. */
  readonly handle_chinese_chars: boolean;
  /** Whether accents are dropped; `null` or absent: if `lowercase`. */
  readonly strip_accents?: boolean | null;
  /** Whether letters become lower case. */
  readonly lowercase: boolean;
}

/** The kinds of pre-tokenizer that can be run. */
export type PreTokenizerJson = BertPreTokenizerJson;

/** Splits at white space and around each punctuation character. */
export interface BertPreTokenizerJson {
  /** The kind. */
  readonly type: "BertPreTokenizer";
}

/** The kinds of post-processor that can be run. */
export type PostProcessorJson = BertProcessingJson | TemplateProcessingJson;

/** One token before the text and one after it, each as its text and its id. */
export interface BertProcessingJson {
  /** The kind. */
  readonly type: "BertProcessing";
  /** The token after the text. */
  readonly sep: readonly [token: string, id: number];
  /** The token before the text. */
  readonly cls: readonly [token: string, id: number];
}

/** Special tokens around a text, as a template. */
export interface TemplateProcessingJson {
  /** The kind. */
  readonly type: "TemplateProcessing";
  /** The template of one text: special tokens, and sequence `"A"` exactly once. */
  readonly single: readonly TemplatePieceJson[];
  /** The template of two texts; kept, not applied. */
  readonly pair?: unknown;
  /** The ids of each special token that the templates name. */
  readonly special_tokens: Readonly<Record<string, { readonly ids: readonly number[] }>>;
}

/** The text's place in a template, or a special token's. */
export type TemplatePieceJson =
  | { readonly Sequence: { readonly id: string } }
  | { readonly SpecialToken: { readonly id: string } };

/** The kinds of model that can be run. */
export type ModelJson = WordPieceJson;

/** Greedy longest match, the model of BERT. */
export interface WordPieceJson {
  /** The kind; files of old versions leave it out. */
  readonly type?: "WordPiece";
  /** The token that a word becomes which the vocabulary cannot spell. */
  readonly unk_token: string;
  /** What the tokens inside a word start with, such as `"##"`. */
  readonly continuing_subword_prefix: string;
  /** Words of more code points than this are unknown. */
  readonly max_input_chars_per_word: number;
  /** Id by token. Ids are distinct, below 2 ** 24; some may be left out. */
  readonly vocab: Readonly<Record<string, number>>;
}

/**
 * Reads the text of a `tokenizer.json` file.
 *
 * @param text The file's text.
 * @returns Its content, checked.
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
 * assertEquals(json.model.vocab["hello"], 1);
 * ```
 */
export function parseTokenizerJson(text: string): TokenizerJson {
  const json = parseJson(text);
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
