import { assertEquals } from "@std/assert";
import type { NormalizerJson } from "../../../src/tokenizer/json/normalizer_json.ts";
import type { PreTokenizerJson } from "../../../src/tokenizer/json/pre_tokenizer_json.ts";
import { splitsAtSpaces } from "../../../src/tokenizer/memory/space_locality.ts";

function split(normalizer: NormalizerJson | null, preTokenizer: PreTokenizerJson | null): boolean {
  return splitsAtSpaces({
    normalizer,
    pre_tokenizer: preTokenizer,
    model: { type: "WordLevel", unk_token: "?", vocab: { "?": 0 } },
  });
}

const normalizers: [spec: NormalizerJson | null, apart: boolean][] = [
  [null, true],
  [{ type: "NFKC" }, true],
  [{ type: "Lowercase" }, true],
  [{ type: "Replace", pattern: { Regex: " {2,}" }, content: " " }, true],
  [{ type: "Replace", pattern: { Regex: "\\s+" }, content: " " }, true],
  [{ type: "Replace", pattern: { String: "``" }, content: '"' }, true],
  [{ type: "Replace", pattern: { Regex: "\\s+" }, content: "" }, false],
  [{ type: "Replace", pattern: { Regex: "^\\s+" }, content: " " }, false],
  [{ type: "Replace", pattern: { String: " " }, content: "▁" }, false],
  [{ type: "Replace", pattern: { String: "ab" }, content: "" }, false],
  [{ type: "Replace", pattern: { String: "" }, content: "x" }, false],
  [{ type: "Strip", strip_left: true, strip_right: false }, false],
  [{ type: "Prepend", prepend: "▁" }, false],
  [{ type: "ByteLevel" }, false],
  [{ type: "Sequence", normalizers: [{ type: "NFC" }, { type: "Lowercase" }] }, true],
  [{ type: "Sequence", normalizers: [{ type: "NFC" }, { type: "ByteLevel" }] }, false],
];
for (const [spec, apart] of normalizers) {
  Deno.test(`splitsAtSpaces() says ${apart} for the normalizer ${JSON.stringify(spec)}`, () => {
    assertEquals(split(spec, { type: "Whitespace" }), apart);
  });
}

const isolated = { behavior: "Isolated", invert: false } as const;
const gpt2 = String
  .raw`'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`;
const preTokenizers: [spec: PreTokenizerJson | null, splits: boolean][] = [
  [null, false],
  [{ type: "BertPreTokenizer" }, true],
  [{ type: "WhitespaceSplit" }, true],
  [{ type: "ByteLevel", add_prefix_space: false }, true],
  [{ type: "ByteLevel", add_prefix_space: false, use_regex: false }, false],
  [{ type: "Metaspace", replacement: "▁" }, true],
  [{ type: "Metaspace", replacement: "▁", split: false }, false],
  [{ type: "Split", pattern: { Regex: gpt2 }, ...isolated }, true],
  [{ type: "Split", pattern: { Regex: gpt2 }, behavior: "Removed", invert: true }, true],
  [{ type: "Split", pattern: { Regex: "\\w+ \\w+" }, ...isolated }, false],
  [{ type: "Split", pattern: { String: " " }, ...isolated }, true],
  [{ type: "Split", pattern: { String: "a" }, ...isolated }, false],
  [{ type: "Split", pattern: { Regex: "\\s+" }, behavior: "Removed", invert: false }, true],
  [{ type: "Split", pattern: { Regex: "\\w+" }, behavior: "Removed", invert: true }, true],
  [{ type: "Split", pattern: { Regex: "\\w+" }, behavior: "Removed", invert: false }, false],
  [{ type: "Split", pattern: { Regex: "\\s+" }, behavior: "Contiguous", invert: false }, false],
  [{ type: "Split", pattern: { Regex: " " }, behavior: "MergedWithNext", invert: false }, false],
  [{ type: "Punctuation" }, false],
  [{ type: "Digits", individual_digits: true }, false],
  [{ type: "CharDelimiterSplit", delimiter: " " }, true],
  [{ type: "CharDelimiterSplit", delimiter: "-" }, false],
  [{ type: "UnicodeScripts" }, false],
  [{ type: "FixedLength", length: 4 }, false],
  [{ type: "Sequence", pretokenizers: [] }, false],
  [{
    type: "Sequence",
    pretokenizers: [{ type: "Whitespace" }, { type: "Digits", individual_digits: true }],
  }, true],
  [{
    type: "Sequence",
    pretokenizers: [{ type: "Digits", individual_digits: true }, { type: "Whitespace" }],
  }, true],
  [{
    type: "Sequence",
    pretokenizers: [
      { type: "Split", pattern: { Regex: "\\p{N}{1,3}" }, ...isolated },
      { type: "Punctuation", behavior: "Contiguous" },
      { type: "Split", pattern: { Regex: gpt2 }, ...isolated },
    ],
  }, true],
  [{
    type: "Sequence",
    pretokenizers: [{ type: "UnicodeScripts" }, { type: "WhitespaceSplit" }],
  }, false],
  [{
    type: "Sequence",
    pretokenizers: [
      { type: "Punctuation", behavior: "MergedWithPrevious" },
      { type: "WhitespaceSplit" },
    ],
  }, false],
];
for (const [spec, splits] of preTokenizers) {
  Deno.test(`splitsAtSpaces() says ${splits} for the pre-tokenizer ${JSON.stringify(spec)}`, () => {
    assertEquals(split(null, spec), splits);
  });
}
