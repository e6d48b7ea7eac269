/**
 * Random normalizers and pre-tokenizers of every kind, with patterns of published tokenizers.
 *
 * @module
 */

import type {
  NormalizerJson,
  PatternJson,
  PreTokenizerJson,
  SplitBehavior,
} from "../../src/tokenizer/tokenizer.ts";
import type { RandomSource } from "./random_source.ts";

/** SentencePiece's map `nmt_nfkc`. */
const CHARSMAP: string = JSON.parse(
  Deno.readTextFileSync(
    new URL("../fixtures/tokenizers/unigram-charsmap/tokenizer.json", import.meta.url),
  ),
).normalizer.precompiled_charsmap;

const GPT2 = String.raw`'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`;
const QWEN2 = String.raw`(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}|` +
  String.raw` ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`;
const LLAMA3 = QWEN2.replace(String.raw`\p{N}|`, String.raw`\p{N}{1,3}|`);
const CLIP = String.raw`'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+`;
const O200K = String
  .raw`[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t)?|` +
  String.raw`\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+`;

const SPLIT_EXPRESSIONS = [
  GPT2,
  QWEN2,
  LLAMA3,
  CLIP,
  O200K,
  String.raw`\w+|[^\w\s]+`,
  String.raw`\d`,
  String.raw`\s+`,
  String.raw`\bt`,
  "[a-c]+|X",
  "[^a ]+",
];
const REPLACE_EXPRESSIONS = [
  " {2,}",
  String.raw`\s+`,
  "[0-9]",
  String.raw`\p{P}`,
  "a|b+",
  "(?i:the)",
];

const SPLIT_PATTERNS: readonly PatternJson[] = [
  ...SPLIT_EXPRESSIONS.map((Regex) => ({ Regex })),
  ...[" ", "a", "▁", "he"].map((text) => ({ String: text })),
];
const REPLACE_PATTERNS: readonly PatternJson[] = [
  ...REPLACE_EXPRESSIONS.map((Regex) => ({ Regex })),
  ...[" ", "a", "▁", "``", "he"].map((text) => ({ String: text })),
];
const BEHAVIORS: readonly SplitBehavior[] = [
  "Removed",
  "Isolated",
  "MergedWithPrevious",
  "MergedWithNext",
  "Contiguous",
];

type Make<Step> = (random: RandomSource) => Step;

const NORMALIZERS: readonly Make<NormalizerJson>[] = [
  ...(["NFC", "NFD", "NFKC", "NFKD", "Lowercase", "StripAccents", "Nmt", "ByteLevel"] as const)
    .map((type) => () => ({ type })),
  (random) => ({ type: "Strip", strip_left: random.chance(), strip_right: random.chance() }),
  randomReplace,
  randomReplace,
  (random) => ({ type: "Prepend", prepend: random.pick(["▁", " ", "x"]) }),
  () => ({ type: "Precompiled", precompiled_charsmap: CHARSMAP }),
  randomBert,
  randomBert,
];

const PRE_TOKENIZERS: readonly Make<PreTokenizerJson>[] = [
  ...(["BertPreTokenizer", "Whitespace", "WhitespaceSplit", "UnicodeScripts"] as const)
    .map((type) => () => ({ type })),
  randomByteLevel,
  randomByteLevel,
  randomMetaspace,
  randomMetaspace,
  randomSplit,
  randomSplit,
  (random) => ({ type: "Punctuation", behavior: random.pick(BEHAVIORS) }),
  (random) => ({ type: "Digits", individual_digits: random.chance() }),
  (random) => ({ type: "CharDelimiterSplit", delimiter: random.pick([" ", "a", "-", "▁"]) }),
  (random) => ({ type: "FixedLength", length: 1 + random.below(5) }),
];

/**
 * Makes a normalizer.
 *
 * @param random Where choices come from.
 * @returns One of any kind, a sequence of some, or none.
 */
export function randomNormalizer(random: RandomSource): NormalizerJson | null {
  if (random.chance(0.3)) return null;
  if (random.chance(0.7)) return random.pick(NORMALIZERS)(random);
  return { type: "Sequence", normalizers: random.list(3, () => random.pick(NORMALIZERS)(random)) };
}

/**
 * Makes a pre-tokenizer.
 *
 * @param random Where choices come from.
 * @returns One of any kind, a sequence of some, or none.
 */
export function randomPreTokenizer(random: RandomSource): PreTokenizerJson | null {
  if (random.chance(0.15)) return null;
  if (random.chance(0.75)) return random.pick(PRE_TOKENIZERS)(random);
  const pretokenizers = random.list(3, () => random.pick(PRE_TOKENIZERS)(random));
  return { type: "Sequence", pretokenizers };
}

function randomReplace(random: RandomSource): NormalizerJson {
  const pattern = random.pick(REPLACE_PATTERNS);
  return { type: "Replace", pattern, content: random.pick([" ", "▁", "", "x", "ab", "$&", "é"]) };
}

function randomBert(random: RandomSource): NormalizerJson {
  return {
    type: "BertNormalizer",
    clean_text: random.chance(0.7),
    handle_chinese_chars: random.chance(0.7),
    strip_accents: random.pick([null, true, false]),
    lowercase: random.chance(),
  };
}

function randomByteLevel(random: RandomSource): PreTokenizerJson {
  return {
    type: "ByteLevel",
    add_prefix_space: random.chance(),
    trim_offsets: true,
    use_regex: random.chance(0.6),
  };
}

function randomMetaspace(random: RandomSource): PreTokenizerJson {
  return {
    type: "Metaspace",
    replacement: "▁",
    prepend_scheme: random.pick(["always", "first", "never"]),
    split: random.chance(0.8),
  };
}

function randomSplit(random: RandomSource): PreTokenizerJson {
  return {
    type: "Split",
    pattern: random.pick(SPLIT_PATTERNS),
    behavior: random.pick(BEHAVIORS),
    invert: random.chance(0.3),
  };
}
