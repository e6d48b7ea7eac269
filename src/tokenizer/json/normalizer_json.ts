// deno-lint-ignore-file camelcase -- the fields carry the names that the format gives them
/**
 * The normalizer section of a `tokenizer.json`: its types, and what is checked of it.
 *
 * @module
 */

import {
  arrayOf,
  checkBoolean,
  checkKind,
  checkObject,
  checkString,
  type JsonCheck,
  type Kinds,
  objectOf,
  optional,
} from "./json_check.ts";
import { checkPattern, type PatternJson } from "./pattern_json.ts";

/** The kinds of normalizer. A file may leave out a type that the fields tell: see `withType`. */
export type NormalizerJson =
  | BertNormalizerJson
  | PlainNormalizerJson
  | StripJson
  | ReplaceJson
  | PrependJson
  | PrecompiledJson
  | NormalizerSequenceJson;

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

/** The kinds without settings. */
export interface PlainNormalizerJson {
  /** The kind. */
  readonly type:
    | "NFC"
    | "NFD"
    | "NFKC"
    | "NFKD"
    | "Lowercase"
    | "StripAccents"
    | "Nmt"
    | "ByteLevel";
}

/** Drops white space at the ends of a text. */
export interface StripJson {
  /** The kind. */
  readonly type: "Strip";
  /** Whether at the beginning. */
  readonly strip_left: boolean;
  /** Whether at the end. */
  readonly strip_right: boolean;
}

/** Replaces every match of a pattern. */
export interface ReplaceJson {
  /** The kind. */
  readonly type: "Replace";
  /** What to find. */
  readonly pattern: PatternJson;
  /** What stands there instead, to the letter. */
  readonly content: string;
}

/** Puts a string before a text that is not empty. */
export interface PrependJson {
  /** The kind. */
  readonly type: "Prepend";
  /** The string. */
  readonly prepend: string;
}

/** SentencePiece's character map. */
export interface PrecompiledJson {
  /** The kind. */
  readonly type: "Precompiled";
  /** The map's bytes in base64. */
  readonly precompiled_charsmap: string;
}

/** Normalizers one after the other. */
export interface NormalizerSequenceJson {
  /** The kind. */
  readonly type: "Sequence";
  /** The normalizers in their order. */
  readonly normalizers: readonly NormalizerJson[];
}

/** The kind that a field stands for where there is no type, in the order `tokenizers` tries them. */
const TYPE_BY_FIELD: readonly (readonly [field: string, type: string])[] = [
  ["clean_text", "BertNormalizer"],
  ["strip_left", "Strip"],
  ["normalizers", "Sequence"],
  ["precompiled_charsmap", "Precompiled"],
  ["pattern", "Replace"],
  ["prepend", "Prepend"],
];

const checkPlain: JsonCheck = objectOf({});

const KINDS: Kinds = new Map<string, JsonCheck>([
  [
    "BertNormalizer",
    objectOf({
      clean_text: checkBoolean,
      handle_chinese_chars: checkBoolean,
      strip_accents: optional(checkBoolean),
      lowercase: checkBoolean,
    }),
  ],
  ["NFC", checkPlain],
  ["NFD", checkPlain],
  ["NFKC", checkPlain],
  ["NFKD", checkPlain],
  ["Lowercase", checkPlain],
  ["StripAccents", checkPlain],
  ["Nmt", checkPlain],
  ["ByteLevel", checkPlain],
  ["Strip", objectOf({ strip_left: checkBoolean, strip_right: checkBoolean })],
  ["Replace", objectOf({ pattern: checkPattern, content: checkString })],
  ["Prepend", objectOf({ prepend: checkString })],
  ["Precompiled", objectOf({ precompiled_charsmap: checkString })],
  ["Sequence", (value, path) => objectOf({ normalizers: arrayOf(checkNormalizer) })(value, path)],
]);

/**
 * Checks the section.
 *
 * @param value The section.
 * @param path Where it stands, for messages.
 * @throws {TypeError} If a field has the wrong type, or the kind is not supported.
 */
export function checkNormalizer(value: unknown, path: string): void {
  checkObject(value, path);
  const { type } = withType(value);
  checkString(type, `${path}.type`);
  checkKind(value, { part: "normalizer", path, kinds: KINDS, type });
}

/**
 * Gives a section its type, if it has none and its fields tell.
 *
 * @param spec The section.
 * @returns The section with the type; the same object if nothing was added.
 */
export function withType<Spec extends { readonly type?: unknown }>(spec: Spec): Spec {
  if (spec.type !== undefined) return spec;
  const found = TYPE_BY_FIELD.find(([field]) => field in spec);
  return found === undefined ? spec : { ...spec, type: found[1] };
}
