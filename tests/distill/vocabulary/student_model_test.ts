import { assertEquals } from "@std/assert";
import { createStudentModel } from "../../../src/distill/vocabulary/student_model.ts";
import type { BpeJson } from "../../../src/tokenizer/json/model_json.ts";
import { UNIGRAM, WORD_LEVEL } from "../small_tokenizers.ts";

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
  Deno.test(`createStudentModel() keeps the merges that ${tokens.join(" ")} allow`, () => {
    const student = createStudentModel(bpe, { tokens, unknown: "?" });
    const vocab = Object.fromEntries(tokens.map((token, id) => [token, id]));
    assertEquals(student, { ...bpe, vocab, merges: kept });
  });
}

Deno.test("createStudentModel() reads merges with a continuing prefix", () => {
  const model = createStudentModel(
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
Deno.test("createStudentModel() moves the unknown id of Unigram with its piece", () => {
  const student = createStudentModel(UNIGRAM.model, {
    tokens: ["<pad>", "<unk>", "▁the", "<extra>"],
    unknown: "<unk>",
  });
  assertEquals<unknown>(student, {
    ...UNIGRAM.model,
    vocab: [["<pad>", 0], ["<unk>", 0], ["▁the", -2], ["<extra>", -6.5]],
    "unk_id": 1,
  });
});

Deno.test("createStudentModel() has no unknown id where Unigram has no unknown piece", () => {
  const student = createStudentModel(UNIGRAM.model, { tokens: ["▁the"], unknown: undefined });
  assertEquals<unknown>(student, { ...UNIGRAM.model, vocab: [["▁the", -2]], "unk_id": null });
});

Deno.test("createStudentModel() leaves all else as it is", () => {
  const tokens = ["[UNK]", "__proto__", "0"];
  const student = createStudentModel(WORD_LEVEL.model, { tokens, unknown: "[UNK]" });
  const { vocab } = student;
  assertEquals(
    Object.entries(vocab).sort(([, a], [, b]) => a - b).map(([token]) => token),
    tokens,
  );
  assertEquals({ ...student, vocab: {} }, { ...WORD_LEVEL.model, vocab: {} });
});
