/**
 * Hugging Face tokenizers: text to token ids, as the Python package `tokenizers` gives them.
 *
 * It reads `tokenizer.json` and encodes. It does not train, decode, pad or truncate.
 *
 * @example Encode a text
 * ```ts
 * import { parseTokenizerJson, Tokenizer } from "@model2vec/model2vec/tokenizer";
 * import { assertEquals } from "@std/assert";
 *
 * const tokenizer = new Tokenizer(parseTokenizerJson(`{
 *   "pre_tokenizer": { "type": "BertPreTokenizer" },
 *   "model": {
 *     "type": "WordPiece",
 *     "unk_token": "[UNK]",
 *     "continuing_subword_prefix": "##",
 *     "max_input_chars_per_word": 100,
 *     "vocab": { "[UNK]": 0, "un": 1, "##aff": 2, "##able": 3, "!": 4 }
 *   }
 * }`));
 * assertEquals(tokenizer.encode("unaffable! what"), [1, 2, 3, 4, 0]);
 * ```
 *
 * @module
 */

import { AddedTokens } from "./added_tokens.ts";
import { isUnigram } from "./json/model_json.ts";
import { createNormalizer } from "./normalizer.ts";
import { Pipeline } from "./pipeline.ts";
import { createPostProcessor, type SpecialTokenFrame } from "./post_processor.ts";
import { createPreTokenizer } from "./pre_tokenizer.ts";
import { TokenIds } from "./token_ids.ts";
import { loadTokenModel, placeTokens, type Vocabulary } from "./token_model.ts";
import type { TokenizerJson } from "./json/tokenizer_json.ts";
import { checkTokenizerJson } from "./json/tokenizer_schema.ts";
import { createSpanEncoder } from "./memory/word_memory.ts";

export { TokenIds } from "./token_ids.ts";
export { parseTokenizerJson } from "./json/tokenizer_json.ts";
export type { AddedTokenJson, TokenizerJson } from "./json/tokenizer_json.ts";
export type {
  BpeJson,
  MergeJson,
  ModelJson,
  UnigramJson,
  VocabularyJson,
  WordLevelJson,
  WordPieceJson,
} from "./json/model_json.ts";
export type {
  BertNormalizerJson,
  NormalizerJson,
  NormalizerSequenceJson,
  PlainNormalizerJson,
  PrecompiledJson,
  PrependJson,
  ReplaceJson,
  StripJson,
} from "./json/normalizer_json.ts";
export type { PatternJson } from "./json/pattern_json.ts";
export type {
  BertProcessingJson,
  ByteLevelProcessingJson,
  PostProcessorJson,
  PostProcessorSequenceJson,
  TemplatePieceJson,
  TemplateProcessingJson,
} from "./json/post_processor_json.ts";
export type {
  ByteLevelJson,
  CharDelimiterSplitJson,
  DigitsJson,
  FixedLengthJson,
  MetaspaceJson,
  PlainPreTokenizerJson,
  PreTokenizerJson,
  PreTokenizerSequenceJson,
  PunctuationJson,
  SplitBehavior,
  SplitJson,
} from "./json/pre_tokenizer_json.ts";
export type { TokenModel } from "./token_model.ts";

/** How to encode a text. */
export interface TokenizerEncodeOptions {
  /** Whether to put the post-processor's special tokens around the text. @default {false} */
  readonly specialTokens?: boolean;
}

/**
 * Turns text into token ids as a `tokenizer.json` says.
 *
 * @example Use the tokenizer of a model
 * ```ts
 * import { StaticModel } from "@model2vec/model2vec";
 * import { assertEquals } from "@std/assert";
 *
 * const { tokenizer } = await StaticModel.fromPretrained("tests/fixtures/static-model-32-int8");
 * assertEquals(tokenizer.tokens[tokenizer.encode("hello")[0]!], "hello");
 * ```
 */
export class Tokenizer {
  /**
   * The tokens by id, those of the vocabulary and the added ones. Where no token has an id below
   * the largest, an empty string stands.
   *
   * @example Spell out ids
   * ```ts
   * import { StaticModel } from "@model2vec/model2vec";
   * import { assertEquals } from "@std/assert";
   *
   * const { tokenizer } = await StaticModel.fromPretrained("tests/fixtures/static-model-32-int8");
   * const ids = tokenizer.encode("Unbelievable");
   * assertEquals(ids.map((id) => tokenizer.tokens[id]), ["unbelievable"]);
   * ```
   */
  readonly tokens: readonly string[];
  /**
   * The id that stands for what the vocabulary cannot spell, if there is one.
   *
   * @example Encode what cannot be spelled
   * ```ts
   * import { StaticModel } from "@model2vec/model2vec";
   * import { assertEquals } from "@std/assert";
   *
   * const { tokenizer } = await StaticModel.fromPretrained("tests/fixtures/static-model-32-int8");
   * assertEquals(tokenizer.encode("\u{13000}"), [tokenizer.unknownId]);
   * ```
   */
  readonly unknownId: number | undefined;
  readonly #json: TokenizerJson;
  readonly #vocabulary: Vocabulary;
  readonly #addedTokens: AddedTokens;
  readonly #pipeline: Pipeline;
  readonly #frame: SpecialTokenFrame;

  /**
   * Builds a tokenizer.
   *
   * @param json The content of a `tokenizer.json`, checked again; kept, not changed.
   * @throws {TypeError} If a field has the wrong type, or a part is of an unsupported kind.
   * @throws {RangeError} If an id is out of range or given twice.
   *
   * @example Build a tokenizer from a vocabulary
   * ```ts
   * import { Tokenizer } from "@model2vec/model2vec/tokenizer";
   * import { assertEquals } from "@std/assert";
   *
   * const tokenizer = new Tokenizer({
   *   model: {
   *     type: "WordPiece",
   *     unk_token: "[UNK]", continuing_subword_prefix: "##", max_input_chars_per_word: 100,
   *     vocab: { "[UNK]": 0, "hello": 1 },
   *   },
   * });
   * assertEquals(tokenizer.tokens, ["[UNK]", "hello"]);
   * ```
   */
  constructor(json: TokenizerJson) {
    checkTokenizerJson(json);
    const { model, vocabulary, tokens } = loadTokenModel(json.model);
    const normalize = createNormalizer(json.normalizer ?? null);
    const addedTokens = new AddedTokens(json.added_tokens ?? [], { vocabulary, normalize });
    const steps = {
      normalize,
      addedTokens: addedTokens.normalized,
      preTokenize: createPreTokenizer(json.pre_tokenizer ?? null),
      model,
    };
    this.#json = json;
    this.#vocabulary = vocabulary;
    this.#addedTokens = addedTokens;
    this.#pipeline = new Pipeline({
      addedTokens: addedTokens.verbatim,
      spans: createSpanEncoder(steps, json),
    });
    this.#frame = createPostProcessor(json.post_processor ?? null);
    placeTokens(addedTokens.idByToken, tokens);
    this.tokens = tokens;
    this.unknownId = isUnigram(json.model)
      ? json.model.unk_id ?? undefined
      : this.tokenToId(json.model.unk_token ?? "");
  }

  /**
   * Looks a token up.
   *
   * @param token The token as the vocabulary spells it, such as `"##ing"`, or an added token.
   * @returns Its id, or `undefined`.
   *
   * @example Look a token up
   * ```ts
   * import { StaticModel } from "@model2vec/model2vec";
   * import { assertEquals } from "@std/assert";
   *
   * const { tokenizer } = await StaticModel.fromPretrained("tests/fixtures/static-model-32-int8");
   * assertEquals(tokenizer.tokens[tokenizer.tokenToId("##ing")!], "##ing");
   * assertEquals(tokenizer.tokenToId("no token"), undefined);
   * ```
   */
  tokenToId(token: string): number | undefined {
    return this.#addedTokens.idByToken.get(token) ?? this.#vocabulary.get(token);
  }

  /**
   * Encodes a text.
   *
   * @param text Any text. Lone surrogates count as U+FFFD.
   * @param options Whether to add special tokens.
   * @returns The ids, neither truncated nor padded.
   * @throws {RangeError} If a word is unknown and the vocabulary has no token for that.
   *
   * @example Encode with special tokens
   * ```ts
   * import { Tokenizer } from "@model2vec/model2vec/tokenizer";
   * import { assertEquals } from "@std/assert";
   *
   * const tokenizer = new Tokenizer({
   *   post_processor: { type: "BertProcessing", cls: ["[CLS]", 1], sep: ["[SEP]", 2] },
   *   model: {
   *     type: "WordPiece",
   *     unk_token: "[UNK]", continuing_subword_prefix: "##", max_input_chars_per_word: 100,
   *     vocab: { "[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "hello": 3 },
   *   },
   * });
   * assertEquals(tokenizer.encode("hello"), [3]);
   * assertEquals(tokenizer.encode("hello", { specialTokens: true }), [1, 3, 2]);
   * ```
   */
  encode(text: string, options: TokenizerEncodeOptions = {}): number[] {
    const { specialTokens = false } = options;
    const ids = new TokenIds();
    this.encodeInto(text, ids);
    const plain = Array.from(ids.data.subarray(0, ids.length));
    return specialTokens ? [...this.#frame.before, ...plain, ...this.#frame.after] : plain;
  }

  /**
   * Appends the ids of a text, without special tokens, to a list that can be used again. Known words
   * cost no allocation.
   *
   * @param text Any text. Lone surrogates count as U+FFFD.
   * @param ids The list to append to.
   * @throws {RangeError} If a word is unknown and the vocabulary has no token for that.
   *
   * @example Encode several texts into one list
   * ```ts
   * import { StaticModel, TokenIds } from "@model2vec/model2vec";
   * import { assertEquals } from "@std/assert";
   *
   * const { tokenizer } = await StaticModel.fromPretrained("tests/fixtures/static-model-32-int8");
   * const ids = new TokenIds();
   * for (const text of ["hello", "hello world"]) tokenizer.encodeInto(text, ids);
   * assertEquals(ids.length, 3);
   * ```
   */
  encodeInto(text: string, ids: TokenIds): void {
    this.#pipeline.encodeInto(text, ids);
  }

  /**
   * Gives back what the tokenizer was made from, parts that are not used for encoding included.
   *
   * @returns The object given to the constructor, to be written with `JSON.stringify`.
   *
   * @example Save a tokenizer
   * ```ts
   * import { parseTokenizerJson, Tokenizer } from "@model2vec/model2vec/tokenizer";
   * import { assertEquals } from "@std/assert";
   *
   * const text = `{"padding":{"direction":"Left"},"model":{"type":"WordPiece","unk_token":"?",` +
   *   `"continuing_subword_prefix":"##","max_input_chars_per_word":100,"vocab":{"?":0}}}`;
   * const tokenizer = new Tokenizer(parseTokenizerJson(text));
   * assertEquals(JSON.stringify(tokenizer.toJson()), text);
   * ```
   */
  toJson(): TokenizerJson {
    return this.#json;
  }
}
