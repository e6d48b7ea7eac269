/**
 * Steps that the package lacks or treats in its own way, said in words that it understands as Python
 * understands the step itself. Each function gives back a step that it does not concern.
 *
 * @module
 */

import type {
  NormalizerJson,
  PatternJson,
  PostProcessorJson,
  PreTokenizerJson,
  TemplatePieceJson,
} from "../../src/tokenizer/tokenizer.ts";

/** As in the `regex` crate, which `Whitespace` uses; in Oniguruma `\w` is less. */
const WORD_CHARACTERS = String.raw`\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\u200c\u200d`;
const PUNCTUATION = String.raw`[\p{P}!-/:-@\[-\x60{-~]`;

/** The scripts of the random texts: all that there are would be slow. */
const SCRIPTS: readonly string[] = [
  "Latin",
  "Greek",
  "Cyrillic",
  "Hebrew",
  "Arabic",
  "Devanagari",
  "Thai",
  "Hangul",
  "Gothic",
  "Adlam",
  "Ogham",
  "Inherited",
].map((script) => String.raw`\p{Script=${script}}`);
const IDEOGRAPHS = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー`;

/** `Nmt` is not among the package's kinds. */
export function rewordNmt(step: NormalizerJson): NormalizerJson {
  if (step.type !== "Nmt") return step;
  const dropped = String.raw`[\u0001-\u0008\u000b\u000e-\u001f\u007f\u008f\u009f]`;
  const spaces = String.raw`[\t\n\u000c\r\u1680\u200b-\u200f\u2028\u2029\u2581\ufeff\ufffd]`;
  return {
    type: "Sequence",
    normalizers: [
      { type: "Replace", pattern: { Regex: dropped }, content: "" },
      { type: "Replace", pattern: { Regex: spaces }, content: " " },
    ],
  };
}

/** `Prepend` leaves an empty text empty, which the package's does not. */
export function rewordPrepend(step: NormalizerJson): NormalizerJson {
  if (!("prepend" in step)) return step;
  return { type: "Replace", pattern: { Regex: String.raw`\A(?=[\s\S])` }, content: step.prepend };
}

/** `Replace` takes its content to the letter; the package expands JavaScript's `$&` in it. */
export function rewordDollar(step: NormalizerJson): NormalizerJson {
  if (!("content" in step) || !step.content.includes("$")) return step;
  return { ...step, content: step.content.replaceAll("$", "$$$$") };
}

/** `Whitespace` knows letters of ASCII only. */
export function rewordWhitespace(step: PreTokenizerJson): PreTokenizerJson {
  if (step.type !== "Whitespace") return step;
  return findAll(String.raw`[${WORD_CHARACTERS}]+|[^${WORD_CHARACTERS}\p{White_Space}]+`);
}

/** `Metaspace` never splits. */
export function rewordMetaspace(step: PreTokenizerJson): PreTokenizerJson {
  if (step.type !== "Metaspace" || step.split === false) return step;
  const split = String.raw`${step.replacement}[^${step.replacement}]*`;
  return { type: "Sequence", pretokenizers: [{ ...step, split: false }, isolate(split)] };
}

/** `Punctuation` keeps runs of it together, whatever its behavior. */
export function rewordPunctuation(step: PreTokenizerJson): PreTokenizerJson {
  if (step.type !== "Punctuation") return step;
  const { behavior = "Isolated" } = step;
  return { type: "Split", pattern: { Regex: PUNCTUATION }, behavior, invert: false };
}

/** `Digits` are those of ASCII only. */
export function rewordDigits(step: PreTokenizerJson): PreTokenizerJson {
  if (step.type !== "Digits") return step;
  return isolate(step.individual_digits ? String.raw`\p{N}` : String.raw`\p{N}+`);
}

/** `CharDelimiterSplit` is not among the package's kinds. */
export function rewordCharDelimiter(step: PreTokenizerJson): PreTokenizerJson {
  if (step.type !== "CharDelimiterSplit") return step;
  const pattern = { Regex: patternSource({ String: step.delimiter }) };
  return { type: "Split", pattern, behavior: "Removed", invert: false };
}

/** `UnicodeScripts` is not among the package's kinds. */
export function rewordScripts(step: PreTokenizerJson): PreTokenizerJson {
  if (step.type !== "UnicodeScripts") return step;
  const common = String.raw`(?:(?![ー ])\p{Script=Common})(?:(?!ー)[\p{Script=Common} ])*`;
  const runs = [IDEOGRAPHS, ...SCRIPTS].map((script) => `[${script}][${script} ]*`);
  return findAll([...runs, common].join("|"));
}

/** `FixedLength` counts UTF-16 units. */
export function rewordFixedLength(step: PreTokenizerJson): PreTokenizerJson {
  if (step.type !== "FixedLength") return step;
  return findAll(String.raw`[\s\S]{1,${step.length ?? 5}}`);
}

/**
 * `Split` knows no behavior but two, keeps what it should remove if the pattern is a string, and with
 * `invert` always keeps the matches alone.
 */
export function rewordSplit(step: PreTokenizerJson): PreTokenizerJson {
  if (step.type !== "Split") return step;
  const match = `(?:${patternSource(step.pattern)})`;
  const outside = String.raw`(?:(?!${match})[\s\S])+`;
  switch (step.behavior) {
    case "Removed":
      if (step.invert || "Regex" in step.pattern) return step;
      return { ...step, pattern: { Regex: match } };
    case "Isolated":
      return step.invert ? isolate(match) : step;
    case "Contiguous":
      return isolate(`${match}+`);
    case "MergedWithPrevious":
    case "MergedWithNext": {
      const isMatchLast = (step.behavior === "MergedWithPrevious") !== step.invert;
      // In the second form the group keeps the match whole, whatever follows it.
      return isMatchLast
        ? isolate(`${outside}${match}|${match}`)
        : isolate(String.raw`(?=(${match}))\1${outside}|${match}`);
    }
  }
}

function patternSource(pattern: PatternJson): string {
  return "Regex" in pattern
    ? pattern.Regex
    : pattern.String.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

function findAll(Regex: string): PreTokenizerJson {
  return { type: "Split", pattern: { Regex }, behavior: "Removed", invert: true };
}

function isolate(Regex: string): PreTokenizerJson {
  return { type: "Split", pattern: { Regex }, behavior: "Isolated", invert: false };
}

/** Special tokens are looked up by their names in the vocabulary; their ids are not read. */
export function rewordPostProcessor(
  step: PostProcessorJson,
  tokens: readonly string[],
): PostProcessorJson {
  if ("processors" in step) {
    return {
      ...step,
      processors: step.processors.map((part) => rewordPostProcessor(part, tokens)),
    };
  }
  if ("cls" in step) {
    const { cls: [, first], sep: [, last] } = step;
    return { ...step, cls: [tokens[first]!, first], sep: [tokens[last]!, last] };
  }
  if (!("single" in step)) return step;
  const single = step.single.flatMap((piece): TemplatePieceJson[] =>
    "Sequence" in piece ? [piece] : step.special_tokens[piece.SpecialToken.id]!.ids.map((id) => ({
      SpecialToken: { ...piece.SpecialToken, id: tokens[id]! },
    }))
  );
  return { ...step, single };
}
