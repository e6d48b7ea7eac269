import { assertEquals } from "@std/assert";
import { AMONG_WORDS, phraseToken } from "../../../src/distill/vocabulary/phrase_matching.ts";
import { createStudentTokenizer } from "../../../src/distill/vocabulary/student_tokenizer.ts";
import type { BpeJson, ModelJson } from "../../../src/tokenizer/json/model_json.ts";
import {
  type PreTokenizerJson,
  Tokenizer,
  type TokenizerJson,
} from "../../../src/tokenizer/tokenizer.ts";
import { BYTE_LEVEL, UNIGRAM, WORD_LEVEL } from "../small_tokenizers.ts";

function idsOf(added: readonly string[]): [id: number, content: string][] {
  const json = createStudentTokenizer(UNIGRAM, {
    tokens: ["<pad>", "<unk>", "▁", "able"],
    unknown: "<unk>",
    padding: "<pad>",
    added: added.map((content) => phraseToken(content, AMONG_WORDS)),
  });
  const { added_tokens: tokens = [] } = new Tokenizer(json).toJson();
  return tokens.map(({ id, content }) => [id, content]);
}

Deno.test("createStudentTokenizer() numbers added tokens as tokenizers does", () => {
  assertEquals(idsOf([]), [[0, "<pad>"], [1, "<unk>"]]);
  assertEquals(idsOf(["b", "able", "c"]), [
    ...[[0, "<pad>"], [1, "<unk>"], [3, "able"], [4, "b"], [5, "c"]] as [number, string][],
  ]);
});

Deno.test("createStudentTokenizer() lists a token that is unknown and padding once", () => {
  const json = createStudentTokenizer(UNIGRAM, {
    tokens: ["<unk>", "▁"],
    unknown: "<unk>",
    padding: "<unk>",
    added: [],
  });
  assertEquals(json.added_tokens?.map(({ id, content }) => [id, content]), [[0, "<unk>"]]);
});

Deno.test("createStudentTokenizer() needs neither an unknown nor a padding token", () => {
  const parts = { tokens: ["Ġ", "t"], unknown: undefined, padding: undefined, added: [] };
  const { padding, post_processor, added_tokens, pre_tokenizer } = createStudentTokenizer(
    BYTE_LEVEL,
    parts,
  );
  assertEquals([padding, post_processor, added_tokens], [null, null, []]);
  assertEquals(pre_tokenizer, {
    type: "ByteLevel",
    "add_prefix_space": true,
    "use_regex": true,
  });
});

const NO_MARKS = { unknown: undefined, padding: undefined, added: [] };

function preTokenizerOf(teacher: TokenizerJson): PreTokenizerJson | null | undefined {
  return createStudentTokenizer(teacher, { tokens: [], ...NO_MARKS }).pre_tokenizer;
}

const STEP: PreTokenizerJson = { type: "ByteLevel", "add_prefix_space": false };
const DIGITS: PreTokenizerJson = { type: "Digits", "individual_digits": true };

function nested(...pretokenizers: PreTokenizerJson[]): PreTokenizerJson {
  return { type: "Sequence", pretokenizers };
}

const preTokenizers: [given: PreTokenizerJson | null, made: PreTokenizerJson | null][] = [
  [null, null],
  [DIGITS, DIGITS],
  [UNIGRAM.pre_tokenizer!, UNIGRAM.pre_tokenizer!],
  [STEP, { ...STEP, "add_prefix_space": true }],
  [nested(DIGITS), nested(DIGITS)],
  [nested(DIGITS, STEP), nested(DIGITS, { ...STEP, "add_prefix_space": true })],
  [nested(nested(), STEP, STEP), nested(nested(), { ...STEP, "add_prefix_space": true }, STEP)],
  [nested(DIGITS, nested(STEP)), nested(DIGITS, nested({ ...STEP, "add_prefix_space": true }))],
];
for (const [given, made] of preTokenizers) {
  Deno.test(`createStudentTokenizer() of the pre-tokenizer ${JSON.stringify(given)}`, () => {
    assertEquals(preTokenizerOf({ ...BYTE_LEVEL, "pre_tokenizer": given }), made);
  });
}

// Python gives CLIP's students the space, and so each word another token.
Deno.test("createStudentTokenizer() leaves words that end in a suffix alone", () => {
  const json: TokenizerJson = {
    "pre_tokenizer": STEP,
    model: { type: "BPE", "end_of_word_suffix": "</w>", vocab: { "a</w>": 0 }, merges: [] },
  };
  assertEquals(preTokenizerOf(json), STEP);
});

Deno.test("createStudentTokenizer() writes no pre-tokenizer where there is none", () => {
  const { pre_tokenizer: _, ...json } = BYTE_LEVEL;
  assertEquals(preTokenizerOf(json), null);
});

function modelOf(
  model: ModelJson,
  { tokens, unknown }: { readonly tokens: string[]; readonly unknown: string | undefined },
): ModelJson {
  return createStudentTokenizer({ model }, { ...NO_MARKS, tokens, unknown }).model;
}

const bpe: BpeJson = {
  type: "BPE",
  "unk_token": "?",
  vocab: { "?": 0, a: 1, b: 2, c: 3, ab: 4, abc: 5, bc: 6 },
  merges: [["a", "b"], "ab c", ["b", "c"]],
};

const merges: [tokens: string[], merges: BpeJson["merges"]][] = [
  [["?", "a", "b", "c", "ab", "abc", "bc"], bpe.merges],
  [["?", "a", "b", "c", "abc", "bc"], [["b", "c"]]],
  [["?", "a", "b", "c", "ab", "bc"], [["a", "b"], ["b", "c"]]],
  [["?", "a", "c", "ab", "abc", "bc"], ["ab c"]],
  [["?"], []],
];
for (const [tokens, kept] of merges) {
  Deno.test(`createStudentTokenizer() keeps the merges that ${tokens.join(" ")} allow`, () => {
    const student = modelOf(bpe, { tokens, unknown: "?" });
    const vocab = Object.fromEntries(tokens.map((token, id) => [token, id]));
    assertEquals(student, { ...bpe, vocab, merges: kept });
  });
}

Deno.test("createStudentTokenizer() reads merges with a continuing prefix", () => {
  const model = modelOf(
    {
      type: "BPE",
      "continuing_subword_prefix": "##",
      vocab: { a: 0, "##b": 1, ab: 2, "a##b": 3 },
      merges: [["a", "##b"]],
    },
    { tokens: ["a", "##b", "ab"], unknown: undefined },
  );
  assertEquals((model as BpeJson).merges, [["a", "##b"]]);
});

// Python's skeletoken leaves `unk_id` at 3, where "▁the" is then.
Deno.test("createStudentTokenizer() moves the unknown id of Unigram with its piece", () => {
  const student = modelOf(UNIGRAM.model, {
    tokens: ["<pad>", "<unk>", "▁the", "<extra>"],
    unknown: "<unk>",
  });
  assertEquals<unknown>(student, {
    ...UNIGRAM.model,
    vocab: [["<pad>", 0], ["<unk>", 0], ["▁the", -2], ["<extra>", -6.5]],
    "unk_id": 1,
  });
});

Deno.test("createStudentTokenizer() has no unknown id where Unigram has no unknown piece", () => {
  const student = modelOf(UNIGRAM.model, { tokens: ["▁the"], unknown: undefined });
  assertEquals<unknown>(student, { ...UNIGRAM.model, vocab: [["▁the", -2]], "unk_id": null });
});

Deno.test("createStudentTokenizer() leaves all else as it is", () => {
  const tokens = ["[UNK]", "__proto__", "0"];
  const student = modelOf(WORD_LEVEL.model, { tokens, unknown: "[UNK]" });
  const { vocab } = student;
  assertEquals(
    Object.entries(vocab).sort(([, a], [, b]) => a - b).map(([token]) => token),
    tokens,
  );
  assertEquals({ ...student, vocab: {} }, { ...WORD_LEVEL.model, vocab: {} });
});
