/**
 * Which tokenizers may be cut at single spaces, so that the parts can be encoded each for itself.
 *
 * Invariant: let a single space stand between two plain characters (letters, numbers or ASCII
 * punctuation that the normalizer turns into something other than white space). For the kinds named
 * here, normalizing both sides apart gives what normalizing the whole does, since nothing composes
 * with a space or is replaced across it; and the first pre-tokenizer puts a boundary before the
 * space, wherever it stands, and looks at neither side to split the other. What comes after the
 * first pre-tokenizer sees the pieces one by one.
 *
 * @module
 */

import type { NormalizerJson, ReplaceJson } from "../json/normalizer_json.ts";
import type { PreTokenizerJson } from "../json/pre_tokenizer_json.ts";
import type { TokenizerJson } from "../json/tokenizer_json.ts";

/** Patterns of well-known tokenizers, all of which take a space together with what follows it. */
const SPACE_FIRST_PATTERNS: ReadonlySet<string> = new Set([
  // GPT-2
  String.raw`'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`,
  // Qwen 2
  String
    .raw`(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`,
  // Llama 3 and cl100k
  String
    .raw`(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`,
]);

/** A run of spaces, or of white space. */
const SPACE_RUN = /^(?:\\s| )(?:\+|\{2,\})?$/;

/**
 * Tells whether a tokenizer may be cut before a single space between two plain characters.
 *
 * @param json The tokenizer, checked.
 * @returns Whether encoding both sides apart gives the ids of the whole.
 */
export function splitsAtSpaces(json: TokenizerJson): boolean {
  return normalizesApart(json.normalizer ?? null) && splitsBeforeSpaces(json.pre_tokenizer ?? null);
}

function normalizesApart(spec: NormalizerJson | null): boolean {
  if (spec === null) return true;
  switch (spec.type) {
    case "BertNormalizer":
    case "NFC":
    case "NFD":
    case "NFKC":
    case "NFKD":
    case "Lowercase":
    case "StripAccents":
    case "Nmt":
    case "Precompiled":
      return true;
    case "Replace":
      return replacesApart(spec);
    case "Sequence":
      return spec.normalizers.every(normalizesApart);
    case "Strip":
    case "Prepend":
    case "ByteLevel":
      return false;
  }
}

/** Runs of spaces may become one space; words may become others, if they hold no spaces. */
function replacesApart({ pattern, content }: ReplaceJson): boolean {
  if ("Regex" in pattern) return content === " " && SPACE_RUN.test(pattern.Regex);
  return !/[\s\u0085\u2581]/.test(pattern.String + content) && content !== "" &&
    pattern.String !== "";
}

function splitsBeforeSpaces(spec: PreTokenizerJson | null): boolean {
  if (spec === null) return false;
  switch (spec.type) {
    case "BertPreTokenizer":
    case "Whitespace":
    case "WhitespaceSplit":
      return true;
    case "ByteLevel":
      return spec.use_regex ?? true;
    case "Metaspace":
      return spec.split ?? true;
    case "Split":
      return spec.behavior === "Isolated" && !spec.invert && "Regex" in spec.pattern &&
        SPACE_FIRST_PATTERNS.has(spec.pattern.Regex);
    case "Sequence":
      return splitsBeforeSpaces(spec.pretokenizers[0] ?? null);
    case "Punctuation":
    case "Digits":
    case "CharDelimiterSplit":
    case "UnicodeScripts":
    case "FixedLength":
      return false;
  }
}
