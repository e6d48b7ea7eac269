import { assertEquals } from "@std/assert";
import { planVocabulary } from "../../src/distill/vocabulary.ts";
import type { TokenizerJson } from "../../src/tokenizer/tokenizer.ts";
import type { WordPieceJson } from "../../src/tokenizer/tokenizer.ts";
import { TINY_TOKENIZER } from "../teacher/tiny_teacher.ts";

const UNUSED = /\[unused\d+\]/;
const padded: TokenizerJson = {
  ...TINY_TOKENIZER,
  padding: { "strategy": "BatchLongest", "pad_token": "[PAD]", "pad_id": 0, "pad_type_id": 3 },
};

function planOf(teacher: TokenizerJson, pattern: RegExp | false) {
  const { tokenizer, sequences } = planVocabulary(teacher, pattern);
  return { tokens: tokenizer.tokens, ids: sequences.map((sequence) => sequence[1]), tokenizer };
}

Deno.test("planVocabulary() keeps padding, unknown and all words, in the order of their ids", () => {
  const { tokens, ids } = planOf(padded, UNUSED);
  assertEquals(tokens, ["[PAD]", "[UNK]", "the", "cat", "dog", "##s", "sat"]);
  assertEquals(ids, [0, 1, 6, 7, 8, 9, 10]);
});

Deno.test("planVocabulary() puts each token between the teacher's special tokens", () => {
  const { sequences } = planVocabulary(padded, UNUSED);
  assertEquals(sequences.slice(0, 3), [[2, 0, 3], [2, 1, 3], [2, 6, 3]]);
});

Deno.test("planVocabulary() gives the teacher bare tokens where it has no post-processor", () => {
  const { sequences } = planVocabulary({ ...padded, post_processor: null }, UNUSED);
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
    const plan = planOf(padded, pattern);
    assertEquals(plan.tokens, tokens);
    assertEquals(plan.ids.length, tokens.length);
    const expected = tokens[0] === "[PAD]" ? 0 : undefined;
    assertEquals(plan.tokenizer.tokenToId("[PAD]"), expected);
  });
}

Deno.test("planVocabulary() leaves the caller's pattern as it is", () => {
  const pattern = /ca/g;
  pattern.lastIndex = 2;
  planVocabulary(padded, pattern);
  assertEquals([pattern.lastIndex, pattern.flags], [2, "g"]);
});

Deno.test("planVocabulary() skips ids that no token has", () => {
  const vocab = { "[UNK]": 1, "the": 4, "cat": 9 };
  const model = { ...TINY_TOKENIZER.model as WordPieceJson, vocab };
  const sparse = { ...TINY_TOKENIZER, "added_tokens": [], "post_processor": null, model };
  const { tokenizer, sequences } = planVocabulary(sparse, false);
  assertEquals(tokenizer.tokens, ["[UNK]", "the", "cat"]);
  assertEquals(sequences, [[1], [4], [9]]);
});

Deno.test("planVocabulary() writes the tokenizer.json that Python writes", () => {
  const { tokenizer } = planVocabulary(padded, UNUSED);
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
  const { tokenizer } = planVocabulary({ ...padded, added_tokens: [] }, false);
  assertEquals(
    tokenizer.toJson().added_tokens?.map(({ id, content, special }) => [id, content, special]),
    [
      [0, "[PAD]", true],
      [1, "[UNK]", true],
    ],
  );
  assertEquals(tokenizer.tokens.length, 11);
});
