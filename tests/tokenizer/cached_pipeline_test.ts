// deno-lint-ignore-file camelcase -- the fields carry the names that the format gives them

import { assertEquals, assertInstanceOf, assertStrictEquals } from "@std/assert";
import { AddedTokens } from "../../src/tokenizer/added_tokens.ts";
import { CachedPipeline, withWordCache } from "../../src/tokenizer/cached_pipeline.ts";
import { createNormalizer } from "../../src/tokenizer/normalizer.ts";
import { Pipeline } from "../../src/tokenizer/pipeline.ts";
import { createPreTokenizer } from "../../src/tokenizer/pre_tokenizer.ts";
import { TokenIds } from "../../src/tokenizer/token_ids.ts";
import { createTokenModel, readVocabulary } from "../../src/tokenizer/token_model.ts";
import { parseTokenizerJson, type TokenizerJson } from "../../src/tokenizer/tokenizer_json.ts";
import { seededRandom } from "../seeded_random.ts";
import { readJsonLines, repositoryPath } from "../shared_data.ts";

function readTokenizer(path: string): TokenizerJson {
  return parseTokenizerJson(Deno.readTextFileSync(repositoryPath(path)));
}

const uncased = readTokenizer("models/all-MiniLM-L6-v2/tokenizer.json");
const cased = readTokenizer("tests/fixtures/tokenizers/wordpiece-cased/tokenizer.json");

function createBoth(json: TokenizerJson) {
  const vocabulary = readVocabulary(json.model);
  const normalize = createNormalizer(json.normalizer ?? null);
  const addedTokens = new AddedTokens(json.added_tokens ?? [], {
    idByToken: vocabulary,
    normalize,
  });
  const plain = new Pipeline({
    addedTokens,
    normalize,
    preTokenize: createPreTokenizer(json.pre_tokenizer ?? null),
    model: createTokenModel(json.model, vocabulary),
  });
  return { plain, cached: withWordCache(plain, { json, addedTokens }) };
}

function encode(pipeline: Pipeline | CachedPipeline, text: string): number[] {
  const ids = new TokenIds(1);
  pipeline.encodeInto(text, ids);
  return Array.from(ids.data.subarray(0, ids.length));
}

const parts = [
  ..."aAzZ09 \t\n\u000b\u0000.,!'[]$-_éÉßİΣς日本가👍𠀀",
  ..."\u00a0\u0085\u00ad\u0301\u0323\u200b\u2019\u2028\u3000\u3002\ud800\udc00\ufeff\ufffd\uf900",
  "the",
  "The",
  " of ",
  "running",
  "[MASK]",
  "[mask]",
  "e\u0301",
  "\u{1d165}",
  "x".repeat(70),
];

function randomText(random: () => number): string {
  const count = Math.floor(random() * 12);
  return Array.from({ length: count }, () => parts[Math.floor(random() * parts.length)]).join("");
}

const bertSteps = { clean_text: true, handle_chinese_chars: true, strip_accents: null };
const variants: [name: string, json: TokenizerJson][] = [
  ["the uncased model", uncased],
  ["the cased model", cased],
  ["no cleaning", {
    ...uncased,
    normalizer: {
      type: "BertNormalizer",
      clean_text: false,
      handle_chinese_chars: false,
      strip_accents: true,
      lowercase: false,
    },
  }],
  ["lower case with accents", {
    ...uncased,
    normalizer: { type: "BertNormalizer", ...bertSteps, strip_accents: false, lowercase: true },
  }],
];
for (const [name, json] of variants) {
  Deno.test(`CachedPipeline.encodeInto() gives the plain ids of random texts with ${name}`, () => {
    const { plain, cached } = createBoth(json);
    assertInstanceOf(cached, CachedPipeline);
    const random = seededRandom(3);
    for (let i = 0; i < 20_000; i++) {
      const text = randomText(random);
      assertEquals(encode(cached, text), encode(plain, text), JSON.stringify(text));
    }
  });
}

Deno.test("CachedPipeline.encodeInto() gives the plain ids of the recorded texts, seen twice", () => {
  const { plain, cached } = createBoth(uncased);
  const file = repositoryPath("tests/fixtures/tokenizers/bert-base-uncased/expected-own.jsonl");
  const texts = readJsonLines<{ text: string }>(file).map(({ text }) => text);
  for (const text of [...texts, ...texts]) assertEquals(encode(cached, text), encode(plain, text));
});

Deno.test("CachedPipeline.encodeInto() gives the plain ids of every UTF-16 unit, seen twice", () => {
  const { plain, cached } = createBoth(uncased);
  for (let unit = 0; unit < 0x10000; unit++) {
    const text = `run${String.fromCharCode(unit)}run`;
    const expected = encode(plain, text);
    assertEquals(encode(cached, text), expected, unit.toString(16));
    assertEquals(encode(cached, text), expected, unit.toString(16));
  }
});

Deno.test("withWordCache() keeps the pipeline where words cannot be looked up one by one", () => {
  const normalized = {
    id: 0,
    content: "new york",
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: true,
    special: false,
  };
  for (
    const json of [
      { ...uncased, normalizer: null },
      { ...uncased, pre_tokenizer: null },
      { ...uncased, added_tokens: [normalized] },
    ]
  ) {
    const { plain, cached } = createBoth(json);
    assertStrictEquals(cached, plain);
  }
});
