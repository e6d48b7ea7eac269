// deno-lint-ignore-file camelcase -- the fields carry the names that the format gives them
/**
 * The model section of a `tokenizer.json`: its types, and how they are told apart. What is checked of it is
 * in `model_schema.ts`.
 *
 * @module
 */

/** The kinds of model. */
export type ModelJson = WordLevelJson | WordPieceJson | BpeJson | UnigramJson;

/** Id by token. Ids are distinct, below 2 ** 24; some may be left out. */
export type VocabularyJson = Readonly<Record<string, number>>;

/** Whole words only. */
export interface WordLevelJson {
  /** The kind. */
  readonly type?: "WordLevel";
  /** The token of any word that the vocabulary does not have. */
  readonly unk_token: string;
  /** Id by token. */
  readonly vocab: VocabularyJson;
}

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
  /** Id by token. */
  readonly vocab: VocabularyJson;
}

/** A merge of two tokens, as a pair or, in older files, as a string with a space between them. */
export type MergeJson = readonly [left: string, right: string] | string;

/** Byte pair encoding: characters are merged, the pair of the lowest rank first. */
export interface BpeJson {
  /** The kind; files of old versions leave it out. */
  readonly type?: "BPE";
  /** Merges left out at random in training: `null`, absent or 0. */
  readonly dropout?: number | null;
  /** The token of a character that the vocabulary does not have; without one it is dropped. */
  readonly unk_token?: string | null;
  /** What the tokens inside a word start with. */
  readonly continuing_subword_prefix?: string | null;
  /** What the last token of a word ends with, such as `"</w>"`. */
  readonly end_of_word_suffix?: string | null;
  /** Whether neighbouring unknown characters share one token. @default {false} */
  readonly fuse_unk?: boolean | null;
  /** Whether unknown characters become byte tokens such as `"<0x0A>"`. @default {false} */
  readonly byte_fallback?: boolean | null;
  /** Whether a piece that is a token is not spelled at all. @default {false} */
  readonly ignore_merges?: boolean | null;
  /** Id by token. */
  readonly vocab: VocabularyJson;
  /** The merges in the order of their rank. */
  readonly merges: readonly MergeJson[];
}

/** The likeliest spelling by the scores of its pieces, the model of SentencePiece. */
export interface UnigramJson {
  /** The kind; files of old versions leave it out. */
  readonly type?: "Unigram";
  /** The id of what no piece can spell. */
  readonly unk_id?: number | null;
  /** The pieces with their scores (log probabilities); the place is the id. */
  readonly vocab: readonly (readonly [piece: string, score: number])[];
  /** Whether unknown characters become byte pieces such as `"<0x0A>"`. @default {false} */
  readonly byte_fallback?: boolean;
}

/**
 * Finds the kind of a model. Files of old versions have no type: their fields give them away, in Python's
 * order of trying.
 *
 * @param model The section.
 * @returns Its type as it is given, or else the kind that the fields tell; `undefined` if they tell none.
 */
export function kindOfModel(model: Readonly<Record<string, unknown>> | ModelJson): unknown {
  if (model.type !== undefined) return model.type;
  if ("merges" in model) return "BPE";
  if ("max_input_chars_per_word" in model) return "WordPiece";
  if (Array.isArray(model.vocab)) return "Unigram";
  return "unk_token" in model ? "WordLevel" : undefined;
}

/**
 * Tells a BPE model from the others.
 *
 * @param model The section, checked.
 * @returns Whether it is one.
 */
export function isBpe(model: ModelJson): model is BpeJson {
  return kindOfModel(model) === "BPE";
}

/**
 * Tells a Unigram model from the others.
 *
 * @param model The section, checked.
 * @returns Whether it is one.
 */
export function isUnigram(model: ModelJson): model is UnigramJson {
  return kindOfModel(model) === "Unigram";
}

/**
 * Tells a WordLevel model from the others.
 *
 * @param model The section, checked.
 * @returns Whether it is one.
 */
export function isWordLevel(model: ModelJson): model is WordLevelJson {
  return kindOfModel(model) === "WordLevel";
}
