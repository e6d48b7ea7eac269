// deno-lint-ignore-file camelcase -- the fields carry the names that the format gives them
/**
 * The pre-tokenizer section of a `tokenizer.json`: its types, and what is checked of it.
 *
 * @module
 */

import {
  arrayOf,
  checkBoolean,
  checkCount,
  checkObject,
  checkString,
  type JsonCheck,
  kindOf,
  objectOf,
  optional,
  refuse,
} from "./json_check.ts";
import { checkPattern, type PatternJson } from "./pattern_json.ts";

/** The kinds of pre-tokenizer. */
export type PreTokenizerJson =
  | PlainPreTokenizerJson
  | ByteLevelJson
  | MetaspaceJson
  | SplitJson
  | PunctuationJson
  | DigitsJson
  | CharDelimiterSplitJson
  | FixedLengthJson
  | PreTokenizerSequenceJson;

/** The kinds without settings. */
export interface PlainPreTokenizerJson {
  /** The kind. */
  readonly type: "BertPreTokenizer" | "Whitespace" | "WhitespaceSplit" | "UnicodeScripts";
}

/** What becomes of the matches that a text is split at. */
export type SplitBehavior =
  | "Removed"
  | "Isolated"
  | "MergedWithPrevious"
  | "MergedWithNext"
  | "Contiguous";

/** Writes bytes as printable characters, after GPT-2's way of splitting. */
export interface ByteLevelJson {
  /** The kind. */
  readonly type: "ByteLevel";
  /** Whether a text that begins without white space gets a space before it. */
  readonly add_prefix_space: boolean;
  /** Kept, not applied: it concerns offsets. */
  readonly trim_offsets?: boolean;
  /** Whether to split by GPT-2's pattern. @default {true} */
  readonly use_regex?: boolean;
}

/** Writes spaces as a visible character, and splits before it. */
export interface MetaspaceJson {
  /** The kind. */
  readonly type: "Metaspace";
  /** The character that stands for a space: one code point. */
  readonly replacement: string;
  /** Whether a text gets that character before it. @default {"always"} */
  readonly prepend_scheme?: "always" | "first" | "never";
  /** The older form of `prepend_scheme`: `false` needs `"never"` beside it, `true` says nothing. */
  readonly add_prefix_space?: boolean | null;
  /** Whether to split. @default {true} */
  readonly split?: boolean | null;
}

/** Splits at the matches of a pattern. */
export interface SplitJson {
  /** The kind. */
  readonly type: "Split";
  /** What to find. */
  readonly pattern: PatternJson;
  /** What becomes of the matches. */
  readonly behavior: SplitBehavior;
  /** Whether what is between the matches counts as the match. */
  readonly invert: boolean;
}

/** Splits at punctuation. */
export interface PunctuationJson {
  /** The kind. */
  readonly type: "Punctuation";
  /** What becomes of the characters. @default {"Isolated"} */
  readonly behavior?: SplitBehavior;
}

/** Splits numbers off. */
export interface DigitsJson {
  /** The kind. */
  readonly type: "Digits";
  /** Whether each digit is a piece. */
  readonly individual_digits: boolean;
}

/** Splits at a character, which is dropped. */
export interface CharDelimiterSplitJson {
  /** The kind. */
  readonly type: "CharDelimiterSplit";
  /** The character: one code point. */
  readonly delimiter: string;
}

/** Cuts into pieces of one length. */
export interface FixedLengthJson {
  /** The kind. */
  readonly type: "FixedLength";
  /** Code points of a piece, at least 1. @default {5} */
  readonly length?: number;
}

/** Pre-tokenizers one after the other. */
export interface PreTokenizerSequenceJson {
  /** The kind. */
  readonly type: "Sequence";
  /** The pre-tokenizers in their order. */
  readonly pretokenizers: readonly PreTokenizerJson[];
}

const BEHAVIORS: readonly unknown[] = [
  "Removed",
  "Isolated",
  "MergedWithPrevious",
  "MergedWithNext",
  "Contiguous",
];
const PREPEND_SCHEMES: readonly unknown[] = ["always", "first", "never"];

/** Checks the section. */
export const checkPreTokenizer: JsonCheck = kindOf(
  "pre-tokenizer",
  new Map<string, JsonCheck>([
    ...["BertPreTokenizer", "Whitespace", "WhitespaceSplit", "UnicodeScripts"].map(
      (kind): [string, JsonCheck] => [kind, objectOf({})],
    ),
    [
      "ByteLevel",
      objectOf({
        add_prefix_space: checkBoolean,
        trim_offsets: absentOr(checkBoolean),
        use_regex: absentOr(checkBoolean),
      }),
    ],
    ["Metaspace", checkMetaspace],
    [
      "Split",
      objectOf({
        pattern: checkPattern,
        behavior: oneOf(BEHAVIORS),
        invert: checkBoolean,
      }),
    ],
    ["Punctuation", objectOf({ behavior: absentOr(oneOf(BEHAVIORS)) })],
    ["Digits", objectOf({ individual_digits: checkBoolean })],
    ["CharDelimiterSplit", objectOf({ delimiter: checkCharacter })],
    ["FixedLength", objectOf({ length: absentOr(checkLength) })],
    [
      "Sequence",
      (value, path) => objectOf({ pretokenizers: arrayOf(checkPreTokenizer) })(value, path),
    ],
  ]),
);

/** As Rust reads it: a scheme must not contradict its older form. `str_rep` is not looked at. */
function checkMetaspace(value: unknown, path: string): void {
  checkObject(value, path);
  objectOf({
    replacement: checkCharacter,
    prepend_scheme: absentOr(oneOf(PREPEND_SCHEMES)),
    add_prefix_space: optional(checkBoolean),
    split: optional(checkBoolean),
  })(value, path);
  if (value["add_prefix_space"] === false && value["prepend_scheme"] !== "never") {
    refuse(
      value["prepend_scheme"],
      `${path}.prepend_scheme`,
      '"never", as "add_prefix_space" says',
    );
  }
}

function checkCharacter(value: unknown, path: string): void {
  checkString(value, path);
  if (Array.from(value).length !== 1) refuse(value, path, "one character");
}

function checkLength(value: unknown, path: string): void {
  checkCount(value, path);
  if (value === 0) {
    throw new RangeError(`Cannot load tokenizer: "${path}" must be at least 1, current value is 0`);
  }
}

function oneOf(values: readonly unknown[]): JsonCheck {
  const need = `one of ${values.map((value) => JSON.stringify(value)).join(", ")}`;
  return (value, path) => {
    if (!values.includes(value)) refuse(value, path, need);
  };
}

/** Unlike `optional` it refuses `null`, which serde does for a field with a default. */
function absentOr(check: JsonCheck): JsonCheck {
  return (value, path) => {
    if (value !== undefined) check(value, path);
  };
}
