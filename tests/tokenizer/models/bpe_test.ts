// deno-lint-ignore-file camelcase -- the fields carry the names that the format gives them

import { assertEquals, assertThrows } from "@std/assert";
import { BpeModel } from "../../../src/tokenizer/models/bpe.ts";
import type { BpeJson } from "../../../src/tokenizer/json/model_json.ts";
import { TokenIds } from "../../../src/tokenizer/token_ids.ts";

const plain: BpeJson = {
  unk_token: "<unk>",
  vocab: {
    "<unk>": 0,
    "a": 1,
    "b": 2,
    "c": 3,
    "ab": 4,
    "abc": 5,
    "bc": 6,
    "\u{1f600}": 7,
    "a\u{1f600}": 8,
    "<0xC3>": 9,
    "<0xA9>": 10,
    "<0xC3><0xA9>": 11,
    "xyz": 12,
    "a<unk>": 13,
  },
  merges: [["a", "b"], ["ab", "c"], ["b", "c"], ["a", "\u{1f600}"]],
};

const affixed: BpeJson = {
  vocab: {
    "a": 0,
    "b</w>": 1,
    "##a": 2,
    "##a</w>": 3,
    "a</w>": 4,
    "aa</w>": 5,
    "##aa</w>": 6,
    "\u{1f600}</w>": 7,
    "##\u{1f600}": 8,
    "##\u{1f600}a</w>": 9,
  },
  merges: [["a", "##a</w>"], ["##a", "##a</w>"], ["##\u{1f600}", "##a</w>"]],
  continuing_subword_prefix: "##",
  end_of_word_suffix: "</w>",
};

/** Right parts of six bytes are nothing but prefix, so a merge with one of them changes no token. */
const notGrowing: BpeJson = {
  vocab: { "a": 0, "######b": 1, "<0x23>": 2, "<0x63>": 3, "ab": 4, "<0x63>b": 5 },
  merges: [["######b", "<0x23>"], ["a", "######b"], ["<0x63>", "######b"], ["ab", "<0x63>"]],
  continuing_subword_prefix: "######",
  byte_fallback: true,
};

function createModel(spec: BpeJson): BpeModel {
  return new BpeModel(spec, new Map(Object.entries(spec.vocab)));
}

function tokenize(piece: string, spec: BpeJson): number[] {
  const ids = new TokenIds(1);
  createModel(spec).tokenize(piece, ids);
  return Array.from(ids.data.subarray(0, ids.length));
}

const { unk_token: _, ...withoutUnknown } = plain;
const bytes: BpeJson = { ...plain, byte_fallback: true };

/** The answers are those of Python's `tokenizers` 0.22.2. */
const cases: [piece: string, spec: BpeJson, ids: number[], why: string][] = [
  ["a", plain, [1], "one character"],
  ["abc", plain, [5], "a merge of a merge"],
  ["aab", plain, [1, 4], "a pair that is not the first"],
  ["bcabc", plain, [6, 5], "merges by rank, not by place"],
  ["a\u{1f600}b", plain, [8, 2], "a character outside the BMP"],
  ["axb", plain, [1, 0, 2], "an unknown character"],
  ["axyb", plain, [1, 0, 0, 2], "two unknown characters"],
  ["axyb", { ...plain, fuse_unk: true }, [1, 0, 2], "two unknown characters, fused"],
  ["axybx", { ...plain, fuse_unk: true }, [1, 0, 2, 0], "unknown characters apart"],
  ["axb", withoutUnknown, [4], "neighbours of a character that is dropped"],
  ["xyzx", withoutUnknown, [], "nothing known"],
  ["axb", { ...plain, merges: [["a", "<unk>"]] }, [13, 2], "a merge with the unknown token"],
  ["xyz", plain, [0, 0, 0], "a token that no merge makes"],
  ["xyz", { ...plain, ignore_merges: true }, [12], "a whole token, merges ignored"],
  ["xyza", { ...plain, ignore_merges: true }, [0, 0, 0, 1], "no whole token, merges ignored"],
  ["aéb", bytes, [1, 9, 10, 2], "a character by its bytes"],
  ["é", { ...bytes, merges: [["<0xC3>", "<0xA9>"]] }, [11], "bytes that merge"],
  ["aèb", bytes, [1, 0, 2], "a character of which one byte has no token"],
  ["aèb", { ...withoutUnknown, byte_fallback: true }, [4], "such a character, dropped"],
  ["xéa", bytes, [9, 10, 0, 1], "an unknown token after bytes that come later"],
  ["xéya", bytes, [9, 10, 0, 0, 1], "unknown tokens around bytes"],
  ["xéya", { ...bytes, fuse_unk: true }, [9, 10, 0, 1], "unknown tokens fused across bytes"],
  ["a", affixed, [4], "the only character"],
  ["aa", affixed, [5], "first and last character"],
  ["aaa", affixed, [0, 6], "prefixed parts, the prefix kept once"],
  ["a\u{1f600}a", affixed, [0, 9], "a prefixed character outside the BMP"],
  ["\u{1f600}", affixed, [7], "a suffixed character outside the BMP"],
  ["ab", affixed, [0], "a character known without the prefix only"],
  ["ac", notGrowing, [0, 2, 2, 2, 2, 2, 2, 3], "the bytes of the prefix too"],
  ["abcb", notGrowing, [4, 1], "a queued pair taken for a later one, as in Python"],
  [
    "abc",
    { ...plain, merges: [["a", "b"], ["b", "c"], ["a", "b"]] },
    [1, 6],
    "a merge given twice, the later rank",
  ],
  ["abc", { ...plain, merges: ["#version: 0.2", "a b", "ab c"] }, [5], "merges as strings"],
];
for (const [piece, spec, ids, why] of cases) {
  Deno.test(`BpeModel.tokenize() spells ${JSON.stringify(piece)}: ${why} -> ${ids}`, () => {
    assertEquals(tokenize(piece, spec), ids);
  });
}

Deno.test("BpeModel.tokenize() appends nothing for an empty piece", () => {
  assertEquals(tokenize("", plain), []);
});

Deno.test("BpeModel.tokenize() keeps the ids that are there", () => {
  const model = createModel(plain);
  const ids = new TokenIds(1);
  for (const piece of ["a", "b", "a".repeat(100), "c", "b".repeat(3)]) model.tokenize(piece, ids);
  assertEquals(
    Array.from(ids.data.subarray(0, ids.length)),
    [1, 2, ...new Array<number>(100).fill(1), 3, 2, 2, 2],
  );
});

Deno.test("BpeModel.tokenize() spells a piece of a million characters", () => {
  const piece = "abc".repeat(333_334);
  assertEquals(tokenize(piece, plain), new Array<number>(333_334).fill(5));
});

Deno.test("BpeModel.tokenize() finds nothing in an empty vocabulary", () => {
  assertEquals(tokenize("a\u{1f600}".repeat(100), { vocab: {}, merges: [] }), []);
});

Deno.test("BpeModel.tokenize() refuses an unknown character if the unknown token is missing", () => {
  const model = createModel({ ...plain, unk_token: "[UNK]" });
  const ids = new TokenIds();
  model.tokenize("abc", ids);
  assertThrows(
    () => model.tokenize("abx", ids),
    RangeError,
    'Cannot tokenize "abx": its tokens are not in the vocabulary, nor is the unknown token "[UNK]"',
  );
  assertEquals(Array.from(ids.data.subarray(0, ids.length)), [5]);
});

Deno.test("new BpeModel() takes a dropout of 0 and refuses any other", () => {
  assertEquals(tokenize("abc", { ...plain, dropout: 0 }), [5]);
  assertThrows(
    () => createModel({ ...plain, dropout: 0.1 }),
    TypeError,
    'Cannot load tokenizer: "model.dropout" must be 0 or null, current value is 0.1',
  );
});
