/**
 * Which tokenizers may be cut at single spaces, so that the parts can be encoded each for itself.
 *
 * Invariant: let a single space stand between two plain characters (letters, numbers or ASCII
 * punctuation that the normalizer turns into something other than white space). For the kinds named
 * here, normalizing both sides apart gives what normalizing the whole does, since nothing composes
 * with a space or is replaced across it. The pre-tokenizers up to the first that puts a boundary
 * before such a space look at neither side to split the other; those after it see the pieces one by
 * one.
 *
 * @module
 */

import { type NormalizerJson, type ReplaceJson, withType } from "../json/normalizer_json.ts";
import type { PreTokenizerJson, SplitBehavior, SplitJson } from "../json/pre_tokenizer_json.ts";
import type { TokenizerJson } from "../json/tokenizer_json.ts";
import { parsePattern } from "../patterns/pattern_parser.ts";
import { matchesAnySpace, staysBetweenSpaces } from "../patterns/pattern_spaces.ts";

/** A run of spaces, or of white space. */
const SPACE_RUN = /^(?:\\s| )(?:\+|\{2,\})?$/;

/**
 * Tells whether a tokenizer may be cut before a single space between two plain characters.
 *
 * @param json The tokenizer, checked.
 * @returns Whether encoding both sides apart gives the ids of the whole.
 */
export function splitsAtSpaces(json: TokenizerJson): boolean {
  return normalizesApart(json.normalizer ?? null) &&
    treatSpaces(json.pre_tokenizer ?? null) === "splits";
}

function normalizesApart(spec: NormalizerJson | null): boolean {
  if (spec === null) return true;
  const typed = withType(spec);
  switch (typed.type) {
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
      return replacesApart(typed);
    case "Sequence":
      return typed.normalizers.every(normalizesApart);
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

/** What a pre-tokenizer does at a single space: puts a boundary before it, lets it be, or neither. */
type SpaceTreatment = "splits" | "keeps" | "mixes";

function treatSpaces(spec: PreTokenizerJson | null): SpaceTreatment {
  switch (spec?.type) {
    case "BertPreTokenizer":
    case "Whitespace":
    case "WhitespaceSplit":
      return "splits";
    case "ByteLevel":
      return spec.use_regex ?? true ? "splits" : "mixes";
    case "Metaspace":
      return spec.split ?? true ? "splits" : "mixes";
    case "Split":
      return treatByPattern(spec);
    case "CharDelimiterSplit":
      return spec.delimiter === " " ? "splits" : "keeps";
    case "Punctuation":
      return mergesAcross(spec.behavior ?? "Isolated") ? "mixes" : "keeps";
    case "Digits":
      return "keeps";
    case "Sequence":
      return spec.pretokenizers.map(treatSpaces).find((treatment) => treatment !== "keeps") ??
        "keeps";
    default:
      return "mixes";
  }
}

/** Where only the matches are kept, what lies between them may hold the space. */
function treatByPattern({ pattern, behavior, invert }: SplitJson): SpaceTreatment {
  if (mergesAcross(behavior) || behavior === "Contiguous") return "mixes";
  if ("String" in pattern) return pattern.String === " " ? "splits" : "mixes";
  const tree = parsePattern(pattern.Regex);
  if (!staysBetweenSpaces(tree)) return "mixes";
  const keepsMatchesOnly = behavior === "Removed" && invert;
  return keepsMatchesOnly || matchesAnySpace(tree) ? "splits" : "keeps";
}

function mergesAcross(behavior: SplitBehavior): boolean {
  return behavior === "MergedWithPrevious" || behavior === "MergedWithNext";
}
