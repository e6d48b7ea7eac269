// deno-lint-ignore-file camelcase -- the fields carry the names that the format gives them

import { assertEquals, assertThrows } from "@std/assert";
import type { WordLevelJson } from "../../../src/tokenizer/json/model_json.ts";
import { TokenIds } from "../../../src/tokenizer/token_ids.ts";
import { loadTokenModel } from "../../../src/tokenizer/token_model.ts";

function tokenize(word: string, vocab: WordLevelJson["vocab"]): number[] {
  const spec: WordLevelJson = { type: "WordLevel", unk_token: "<unk>", vocab };
  const ids = new TokenIds(1);
  loadTokenModel(spec).model.tokenize(word, ids);
  return Array.from(ids.data.subarray(0, ids.length));
}

const vocab = { "<unk>": 3, "hello": 0, "1": 1, "constructor": 2, "\u{1f44d}": 4 };

const cases: [word: string, ids: number[], why: string][] = [
  ["hello", [0], "a word"],
  ["hello world", [3], "no parts of a word"],
  ["Hello", [3], "no other case"],
  ["1", [1], "a word that looks like an array index"],
  ["constructor", [2], "a name of Object.prototype that is a word"],
  ["toString", [3], "a name of Object.prototype that is none"],
  ["\u{1f44d}", [4], "a character outside the BMP"],
  ["\ud83d", [3], "a lone surrogate"],
  ["<unk>", [3], "the unknown token itself"],
];
for (const [word, ids, why] of cases) {
  Deno.test(`WordLevelModel.tokenize() looks up ${JSON.stringify(word)}: ${why}`, () => {
    assertEquals(tokenize(word, vocab), ids);
  });
}

Deno.test("WordLevelModel.tokenize() throws if it has neither the word nor the unknown token", () => {
  assertEquals(tokenize("hello", { "hello": 0 }), [0]);
  assertThrows(
    () => tokenize("a".repeat(1_000_000), { "hello": 0 }),
    RangeError,
    `Cannot tokenize "${
      "a".repeat(57)
    }...": its tokens are not in the vocabulary, nor is the unknown token "<unk>"`,
  );
});
