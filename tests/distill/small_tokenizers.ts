/** Tokenizers of the kinds of model that are no WordPiece, for the tests of this folder. */

import type { AddedTokenJson, TokenizerJson } from "../../src/tokenizer/tokenizer.ts";

function special(id: number, content: string): AddedTokenJson {
  const flags = { "single_word": false, lstrip: false, rstrip: false, normalized: false };
  return { id, content, ...flags, special: true };
}

const SPECIAL: readonly AddedTokenJson[] = ["<s>", "<pad>", "</s>", "<unk>"].map((content, id) =>
  special(id, content)
);

const FRAMED = {
  padding: { "pad_token": "<pad>" },
  "post_processor": { type: "RobertaProcessing", cls: ["<s>", 0], sep: ["</s>", 2] },
} as const;

/** Unigram over Metaspace, as in XLM-RoBERTa: ids 0 to 3 are special, 4 is "▁the". */
export const UNIGRAM: TokenizerJson = {
  ...FRAMED,
  "added_tokens": SPECIAL,
  normalizer: { type: "NFKC" },
  "pre_tokenizer": { type: "Metaspace", replacement: "▁", "prepend_scheme": "always" },
  model: {
    type: "Unigram",
    "unk_id": 3,
    vocab: [
      ["<s>", 0],
      ["<pad>", 0],
      ["</s>", 0],
      ["<unk>", 0],
      ["▁the", -2],
      ["▁", -3],
      ["able", -4],
      ["n", -5.5],
      ["e", -6],
      ["w", -6.5],
      [",", -5],
      ["o", -6],
    ],
  },
};

/** Merges to spell "the" and, after a space, "new": what each makes is a token. */
const MERGES: readonly [string, string][] = [
  ["t", "h"],
  ["th", "e"],
  ["Ġ", "the"],
  ["e", "w"],
  ["n", "ew"],
  ["Ġ", "new"],
];
const LETTERS = [..."Ġtheanwyork,Ã"];

/** Byte-level BPE, as in RoBERTa: ids 0 to 3 are special. "Ã" is the name of a byte. */
export const BYTE_LEVEL: TokenizerJson = {
  ...FRAMED,
  "added_tokens": SPECIAL,
  "pre_tokenizer": { type: "ByteLevel", "add_prefix_space": false, "use_regex": true },
  model: {
    type: "BPE",
    vocab: numbered([
      ...SPECIAL.map(({ content }) => content),
      ...LETTERS,
      ...MERGES.map((pair) => pair.join("")),
    ]),
    merges: MERGES,
  },
};

/** BPE with a mark before the text and for each space, and byte tokens that are added ones, as in Llama. */
export const LLAMA: TokenizerJson = {
  "added_tokens": ["<unk>", "<s>", "<0x41>", "<0x42>"].map((content, id) => special(id, content)),
  normalizer: {
    type: "Sequence",
    normalizers: [
      { type: "Prepend", prepend: "▁" },
      { type: "Replace", pattern: { String: " " }, content: "▁" },
    ],
  },
  model: {
    type: "BPE",
    "unk_token": "<unk>",
    "byte_fallback": true,
    vocab: numbered(["<unk>", "<s>", "<0x41>", "<0x42>", "▁", ..."abce", "ab", "▁ab"]),
    merges: [["a", "b"], ["▁", "ab"]],
  },
};

/** Whole words, lower-cased and cut at punctuation. */
export const WORD_LEVEL: TokenizerJson = {
  "added_tokens": [special(0, "[UNK]")],
  normalizer: { type: "Lowercase" },
  "pre_tokenizer": { type: "Whitespace" },
  model: {
    type: "WordLevel",
    "unk_token": "[UNK]",
    vocab: numbered(["[UNK]", "the", "cat", ","]),
  },
};

function numbered(tokens: readonly string[]): Record<string, number> {
  return Object.fromEntries(tokens.map((token, id) => [token, id]));
}
