import { assert, assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { parseDeferred } from "../../../src/tokenizer/json/deferred_vocabulary.ts";
import type { BpeJson } from "../../../src/tokenizer/json/model_json.ts";
import {
  parseTokenizerJson,
  type TokenizerJson,
} from "../../../src/tokenizer/json/tokenizer_json.ts";
import { checkTokenizerJson } from "../../../src/tokenizer/json/tokenizer_schema.ts";
import { listTokens } from "../../../src/tokenizer/json/vocabulary_json.ts";
import { Tokenizer } from "../../../src/tokenizer/tokenizer.ts";
import { seededRandom } from "../../seeded_random.ts";

const VOCAB = String.raw`{"a":0,"b":1,"\"vocab\":{":2,"\u00e9":4,"7":3,"ab":5,"é\n":6}`;
const MODEL = `{"type":"BPE","vocab":${VOCAB},"merges":[["a","b"]]}`;
const TEXT = `{"version":"1.0","added_tokens":[],"model":${MODEL},"decoder":null}`;

function parseEither(text: string): TokenizerJson {
  const json = parseDeferred(text) ?? JSON.parse(text);
  checkTokenizerJson(json);
  return json;
}

function parseModel(text: string): BpeJson {
  return parseEither(text).model as BpeJson;
}

function isDeferred(model: object): boolean {
  return Object.getOwnPropertyDescriptor(model, "vocab")?.get !== undefined;
}

/** What a reader makes of a text: the tokens first, as a tokenizer asks for them, then everything. */
function outcome(text: string, parse: (text: string) => unknown): unknown {
  try {
    const json = parse(text);
    checkTokenizerJson(json);
    const list = Array.isArray(json.model.vocab) ? null : listTokens(json.model as BpeJson);
    return [list && Array.from(list.tokens), list?.size, JSON.stringify(json), json];
  } catch (error) {
    return error instanceof SyntaxError ? "no JSON" : String(error);
  }
}

function assertSame(text: string): void {
  assertEquals(outcome(text, parseEither), outcome(text, JSON.parse), text);
}

Deno.test("parseDeferred() leaves the vocabulary to the first who reads it", () => {
  const json = parseEither(TEXT);
  const tokenizer = new Tokenizer(json);
  assertEquals(tokenizer.encode("ab7"), [5, 3]);
  assert(isDeferred(json.model));
  const { vocab } = json.model;
  assertEquals(vocab, JSON.parse(VOCAB));
  assertStrictEquals(json.model.vocab, vocab);
  assertEquals(Object.getOwnPropertyDescriptor(json.model, "vocab"), {
    value: vocab,
    configurable: true,
    enumerable: true,
    writable: true,
  });
});

const readers: [what: string, read: (model: BpeJson) => unknown][] = [
  ["JSON.stringify()", (model) => JSON.parse(JSON.stringify(model))],
  ["structuredClone()", (model) => structuredClone(model)],
  ["a spread", (model) => ({ ...model })],
  ["a frozen object", (model) => Object.freeze(model)],
];
for (const [what, read] of readers) {
  Deno.test(`parseDeferred() gives a vocabulary that is there for ${what}`, () => {
    const copy = read(parseModel(TEXT)) as BpeJson;
    assertEquals(copy, JSON.parse(MODEL));
    assertEquals(Object.keys(copy), ["type", "vocab", "merges"]);
    assertStrictEquals(copy.vocab, copy.vocab);
  });
}

Deno.test("parseDeferred() gives a vocabulary that can be replaced", () => {
  const model = parseModel(TEXT);
  Object.assign(model, { vocab: { "c": 0 } });
  assertEquals(model, { ...JSON.parse(MODEL), vocab: { "c": 0 } });
  assertEquals(listTokens(model), { tokens: ["c"], size: 1 });
});

Deno.test("parseDeferred() gives a vocabulary that cannot be replaced once it is frozen", () => {
  const model = Object.freeze(parseModel(TEXT));
  assertThrows(() => Object.assign(model, { vocab: {} }), TypeError);
});

Deno.test("listTokens() gives the same list before and after the vocabulary was read", () => {
  const model = parseModel(TEXT);
  const before = listTokens(model);
  assert(isDeferred(model));
  assertEquals(model.vocab, JSON.parse(VOCAB));
  assertStrictEquals(listTokens(model), before);
});

const deferred: [what: string, text: string][] = [
  ["the model first", `{"model":${MODEL},"version":"1.0"}`],
  ["white space", JSON.stringify(JSON.parse(TEXT), null, "\t")],
  ["another model before it", `{"model":{},"model":${MODEL}}`],
  ["merges of the word", TEXT.replace(`["a","b"]`, `["vocab","a"]`)],
];
for (const [what, text] of deferred) {
  Deno.test(`parseDeferred() defers the vocabulary with ${what}`, () => {
    assert(isDeferred(parseModel(text)));
    assertSame(text);
  });
}

const undeferred: [what: string, text: string][] = [
  ["a second vocabulary", `{"model":{"type":"BPE","vocab":{"x":0},"vocab":${VOCAB},"merges":[]}}`],
  [
    "a second vocabulary behind an escape",
    `{"model":{"type":"BPE","vocab":${VOCAB},"\\u0076ocab":{"x":0},"merges":[]}}`,
  ],
  ["a second model", `{"model":${MODEL},"model":{"type":"BPE","vocab":{},"merges":[]}}`],
  [
    "a vocabulary elsewhere, and a model without",
    `{"decoder":{"vocab":{"x":0}},"model":{"type":"BPE","\\u0076ocab":${VOCAB},"merges":[]}}`,
  ],
  ["a vocabulary elsewhere", `{"decoder":{"vocab":{"x":0}},"model":${MODEL}}`],
  ["a vocabulary in a field of the model", TEXT.replace(`"merges"`, `"x":{"vocab":{}},"merges"`)],
  ["a token twice", TEXT.replace(`"a":0`, `"a":8,"a":0`)],
  ["a name that ends in the word", TEXT.replace(`"vocab":`, `"x\\"vocab":{"x":0},"vocab":`)],
];
for (const [what, text] of undeferred) {
  Deno.test(`parseDeferred() parses the vocabulary at once with ${what}`, () => {
    assert(!isDeferred(parseModel(text)));
    assertSame(text);
  });
}

const wrong: [what: string, text: string][] = [
  ["no model", `{"vocab":${VOCAB}}`],
  ["a model in a model", `{"model":{"model":${MODEL}}}`],
  ["a list around", `[${TEXT}]`],
  ["an unknown kind", TEXT.replace("BPE", "CharBPE")],
  ["a Unigram model", TEXT.replace("BPE", "Unigram")],
  ["a wrong field before the vocabulary", TEXT.replace(`"vocab"`, `"dropout":"","vocab"`)],
  ["a wrong field and a wrong vocabulary", `{"model":{"type":"BPE","vocab":{"a":-1},"merges":0}}`],
  ["a wrong field behind the vocabulary", TEXT.replace(`[["a","b"]]`, "0")],
];
for (const [what, text] of wrong) {
  Deno.test(`parseDeferred() says what it says of any vocabulary for ${what}`, () => {
    assertEquals(typeof outcome(text, parseEither), "string");
    assertSame(text);
  });
}

Deno.test("parseDeferred() reads a file that is cut off as JSON.parse does", () => {
  for (let end = 0; end <= TEXT.length; end++) assertSame(TEXT.slice(0, end));
});

Deno.test("parseDeferred() reads changed files as JSON.parse does", () => {
  const random = seededRandom(11);
  const below = (limit: number) => Math.floor(limit * random());
  const parts = TEXT.split(/(?<=[{}[\],:])|(?=[{}[\],:])/);
  const others = ` |\n|"|\\|0|1e0|-1|"a"|"\\u0061"|"vocab"|"\\u0076ocab"|"model"|{|}|,|:`.split(
    "|",
  );
  for (let round = 0; round < 4_000; round++) {
    const changed = parts.slice();
    for (let change = below(3); change >= 0; change--) {
      const at = below(changed.length);
      const source = below(2) === 0 ? others : parts;
      const kept = below(2);
      changed.splice(at, 1 - kept, source[below(source.length)]!);
    }
    assertSame(changed.join(""));
  }
});

Deno.test("parseTokenizerJson() defers the vocabulary of a long text only", () => {
  const long = TEXT + " ".repeat(2 ** 18);
  assert(isDeferred(parseTokenizerJson(long).model));
  assert(!isDeferred(parseTokenizerJson(TEXT).model));
  assertEquals(parseTokenizerJson(long), JSON.parse(TEXT));
});
