// deno-lint-ignore-file camelcase -- the fields carry the names that the format gives them

import { assertEquals, assertInstanceOf } from "@std/assert";
import { AddedTokens } from "../../../src/tokenizer/added_tokens.ts";
import { KernelWordEncoder } from "../../../src/tokenizer/memory/kernel_words.ts";
import { createNormalizer } from "../../../src/tokenizer/normalizer.ts";
import { createPreTokenizer } from "../../../src/tokenizer/pre_tokenizer.ts";
import { PlainSpanEncoder, type SpanEncoder } from "../../../src/tokenizer/span_encoder.ts";
import { TokenIds } from "../../../src/tokenizer/token_ids.ts";
import { loadTokenModel } from "../../../src/tokenizer/token_model.ts";
import {
  type AddedTokenJson,
  parseTokenizerJson,
  type TokenizerJson,
} from "../../../src/tokenizer/json/tokenizer_json.ts";
import { createSpanEncoder } from "../../../src/tokenizer/memory/word_memory.ts";
import { KNOWN_PATTERNS } from "../patterns/known_patterns.ts";
import { seededRandom } from "../../seeded_random.ts";
import { readJsonLines, repositoryPath } from "../../shared_data.ts";
import { withoutWebAssembly } from "./without_web_assembly.ts";

function readTokenizer(path: string): TokenizerJson {
  return parseTokenizerJson(Deno.readTextFileSync(repositoryPath(path)));
}

function fixture(folder: string): TokenizerJson {
  return readTokenizer(`tests/fixtures/tokenizers/${folder}/tokenizer.json`);
}

const uncased = readTokenizer("models/all-MiniLM-L6-v2/tokenizer.json");
const metaspace = fixture("unigram-metaspace");
const byteLevel = fixture("bpe-byte-level");

function createBoth(json: TokenizerJson): { plain: SpanEncoder; fast: SpanEncoder } {
  const { model, vocabulary } = loadTokenModel(json.model);
  const normalize = createNormalizer(json.normalizer ?? null);
  const steps = {
    normalize,
    addedTokens: new AddedTokens(json.added_tokens ?? [], { vocabulary, normalize }).normalized,
    preTokenize: createPreTokenizer(json.pre_tokenizer ?? null),
    model,
  };
  return { plain: new PlainSpanEncoder(steps), fast: createSpanEncoder(steps, json) };
}

/** Encodes as the beginning of a text, and as a span further inside. */
function encode(spans: SpanEncoder, text: string): number[][] {
  return (["start", "inside"] as const).map((position) => {
    const ids = new TokenIds(1);
    spans.encodeSpan(text, { position, ids });
    return Array.from(ids.data.subarray(0, ids.length));
  });
}

const parts = [
  ...Array.from({ length: 128 }, (_, unit) => String.fromCharCode(unit)),
  ..."aAzZ09 \t\n\u000b\u0000.,!'[]$-_éÉßİΣς日本가👍𠀀▁Ġ",
  ..."\u00a0\u00a8\u0085\u00ad\u0301\u0323\u200b\u2019\u2028\u3000\u3002\ufeff\ufffd\uf900\ufdfa",
  ..."    ",
  "the",
  " The",
  " of ",
  " running",
  "new york",
  " 's ",
  "don't",
  "[MASK]",
  "[mask]",
  "e\u0301",
  " \u0301",
  "\u{1d165}",
  "x".repeat(70),
  "\ud800",
  "\udc00",
  " the company of a very well known Man ",
];

function randomText(random: () => number): string {
  const count = Math.floor(random() * 12);
  return Array.from({ length: count }, () => parts[Math.floor(random() * parts.length)]).join("");
}

const bertSteps = { clean_text: true, handle_chinese_chars: true, strip_accents: null };
const newYork: AddedTokenJson = {
  id: 0,
  content: "new york",
  single_word: false,
  lstrip: true,
  rstrip: true,
  normalized: true,
  special: false,
};

const word = { ...newYork, single_word: true, rstrip: false };
const ownWords: AddedTokenJson[] = [
  { ...word, content: "running" },
  { ...word, content: "york", lstrip: false },
  { ...word, content: "the", single_word: false },
  { ...word, content: "!'", normalized: false },
  { ...word, content: "of", rstrip: true },
];

const variants: [name: string, json: TokenizerJson, isFast: boolean][] = [
  ["the uncased model", uncased, true],
  ["the cased model", fixture("wordpiece-cased"), true],
  ["BERT without cleaning", {
    ...uncased,
    normalizer: {
      type: "BertNormalizer",
      clean_text: false,
      handle_chinese_chars: false,
      strip_accents: true,
      lowercase: false,
    },
  }, true],
  ["BERT in lower case with accents", {
    ...uncased,
    normalizer: { type: "BertNormalizer", ...bertSteps, strip_accents: false, lowercase: true },
  }, true],
  ["BERT with a phrase", { ...uncased, added_tokens: [newYork] }, true],
  ["BERT with another pre-tokenizer", {
    ...uncased,
    pre_tokenizer: { type: "Whitespace" },
  }, true],
  ["BERT without a normalizer", { ...uncased, normalizer: null }, true],
  ["unigram-metaspace", metaspace, true],
  ["unigram-metaspace with a phrase", { ...metaspace, added_tokens: [newYork] }, true],
  ["unigram-metaspace with words and a phrase", {
    ...metaspace,
    added_tokens: [newYork, ...ownWords],
  }, true],
  ["bpe-byte-level with words", { ...byteLevel, added_tokens: ownWords }, true],
  ["unigram-metaspace, first only", {
    ...metaspace,
    pre_tokenizer: { type: "Metaspace", replacement: "▁", prepend_scheme: "first" },
  }, true],
  ["unigram-charsmap", fixture("unigram-charsmap"), true],
  ["word-level", fixture("word-level"), true],
  ["bpe-byte-level", byteLevel, true],
  ["bpe-byte-level with a space before", {
    ...byteLevel,
    pre_tokenizer: { type: "ByteLevel", add_prefix_space: true },
  }, true],
  ["bpe-split-regex", fixture("bpe-split-regex"), true],
  ["bpe-metaspace-first", fixture("bpe-metaspace-first"), true],
  ["bpe-byte-fallback", fixture("bpe-byte-fallback"), false],
  ["bpe-end-of-word", fixture("bpe-end-of-word"), true],
  ["unigram-byte-fallback", fixture("unigram-byte-fallback"), false],
  ["wordpiece-scripts", fixture("wordpiece-scripts"), false],
  ["char-delimiter", fixture("char-delimiter"), false],
  ["fixed-length", fixture("fixed-length"), false],
];
/** Patterns that look behind at a space, or after which a later step would have to split at it. */
const SLOW_PATTERNS: ReadonlySet<string> = new Set([
  "cl100k, as tiktoken writes it",
  "BLOOM",
  "Falcon and DeepSeek 3, digits",
  "DeepSeek 3, Chinese and Japanese",
]);

for (const { name, regex, behavior = "Isolated", invert = false } of KNOWN_PATTERNS) {
  const pretokenizers = [
    { type: "Digits", individual_digits: true },
    { type: "Split", pattern: { Regex: regex }, behavior, invert },
    { type: "ByteLevel", add_prefix_space: true, use_regex: false },
  ] as const;
  variants.push([
    `the pattern of ${name}`,
    { ...byteLevel, pre_tokenizer: { type: "Sequence", pretokenizers } },
    !SLOW_PATTERNS.has(name),
  ]);
}

for (const [name, json, isFast] of variants) {
  const verb = isFast ? "gives the plain ids of random texts with" : "takes the plain way with";
  Deno.test(`createSpanEncoder() ${verb} ${name}`, () => {
    const { plain, fast } = createBoth(json);
    assertEquals(fast instanceof PlainSpanEncoder, !isFast);
    if (!isFast) return;
    const random = seededRandom(3);
    const texts = Array.from({ length: 2_500 }, () => randomText(random));
    const expected = texts.map((text) => encode(plain, text));
    const check = (encoder: SpanEncoder) => {
      texts.forEach((text, i) =>
        assertEquals(encode(encoder, text), expected[i], JSON.stringify(text))
      );
    };
    check(fast);
    withoutWebAssembly(() => check(createBoth(json).fast));
  });
}

const recorded = ["bert-base-uncased", "bpe-byte-level", "unigram-metaspace", "unigram-charsmap"];
for (const [i, json] of [uncased, byteLevel, metaspace, fixture("unigram-charsmap")].entries()) {
  Deno.test(`createSpanEncoder() gives the plain ids of the texts of ${recorded[i]}, seen twice`, () => {
    const { plain, fast } = createBoth(json);
    const file = repositoryPath(`tests/fixtures/tokenizers/${recorded[i]}/expected-own.jsonl`);
    const texts = readJsonLines<{ text: string }>(file).map(({ text }) => text);
    for (const text of [...texts, ...texts]) assertEquals(encode(fast, text), encode(plain, text));
  });
}

for (const [name, json] of [["uncased", uncased], ["unigram-metaspace", metaspace]] as const) {
  Deno.test(`createSpanEncoder() gives the plain ids of every UTF-16 unit with ${name}`, () => {
    const { plain, fast } = createBoth(json);
    const texts = Array.from({ length: 0x10000 }, (_, unit) => {
      const character = String.fromCharCode(unit);
      return `run${character} run ${character}run`;
    });
    const expected = texts.map((text) => encode(plain, text));
    const check = (encoder: SpanEncoder) => {
      for (const [unit, text] of texts.entries()) {
        assertEquals(encode(encoder, text), expected[unit], unit.toString(16));
      }
    };
    check(fast);
    withoutWebAssembly(() => check(createBoth(json).fast));
  });
}

Deno.test("createSpanEncoder() remembers the words of a BERT normalizer without its type", () => {
  const json = parseTokenizerJson(`{
    "normalizer": {
      "clean_text": true, "handle_chinese_chars": true, "strip_accents": null, "lowercase": true
    },
    "pre_tokenizer": { "type": "BertPreTokenizer" },
    "model": { "type": "WordLevel", "unk_token": "?", "vocab": { "?": 0 } }
  }`);
  assertInstanceOf(createBoth(json).fast, KernelWordEncoder);
});
