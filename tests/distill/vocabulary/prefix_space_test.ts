import { assertEquals } from "@std/assert";
import {
  findByteLevel,
  studentPreTokenizer,
} from "../../../src/distill/vocabulary/prefix_space.ts";
import type { PreTokenizerJson, TokenizerJson } from "../../../src/tokenizer/tokenizer.ts";
import { BYTE_LEVEL, UNIGRAM } from "../small_tokenizers.ts";

const STEP: PreTokenizerJson = { type: "ByteLevel", "add_prefix_space": false };
const DIGITS: PreTokenizerJson = { type: "Digits", "individual_digits": true };

function nested(...pretokenizers: PreTokenizerJson[]): PreTokenizerJson {
  return { type: "Sequence", pretokenizers };
}

const cases: [given: PreTokenizerJson | null, made: PreTokenizerJson | null][] = [
  [null, null],
  [DIGITS, DIGITS],
  [UNIGRAM.pre_tokenizer!, UNIGRAM.pre_tokenizer!],
  [STEP, { ...STEP, "add_prefix_space": true }],
  [nested(DIGITS), nested(DIGITS)],
  [nested(DIGITS, STEP), nested(DIGITS, { ...STEP, "add_prefix_space": true })],
  [nested(DIGITS, nested(STEP)), nested(DIGITS, nested({ ...STEP, "add_prefix_space": true }))],
];
for (const [given, made] of cases) {
  Deno.test(`studentPreTokenizer() of ${JSON.stringify(given)}`, () => {
    assertEquals(studentPreTokenizer({ ...BYTE_LEVEL, "pre_tokenizer": given }), made);
  });
}

// Python gives CLIP's students the space, and so each word another token.
Deno.test("studentPreTokenizer() leaves words that end in a suffix alone", () => {
  const json: TokenizerJson = {
    "pre_tokenizer": STEP,
    model: { type: "BPE", "end_of_word_suffix": "</w>", vocab: { "a</w>": 0 }, merges: [] },
  };
  assertEquals(studentPreTokenizer(json), STEP);
});

Deno.test("studentPreTokenizer() of a tokenizer without the section is null", () => {
  const { pre_tokenizer: _, ...json } = BYTE_LEVEL;
  assertEquals(studentPreTokenizer(json), null);
});

Deno.test("findByteLevel() finds the first step", () => {
  const other: PreTokenizerJson = { ...STEP, "use_regex": false };
  assertEquals(findByteLevel(nested(nested(), nested(STEP), other)), STEP);
  assertEquals(findByteLevel(null), undefined);
});
