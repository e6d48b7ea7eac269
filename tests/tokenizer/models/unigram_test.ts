// deno-lint-ignore-file camelcase -- the fields carry the names that the format gives them

import { assertEquals, assertThrows } from "@std/assert";
import type { UnigramJson } from "../../../src/tokenizer/json/model_json.ts";
import { TokenIds } from "../../../src/tokenizer/token_ids.ts";
import { UnigramModel } from "../../../src/tokenizer/models/unigram.ts";

type Vocabulary = UnigramJson["vocab"];

function tokenize(text: string, spec: UnigramJson): number[] {
  const ids = new TokenIds(1);
  new UnigramModel(spec).tokenize(text, ids);
  return Array.from(ids.data.subarray(0, ids.length));
}

const letters: Vocabulary = [
  ["<unk>", 0],
  ["a", 0],
  ["b", 0],
  ["c", 0],
  ["d", 0],
  ["cd", 1],
  ["ab", 2],
  ["abc", 5],
  ["abcd", 10],
];
const ties: Vocabulary = [["<unk>", 0], ["a", -1], ["aa", -2], ["aaa", -3]];
const tenths: Vocabulary = [["<unk>", 0], ["a", -0.1], ["aa", -0.2], ["aaa", -0.3]];
const repeated: Vocabulary = [
  ["<unk>", 0],
  ["a", -1],
  ["b", -1],
  ["ab", -9],
  ["ab", -1.5],
  ["a", -5],
];
const positive: Vocabulary = [["<unk>", 100], ["xy", 150], ["a", 100]];
const roundings: Vocabulary = [
  ["<unk>", 0],
  ["a", -1.232465622654378],
  ["b", -8.54685373598651],
  ["ab", -9.779319358640887],
];

/** Answers of `tokenizers` 0.22.2. */
const cases: [text: string, ids: number[], vocab: Vocabulary, why: string][] = [
  ["abcdacdxx", [8, 1, 5, 0], letters, "the best sum, and one token for two unknown characters"],
  ["abcdbc", [8, 2, 3], letters, "the best sum, not the longest pieces from the right"],
  ["xaxx", [0, 1, 0], letters, "unknown characters apart"],
  ["x<unk>x", [0], letters, "the unknown piece itself, like any unknown character"],
  ["\u{1f44d}a\u{1f44d}\u{1f44d}", [0, 1, 0], letters, "characters of two units"],
  ["a\u0301", [1, 0], letters, "an unknown character behind a known one"],
  ["", [], letters, "nothing"],
  ["aaaa", [1, 3], ties, "of equal sums, that with the longest last piece"],
  ["aaaaaa", [3, 3], ties, "of equal sums, that with the longest last piece"],
  ["aaaaa", [2, 3], tenths, "sums that differ in their last bit"],
  ["aaaaaaaaaaa", [1, 3, 3, 1, 3], tenths, "sums that differ in their last bit"],
  ["ab", [1, 2], roundings, "sums of scores that Python reads one bit off"],
  ["aab", [5, 4], repeated, "the later of two equal pieces, with its score"],
  ["xy", [1], positive, "two unknown characters that are a piece together"],
  ["xyx", [0], positive, "three unknown characters that are none"],
  ["axya", [2, 1, 2], positive, "two unknown characters that are a piece together"],
  ["toString", [0], letters, "a name of Object.prototype that is no piece"],
];
for (const [text, ids, vocab, why] of cases) {
  Deno.test(`UnigramModel.tokenize() spells ${JSON.stringify(text)}: ${why}`, () => {
    assertEquals(tokenize(text, { unk_id: 0, vocab }), ids);
  });
}

const bytes: Vocabulary = [
  ["<unk>", 0],
  ["a", -1],
  ["<0xF0>", -2],
  ["<0x9F>", -2],
  ["<0x91>", -2],
  ["<0x8D>", -2],
  ["<0x41>", -2],
];

const byteCases: [text: string, ids: number[], why: string][] = [
  ["A\u{1f44d}a", [6, 2, 3, 4, 5, 1], "unknown characters as their bytes"],
  ["\u{1f44d}\u00e9", [0], "unknown if a byte of the run has no piece"],
  [" <0x41>A", [0, 6, 6], "a byte piece in the text like any other"],
];
for (const [text, ids, why] of byteCases) {
  Deno.test(`UnigramModel.tokenize() with byte fallback spells ${JSON.stringify(text)}: ${why}`, () => {
    assertEquals(tokenize(text, { unk_id: 0, byte_fallback: true, vocab: bytes }), ids);
  });
}

Deno.test("UnigramModel.tokenize() leaves bytes alone without byte fallback", () => {
  assertEquals(tokenize("A\u{1f44d}a", { unk_id: 0, vocab: bytes }), [0, 1]);
});

Deno.test("UnigramModel.tokenize() fuses a known piece that has the unknown id", () => {
  assertEquals(tokenize("abxb", { unk_id: 1, vocab: [["a", -1], ["b", 0]] }), [0, 1]);
});

Deno.test("UnigramModel.tokenize() takes an empty piece for none", () => {
  assertEquals(tokenize("aa", { unk_id: null, vocab: [["", 9], ["a", -1]] }), [1, 1]);
});

for (const [value, vocab] of [[null, [["a", -1]]], [undefined, []]] as const) {
  const spec: UnigramJson = value === undefined ? { vocab } : { unk_id: value, vocab };
  Deno.test(`UnigramModel.tokenize() throws for an unknown character if unk_id is ${value}`, () => {
    assertThrows(
      () => tokenize(`ab${"c".repeat(100)}`, { ...spec, byte_fallback: true }),
      RangeError,
      `Cannot tokenize "ab${"c".repeat(55)}...": its tokens are not in the vocabulary, ` +
        `nor is an unknown token: "model.unk_id" is not set`,
    );
  });
}

Deno.test("UnigramModel.tokenize() reads scores of any size as Python does", () => {
  const vocab: Vocabulary = [
    ["<unk>", -3.4635426998138428],
    ["a", 1.2345678901234567e-300],
    ["b", -1.1e-30],
    ["ab", 2.2250738585072014e-308],
    ["c", 123456789012345680],
  ];
  assertEquals(tokenize("abcx", { unk_id: 0, vocab }), [3, 4, 0]);
});

Deno.test("UnigramModel.tokenize() appends, and keeps nothing of longer texts before", () => {
  const model = new UnigramModel({ unk_id: 0, vocab: letters });
  const ids = new TokenIds(1);
  for (const count of [70_000, 300, 1, 600]) {
    ids.clear();
    model.tokenize("abcd".repeat(count), ids);
    assertEquals(ids.length, count);
    assertEquals(ids.data.subarray(0, count).every((id) => id === 8), true);
  }
  model.tokenize("xa", ids);
  assertEquals(Array.from(ids.data.subarray(600, ids.length)), [0, 1]);
});

Deno.test("UnigramModel.tokenize() gets through a million characters", () => {
  const spec: UnigramJson = { unk_id: 0, vocab: letters };
  assertEquals(tokenize("\u{1f44d}".repeat(1_000_000), spec), [0]);
  assertEquals(tokenize("ab".repeat(500_000), spec).length, 500_000);
});

Deno.test("UnigramModel.tokenize() ends for text with lone surrogates", () => {
  assertEquals(tokenize("a\ud800", { unk_id: 0, vocab: letters }), [1, 0]);
  assertEquals(tokenize("\udc00a", { unk_id: 0, vocab: letters }), [0, 1]);
});

Deno.test("UnigramModel.tokenToId() looks a piece up", () => {
  const model = new UnigramModel({ unk_id: 0, vocab: repeated });
  const tokens = ["<unk>", "a", "ab", "abc", "", "<un"];
  assertEquals(tokens.map((token) => model.tokenToId(token)), [
    0,
    5,
    4,
    undefined,
    undefined,
    undefined,
  ]);
});
