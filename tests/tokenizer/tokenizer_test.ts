// deno-lint-ignore-file camelcase -- the fields carry the names that the recorded answers have

import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import {
  parseTokenizerJson,
  TokenIds,
  Tokenizer,
  type TokenizerJson,
} from "../../src/tokenizer/tokenizer.ts";
import { hasShared, readJsonLines, repositoryPath, sharedPath } from "../shared_data.ts";

interface Answer {
  readonly text: string;
  readonly ids: number[];
  readonly ids_special?: number[];
}

function readTokenizer(file: URL): Tokenizer {
  return new Tokenizer(parseTokenizerJson(Deno.readTextFileSync(file)));
}

/** Every text twice: the second time from the memory of words. */
function checkAnswers(tokenizer: Tokenizer, answers: readonly Answer[]): void {
  for (const { text, ids, ids_special: withSpecial } of [...answers, ...answers]) {
    assertEquals(tokenizer.encode(text), ids, JSON.stringify(text));
    if (withSpecial === undefined) continue;
    assertEquals(tokenizer.encode(text, { specialTokens: true }), withSpecial);
  }
}

const folders = [
  "bert-base-uncased",
  "bpe-byte-fallback",
  "bpe-byte-level",
  "bpe-end-of-word",
  "bpe-metaspace-first",
  "bpe-split-regex",
  "char-delimiter",
  "fixed-length",
  "unigram-byte-fallback",
  "unigram-charsmap",
  "unigram-metaspace",
  "word-level",
  "wordpiece-cased",
  "wordpiece-scripts",
];
for (const folder of folders) {
  const path = folder === "bert-base-uncased"
    ? "models/all-MiniLM-L6-v2/tokenizer.json"
    : `tests/fixtures/tokenizers/${folder}/tokenizer.json`;
  Deno.test(`Tokenizer.encode() equals Python on the committed texts of ${folder}`, () => {
    const file = repositoryPath(`tests/fixtures/tokenizers/${folder}/expected-own.jsonl`);
    checkAnswers(readTokenizer(repositoryPath(path)), readJsonLines<Answer>(file));
  });
  const shared = `tokenizers/${folder}/expected.jsonl`;
  Deno.test({
    name: `Tokenizer.encode() equals Python on all shared texts of ${folder}`,
    ignore: !hasShared(shared),
    fn() {
      checkAnswers(
        readTokenizer(repositoryPath(path)),
        readJsonLines<Answer>(sharedPath(shared)),
      );
    },
  });
}

const teachers = [
  "bert",
  "bert-dense",
  "bert-sharded-bf16",
  "distilbert",
  "gemma3",
  "modernbert",
  "mpnet",
  "qwen3",
  "roberta",
  "t5-encoder",
  "xlm-roberta",
];
for (const name of teachers) {
  Deno.test({
    name: `Tokenizer.encode() adds the special tokens of the shared teacher ${name}`,
    ignore: !hasShared(`teachers-tiny/${name}`),
    fn() {
      const folder = `teachers-tiny/${name}`;
      const tokenizer = readTokenizer(sharedPath(`${folder}/tokenizer.json`));
      const expected: { texts: string[]; text_ids: number[][] } = JSON.parse(
        Deno.readTextFileSync(sharedPath(`${folder}/expected.json`)),
      );
      const ids = expected.texts.map((text) => tokenizer.encode(text, { specialTokens: true }));
      assertEquals(ids, expected.text_ids);
    },
  });
}

/** Written as text, since an object literal cannot have an own "__proto__". */
const hostile = `{"truncation":{"max_length":1},"added_tokens":[{"id":7,"content":"<toString>",` +
  `"single_word":false,"lstrip":false,"rstrip":false,"normalized":false,"special":false}],` +
  `"normalizer":null,"pre_tokenizer":{"type":"BertPreTokenizer"},` +
  `"post_processor":{"type":"BertProcessing","sep":["]",5],"cls":["[",4]},` +
  `"model":{"type":"WordPiece","unk_token":"?","continuing_subword_prefix":"##",` +
  `"max_input_chars_per_word":100,` +
  `"vocab":{"5":1,"?":0,"__proto__":2,"constructor":3,"[":4,"]":5,"##5":6,"a":9}}}`;

Deno.test("Tokenizer takes tokens that are named like members of objects or array indices", () => {
  const tokenizer = new Tokenizer(parseTokenizerJson(hostile));
  assertEquals(tokenizer.tokens, [
    "?",
    "5",
    "__proto__",
    "constructor",
    "[",
    "]",
    "##5",
    "",
    "<toString>",
    "a",
  ]);
  assertEquals(tokenizer.encode("constructor 55 toString<toString>"), [3, 1, 6, 0, 8]);
  assertEquals(["__proto__", "valueOf", "<toString>"].map((token) => tokenizer.tokenToId(token)), [
    2,
    undefined,
    8,
  ]);
});

Deno.test("Tokenizer.toJson() gives back all that was given", () => {
  const json = parseTokenizerJson(hostile);
  const tokenizer = new Tokenizer(json);
  assertStrictEquals(tokenizer.toJson(), json);
  assertEquals(JSON.stringify(tokenizer.toJson()), hostile);
});

Deno.test("Tokenizer.encode() adds special tokens when asked, and never truncates", () => {
  const tokenizer = new Tokenizer(parseTokenizerJson(hostile));
  assertEquals(tokenizer.encode("a a"), [9, 9]);
  assertEquals(tokenizer.encode("a a", { specialTokens: false }), [9, 9]);
  assertEquals(tokenizer.encode("a a", { specialTokens: true }), [4, 9, 9, 5]);
  assertEquals(tokenizer.encode("", { specialTokens: true }), [4, 5]);
});

Deno.test("Tokenizer.encodeInto() appends", () => {
  const tokenizer = new Tokenizer(parseTokenizerJson(hostile));
  const ids = new TokenIds(1);
  for (const text of ["a", "", "b a"]) tokenizer.encodeInto(text, ids);
  assertEquals(Array.from(ids.data.subarray(0, ids.length)), [9, 0, 9]);
});

Deno.test("Tokenizer.unknownId is undefined if the vocabulary has no unknown token", () => {
  const json = parseTokenizerJson(hostile);
  const tokenizer = new Tokenizer({ ...json, model: { ...json.model, unk_token: "toString" } });
  assertEquals(tokenizer.unknownId, undefined);
  assertEquals(new Tokenizer(json).unknownId, 0);
  assertThrows(
    () => tokenizer.encode("a x"),
    RangeError,
    `Cannot tokenize "x": its tokens are not in the vocabulary, nor is the unknown token "toString"`,
  );
});

Deno.test("Tokenizer checks what it is given", () => {
  const json: TokenizerJson = JSON.parse(`{"model":{"type":"Other","vocab":[]}}`);
  assertThrows(
    () => new Tokenizer(json),
    TypeError,
    `Cannot create model of type "Other": supported types are "WordLevel", "WordPiece", "BPE"`,
  );
});

/** From `long-texts.md` of the shared data, with shapes of our own that invite quadratic code. */
const longTexts: [unit: string, idCount: number][] = [
  ["a", 1],
  [" ", 0],
  ["\n", 0],
  ["!", 1_000_000],
  ["1", 1],
  ["日", 1_000_000],
  ["\u{1f44d}", 1],
  ["\u0301", 0],
  ["a\u0301", 1],
  ["\u0301\u0323", 0],
  ["a ", 1_000_000],
  ["[", 1_000_000],
  ["\ud800", 0],
];
for (const [unit, idCount] of longTexts) {
  Deno.test(`Tokenizer.encode() takes a million times ${JSON.stringify(unit)}`, () => {
    const tokenizer = readTokenizer(repositoryPath("models/all-MiniLM-L6-v2/tokenizer.json"));
    assertEquals(tokenizer.encode(unit.repeat(1_000_000)).length, idCount);
  });
}
