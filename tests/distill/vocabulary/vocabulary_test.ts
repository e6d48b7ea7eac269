import { assertEquals } from "@std/assert";
import {
  planVocabulary,
  type VocabularyOptions,
} from "../../../src/distill/vocabulary/vocabulary.ts";
import type { TokenizerJson } from "../../../src/tokenizer/tokenizer.ts";
import { TINY_TOKENIZER } from "../../teacher/tiny_teacher.ts";
import { BYTE_LEVEL, LLAMA, UNIGRAM, WORD_LEVEL } from "../small_tokenizers.ts";

const UNUSED = /\[unused\d+\]/;
const padded: TokenizerJson = {
  ...TINY_TOKENIZER,
  padding: { "strategy": "BatchLongest", "pad_token": "[PAD]", "pad_id": 0, "pad_type_id": 3 },
};

function plan(teacher: TokenizerJson, options: Partial<VocabularyOptions> = {}) {
  return planVocabulary(teacher, {
    removePattern: UNUSED,
    vocabulary: [],
    vocabularyOnly: false,
    ...options,
  });
}

function planOf(teacher: TokenizerJson, removePattern: RegExp | false) {
  const { tokenizer, sequences } = plan(teacher, { removePattern });
  return { tokens: tokenizer.tokens, ids: sequences.map((sequence) => sequence[1]), tokenizer };
}

Deno.test("planVocabulary() keeps padding, unknown and all words, in the order of their ids", () => {
  const { tokens, ids } = planOf(padded, UNUSED);
  assertEquals(tokens, ["[PAD]", "[UNK]", "the", "cat", "dog", "##s", "sat"]);
  assertEquals(ids, [0, 1, 6, 7, 8, 9, 10]);
});

Deno.test("planVocabulary() puts each token between the teacher's special tokens", () => {
  const { sequences } = plan(padded);
  assertEquals(sequences.slice(0, 3), [[2, 0, 3], [2, 1, 3], [2, 6, 3]]);
});

Deno.test("planVocabulary() gives the teacher bare tokens where it has no post-processor", () => {
  const { sequences } = plan({ ...padded, post_processor: null });
  assertEquals(sequences.slice(0, 3), [[0], [1], [6]]);
});

Deno.test("planVocabulary() drops the padding token where nothing says that it is one", () => {
  for (const padding of [null, undefined, {}, { "pad_token": 1 }]) {
    const { tokens, tokenizer } = planOf({ ...TINY_TOKENIZER, padding }, UNUSED);
    assertEquals(tokens[0], "[UNK]");
    assertEquals(tokenizer.toJson().padding, null);
  }
});

// Python: `re.match` of the pattern. Tokens are [PAD] [UNK] [unused0] the cat dog ##s sat.
const patterns: [pattern: RegExp | false, tokens: string[]][] = [
  [false, ["[PAD]", "[UNK]", "[unused0]", "the", "cat", "dog", "##s", "sat"]],
  [/at/, ["[PAD]", "[UNK]", "[unused0]", "the", "cat", "dog", "##s", "sat"]],
  [/ca|sa/, ["[PAD]", "[UNK]", "[unused0]", "the", "dog", "##s"]],
  [/ca|sa/g, ["[PAD]", "[UNK]", "[unused0]", "the", "dog", "##s"]],
  [/ca|sa/y, ["[PAD]", "[UNK]", "[unused0]", "the", "dog", "##s"]],
  [/CA|sa/gi, ["[PAD]", "[UNK]", "[unused0]", "the", "dog", "##s"]],
  [/.*t$/, ["[PAD]", "[UNK]", "[unused0]", "the", "dog", "##s"]],
  [/\[/, ["[UNK]", "the", "cat", "dog", "##s", "sat"]],
  [/(?:)/, ["[UNK]"]],
];
for (const [pattern, tokens] of patterns) {
  Deno.test(`planVocabulary() with the pattern ${pattern}`, () => {
    const planned = planOf(padded, pattern);
    assertEquals(planned.tokens, tokens);
    assertEquals(planned.ids.length, tokens.length);
    const expected = tokens[0] === "[PAD]" ? 0 : undefined;
    assertEquals(planned.tokenizer.tokenToId("[PAD]"), expected);
  });
}

Deno.test("planVocabulary() leaves the caller's pattern as it is", () => {
  const pattern = /ca/g;
  pattern.lastIndex = 2;
  plan(padded, { removePattern: pattern });
  assertEquals([pattern.lastIndex, pattern.flags], [2, "g"]);
});

Deno.test("planVocabulary() skips ids that no token has", () => {
  const vocab = { "[UNK]": 1, "the": 4, "cat": 9 };
  const sparse: TokenizerJson = {
    "model": {
      "unk_token": "[UNK]",
      "continuing_subword_prefix": "##",
      "max_input_chars_per_word": 100,
      vocab,
    },
  };
  const { tokenizer, sequences } = plan(sparse, { removePattern: false });
  assertEquals(tokenizer.tokens, ["[UNK]", "the", "cat"]);
  assertEquals(sequences, [[1], [4], [9]]);
});

Deno.test("planVocabulary() writes the tokenizer.json that Python writes", () => {
  const { tokenizer } = plan(padded);
  const { normalizer, pre_tokenizer, decoder, model } = TINY_TOKENIZER;
  const special = {
    "single_word": false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  };
  assertEquals<unknown>(tokenizer.toJson(), {
    version: "1.0",
    truncation: { direction: "Right", "max_length": 512, strategy: "LongestFirst", stride: 0 },
    padding: {
      strategy: { Fixed: 0 },
      direction: "Right",
      "pad_to_multiple_of": null,
      "pad_id": 0,
      "pad_type_id": 0,
      "pad_token": "[PAD]",
    },
    "added_tokens": [
      { id: 0, content: "[PAD]", ...special },
      { id: 1, content: "[UNK]", ...special },
    ],
    normalizer,
    "pre_tokenizer": pre_tokenizer,
    "post_processor": null,
    decoder,
    model: {
      ...model,
      vocab: { "[PAD]": 0, "[UNK]": 1, the: 2, cat: 3, dog: 4, "##s": 5, sat: 6 },
    },
  });
});

Deno.test("planVocabulary() makes an entry for an unknown token that was not an added one", () => {
  const { tokenizer } = plan({ ...padded, added_tokens: [] }, { removePattern: false });
  assertEquals(
    tokenizer.toJson().added_tokens?.map(({ id, content, special }) => [id, content, special]),
    [
      [0, "[PAD]", true],
      [1, "[UNK]", true],
    ],
  );
  assertEquals(tokenizer.tokens.length, 11);
});

Deno.test("planVocabulary() adds words, then phrases, each in the order given", () => {
  const vocabulary = ["the cat", "Deno", "C++", "", "the", "deno", "mat", "##s", "The  Cat"];
  const { tokenizer, sequences, report } = plan(padded, { vocabulary });
  assertEquals(tokenizer.tokens, [
    ...["[PAD]", "[UNK]", "the", "cat", "dog", "sat"],
    ...["deno", "mat", "the cat", "c++", "##s", "the  cat"],
  ]);
  assertEquals(sequences.slice(6), [
    ...[[2, 1, 3], [2, 1, 3], [2, 6, 7, 3], [2, 1, 1, 1, 3], [2, 9, 3], [2, 6, 7, 3]],
  ]);
  assertEquals(report, {
    words: 2,
    phrases: 4,
    empty: [""],
    duplicate: ["deno"],
    known: ["the"],
    removed: [],
    clashing: [],
  });
  assertEquals(tokenizer.encode("The cat's denoC++ the cat"), [8, 1, 1, 1, 1, 1, 8]);
});

Deno.test("planVocabulary() removes own words by the pattern, and no phrases", () => {
  const vocabulary = ["mat", "mat mat", "cat"];
  const { tokenizer, report } = plan(padded, { vocabulary, removePattern: /mat|cat/ });
  assertEquals(tokenizer.tokens.slice(2), ["[unused0]", "the", "dog", "##s", "sat", "mat mat"]);
  assertEquals(report.removed, ["mat", "cat"]);
});

Deno.test("planVocabulary() lets a phrase take the padding token's name, never the unknown one's", () => {
  const cased: TokenizerJson = {
    ...padded,
    normalizer: {
      type: "BertNormalizer",
      "clean_text": true,
      "handle_chinese_chars": true,
      lowercase: false,
    },
  };
  const { tokenizer, report } = plan(cased, { vocabulary: ["[PAD]", "[UNK]"] });
  assertEquals(tokenizer.tokens, ["[UNK]", "the", "cat", "dog", "##s", "sat", "[PAD]"]);
  assertEquals([tokenizer.toJson().padding, report.known], [null, ["[UNK]"]]);
});

Deno.test("planVocabulary() gives names of Object.prototype and digits their rows", () => {
  const vocabulary = ["__proto__", "constructor", "7", "__proto__ x"];
  const { tokenizer } = plan({ ...padded, "pre_tokenizer": { type: "WhitespaceSplit" } }, {
    vocabulary,
  });
  assertEquals(tokenizer.tokens.slice(7), vocabulary);
  assertEquals(tokenizer.encode("7 __proto__ x constructor"), [9, 10, 8]);
});

Deno.test("planVocabulary() adds words and phrases to WordLevel", () => {
  const { tokenizer, report } = plan(WORD_LEVEL, { vocabulary: ["C++", "Deno", "the"] });
  assertEquals(tokenizer.tokens, ["[UNK]", "the", "cat", ",", "deno", "c++"]);
  assertEquals(report.known, ["the"]);
  assertEquals(tokenizer.encode("deno,c++ denos"), [4, 3, 5, 0]);
});

// Python's Unigram finds words at the beginning of longer ones, and with a space before alone.
const UNITS = ["new able", "wen", "the", "C++", "able", "河"];

Deno.test("planVocabulary() makes each entry of Unigram one unit", () => {
  const { tokenizer, sequences, report } = plan(UNIGRAM, { vocabulary: UNITS });
  const { tokens } = tokenizer;
  assertEquals(tokens.slice(0, 4), ["<pad>", "<unk>", "▁the", "▁"]);
  assertEquals(tokens.slice(10), ["wen", "C++", "河", "new able"]);
  assertEquals(report.known, ["the", "able"]);
  const cases: [text: string, tokens: string[]][] = [
    ["wen", ["wen"]],
    ["the wen the", ["▁the", "wen", "▁the"]],
    ["wen, wen", ["wen", "▁", ",", "wen"]],
    ["wenn", ["▁", "w", "e", "n", "n"]],
    ["nwen", ["▁", "n", "w", "e", "n"]],
    ["new  able", ["▁", "n", "e", "w", "able"]],
    ["the new able", ["▁the", "new able"]],
    ["the able", ["▁the", "able"]],
    ["C++C++", ["▁", "<unk>", "C++"]],
    ["the河wen", ["▁the", "河", "▁", "w", "e", "n"]],
    ["zzz", ["▁", "<unk>"]],
  ];
  for (const [text, expected] of cases) {
    assertEquals(tokenizer.encode(text).map((id) => tokens[id]), expected, text);
  }
  assertEquals(sequences.slice(0, 3), [[0, 1, 2], [0, 3, 2], [0, 4, 2]]);
  assertEquals(sequences.slice(10, 12), [[0, 5, 9, 8, 7, 2], [0, 5, 3, 2]]);
});

Deno.test("planVocabulary() makes each entry of byte-level BPE one unit", () => {
  const { tokenizer, report } = plan(BYTE_LEVEL, { vocabulary: ["wen", "new", "Ã", "the york"] });
  const { tokens } = tokenizer;
  assertEquals(tokens.slice(-2), ["wen", "the york"]);
  assertEquals([report.known, report.clashing], [["new"], ["Ã"]]);
  const cases: [text: string, tokens: string[]][] = [
    ["wen", ["wen"]],
    ["new wen new", ["Ġnew", "wen", "Ġnew"]],
    ["wenn", ["Ġ", "w", "e", "n", "n"]],
    ["the york new", ["the york", "Ġnew"]],
  ];
  for (const [text, expected] of cases) {
    assertEquals(tokenizer.encode(text).map((id) => tokens[id]), expected, text);
  }
});

Deno.test("planVocabulary() makes each entry of a tokenizer with marks one unit", () => {
  const { tokenizer } = plan(LLAMA, { vocabulary: ["abc", "c e"] });
  const { tokens } = tokenizer;
  const cases: [text: string, tokens: string[]][] = [
    ["abc", ["abc"]],
    ["ab abc ab", ["▁ab", "abc", "▁ab"]],
    ["abcc", ["▁ab", "c", "c"]],
    ["ab c e", ["▁ab", "c e"]],
    ["AB", ["▁", "<0x41>", "<0x42>"]],
  ];
  for (const [text, expected] of cases) {
    assertEquals(tokenizer.encode(text).map((id) => tokens[id]), expected, text);
  }
});

Deno.test("planVocabulary() drops merges of BPE with their tokens", () => {
  const { tokenizer } = plan(BYTE_LEVEL, { removePattern: /th$/ });
  assertEquals(tokenizer.tokenToId("th"), undefined);
  assertEquals(tokenizer.encode("the").map((id) => tokenizer.tokens[id]), ["Ġ", "t", "h", "e"]);
});

Deno.test("planVocabulary() leaves the teacher's tokens out where it is told to", () => {
  const { tokenizer } = plan(padded, { vocabulary: ["b", "a"], vocabularyOnly: true });
  assertEquals(tokenizer.tokens, ["b", "a", "[PAD]", "[UNK]"]);
});

const fixed: TokenizerJson = {
  ...padded,
  padding: { strategy: { Fixed: 5 }, "pad_id": 0, "pad_token": "[PAD]" },
};
const many = Array.from({ length: 1_001 }, (_, i) => `w${i}`);
const lengths: [options: Partial<VocabularyOptions>, length: number][] = [
  [{ vocabulary: ["mat"] }, 5],
  [{ vocabulary: ["mat"], padEntries: false }, 3],
  [{ vocabulary: many }, 3],
  [{ vocabulary: many, padEntries: true }, 5],
  [{ vocabulary: ["mat"], vocabularyOnly: true }, 3],
  [{ vocabulary: ["mat"], vocabularyOnly: true, padEntries: true }, 5],
];
for (const [options, length] of lengths) {
  const { vocabulary = [], ...others } = options;
  const name = `${vocabulary.length} entries and ${JSON.stringify(others)}`;
  Deno.test(`planVocabulary() gives the teacher sequences of ${length} ids for ${name}`, () => {
    const { tokenizer, sequences } = plan(fixed, options);
    assertEquals(sequences[tokenizer.tokenToId(vocabulary[0]!)!]!.length, length);
  });
}

Deno.test("planVocabulary() says whether it pads as Python does, where nobody has chosen", () => {
  const warnings: string[] = [];
  const onWarning = (message: string) => void warnings.push(message);
  for (const [options] of lengths) plan(fixed, { ...options, onWarning });
  plan(fixed, { onWarning });
  plan(padded, { vocabulary: many, onWarning });
  assertEquals(warnings, [
    "The teacher sees own entries padded to 5 tokens, as in Python's model2vec, which makes their " +
    "vectors alike: padEntries: false (--pad-entries never) embeds them as they are",
    "The teacher sees own entries as they are, not padded to 5 tokens as in Python's model2vec: " +
    "padEntries: true (--pad-entries always) gives Python's vectors, in many times the time",
  ]);
});
