// deno-lint-ignore-file camelcase -- the fields carry the names that the format gives them

import { assertEquals, assertThrows } from "@std/assert";
import type { WordPieceJson } from "../../../src/tokenizer/json/model_json.ts";
import { TokenIds } from "../../../src/tokenizer/token_ids.ts";
import { loadTokenModel } from "../../../src/tokenizer/token_model.ts";

const spec: WordPieceJson = {
  type: "WordPiece",
  unk_token: "[UNK]",
  continuing_subword_prefix: "##",
  max_input_chars_per_word: 8,
  vocab: {
    "[UNK]": 0,
    "un": 1,
    "##aff": 2,
    "##able": 3,
    "##a": 4,
    "##ffab": 5,
    "##\u{1f600}": 6,
    "\u{1f600}": 7,
    "constructor": 8,
    "##s": 9,
    "1": 10,
    "##1": 11,
  },
};

function tokenize(word: string, changes: Partial<WordPieceJson> = {}): number[] {
  const changed = { ...spec, ...changes };
  const ids = new TokenIds(1);
  loadTokenModel(changed).model.tokenize(word, ids);
  return Array.from(ids.data.subarray(0, ids.length));
}

const cases: [word: string, ids: number[], why: string][] = [
  ["un", [1], "a whole word"],
  ["unaff", [1, 2], "the longest token that fits"],
  ["unaffabl", [0], "a rest without a token, though shorter tokens would fit before it"],
  ["unaffs", [1, 2, 9], "three tokens"],
  ["xun", [0], "an unknown start"],
  ["un\u{1f600}", [1, 6], "a character outside the BMP"],
  ["\u{1f600}".repeat(8), [7, 6, 6, 6, 6, 6, 6, 6], "8 code points in 16 units"],
  ["\u{1f600}".repeat(9), [0], "9 code points"],
  ["11111111", [10, 11, 11, 11, 11, 11, 11, 11], "tokens that look like array indices"],
  ["toString", [0], "a name of Object.prototype that is no token"],
];
for (const [word, ids, why] of cases) {
  Deno.test(`WordPieceModel.tokenize() spells ${JSON.stringify(word)}: ${why}`, () => {
    assertEquals(tokenize(word), ids);
  });
}

Deno.test("WordPieceModel.tokenize() takes a name of Object.prototype that is a token", () => {
  assertEquals(tokenize("constructor", { max_input_chars_per_word: 100 }), [8]);
});

Deno.test("WordPieceModel.tokenize() spells with any token inside a word if the prefix is empty", () => {
  const vocab = { "[UNK]": 0, "a": 1, "b": 2 };
  assertEquals(tokenize("abba", { continuing_subword_prefix: "", vocab }), [1, 2, 2, 1]);
});

Deno.test("WordPieceModel.tokenize() finds nothing in an empty vocabulary", () => {
  assertThrows(
    () => tokenize("a".repeat(1_000_000), { vocab: {} }),
    RangeError,
    `Cannot tokenize "${
      "a".repeat(57)
    }...": its tokens are not in the vocabulary, nor is the unknown token "[UNK]"`,
  );
});

Deno.test("WordPieceModel.tokenize() gets through a million characters with long tokens", () => {
  const vocab = {
    "[UNK]": 0,
    "a": 1,
    "##a": 2,
    [`##${"a".repeat(999)}b`]: 3,
    [`${"a".repeat(1_000)}`]: 4,
    [`##${"a".repeat(500_000)}b`]: 5,
  };
  const ids = tokenize("a".repeat(1_000_000), { max_input_chars_per_word: 1e9, vocab });
  assertEquals([ids.length, ids[0], ids[1], ids.at(-1)], [999_001, 4, 2, 2]);
});

Deno.test("WordPieceModel.tokenize() keeps nothing of a longer word before", () => {
  const model = loadTokenModel(spec).model;
  const ids = new TokenIds(1);
  for (const word of ["unaff", "un", "unx", "unaffs"]) model.tokenize(word, ids);
  assertEquals(Array.from(ids.data.subarray(0, ids.length)), [1, 2, 1, 0, 1, 2, 9]);
});

Deno.test("WordPieceModel.tokenize() takes a token that is nothing but the prefix for a start", () => {
  const vocab = { "[UNK]": 0, "##": 1, "###": 2, "####": 3 };
  assertEquals(tokenize("#####", { vocab }), [3, 2]);
});
