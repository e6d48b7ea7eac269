/**
 * The known divergences of the package in normalizers and pre-tokenizers, and how each is avoided.
 *
 * @module
 */

import type { NormalizerJson } from "../../src/tokenizer/tokenizer.ts";
import {
  changeSteps,
  type Divergence,
  inOtherWords,
  normalizerSteps,
  preTokenizerSteps,
  withOtherSettings,
  withoutCharacters,
} from "./divergence_rule.ts";
import {
  rewordCharDelimiter,
  rewordDigits,
  rewordDollar,
  rewordFixedLength,
  rewordMetaspace,
  rewordNmt,
  rewordPrepend,
  rewordPunctuation,
  rewordScripts,
  rewordSplit,
  rewordWhitespace,
} from "./package_wording.ts";
import type { WholeTokenizerJson } from "./random_tokenizer.ts";

/** In the order of avoiding them: `Split`, which several others are put as, comes after those. */
export const STEP_DIVERGENCES: readonly Divergence[] = [
  withoutCharacters("final sigma", /[Σ\u{1d6ba}\u{1d6f4}\u{1d72e}\u{1d768}\u{1d7a2}]/gu, {
    where: (json) => normalizerSteps(json).some(lowersCase),
  }),
  withoutCharacters("ideographs beyond the BMP", /[\u{20000}-\u{3ffff}]/gu, {
    where: (json) => normalizerSteps(json).some(spacesIdeographs),
  }),
  withoutCharacters("white space of JavaScript", /[\u{85}\u{feff}]/gu, { where: looksForSpace }),
  withoutCharacters("charsmap", /[^ -~]/gu, {
    where: (json) => normalizerSteps(json).some(({ type }) => type === "Precompiled"),
  }),
  withOtherSettings("ByteLevel as a normalizer", changeSteps({ normalizer: dropBytes })),
  inOtherWords("Nmt", changeSteps({ normalizer: rewordNmt })),
  inOtherWords("Prepend to nothing", changeSteps({ normalizer: rewordPrepend })),
  inOtherWords("content with a dollar sign", changeSteps({ normalizer: rewordDollar })),
  inOtherWords("Whitespace", changeSteps({ preTokenizer: rewordWhitespace })),
  withOtherSettings("first Metaspace behind other steps", prependAlways),
  inOtherWords("Metaspace", changeSteps({ preTokenizer: rewordMetaspace })),
  inOtherWords("Punctuation", changeSteps({ preTokenizer: rewordPunctuation })),
  inOtherWords("Digits", changeSteps({ preTokenizer: rewordDigits })),
  inOtherWords("CharDelimiterSplit", changeSteps({ preTokenizer: rewordCharDelimiter })),
  inOtherWords("UnicodeScripts", changeSteps({ preTokenizer: rewordScripts })),
  inOtherWords("FixedLength", changeSteps({ preTokenizer: rewordFixedLength })),
  inOtherWords("behavior of Split", changeSteps({ preTokenizer: rewordSplit })),
];

function lowersCase(step: NormalizerJson): boolean {
  return step.type === "Lowercase" || ("lowercase" in step && step.lowercase);
}

function spacesIdeographs(step: NormalizerJson): boolean {
  return "handle_chinese_chars" in step && step.handle_chinese_chars;
}

/** Whether a step looks for white space by JavaScript's idea of it. */
function looksForSpace(json: WholeTokenizerJson): boolean {
  const kinds = ["Strip", "BertPreTokenizer", "WhitespaceSplit", "ByteLevel"];
  return [...normalizerSteps(json), ...preTokenizerSteps(json)]
    .some(({ type }) => kinds.includes(type ?? "")) ||
    json.added_tokens.some(({ lstrip, rstrip }) => lstrip || rstrip);
}

/** The package has no such kind, and no other that could stand for it. */
function dropBytes(step: NormalizerJson): NormalizerJson {
  return step.type === "ByteLevel" ? { type: "Sequence", normalizers: [] } : step;
}

/**
 * The package takes what stands first in a part between added tokens for the first; in Python it must
 * stand where the text begins, as it is given.
 */
function prependAlways(json: WholeTokenizerJson): WholeTokenizerJson {
  const isAlone = json.pre_tokenizer?.type === "Metaspace" && json.normalizer === null;
  if (isAlone && !json.added_tokens.some((token) => token.normalized)) return json;
  return changeSteps({
    preTokenizer: (step) =>
      step.type === "Metaspace" && step.prepend_scheme === "first"
        ? { ...step, "prepend_scheme": "always" }
        : step,
  })(json);
}
