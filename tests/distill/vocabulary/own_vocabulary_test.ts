import { assertEquals, assertThrows } from "@std/assert";
import {
  createWordNormalizer,
  planOwnVocabulary,
} from "../../../src/distill/vocabulary/own_vocabulary.ts";
import { TeacherSequences } from "../../../src/distill/vocabulary/teacher_sequences.ts";
import {
  type NormalizerJson,
  Tokenizer,
  type TokenizerJson,
} from "../../../src/tokenizer/tokenizer.ts";
import { TINY_TOKENIZER } from "../../teacher/tiny_teacher.ts";
import { BYTE_LEVEL, LLAMA, UNIGRAM, WORD_LEVEL } from "../small_tokenizers.ts";

const padded: TokenizerJson = { ...TINY_TOKENIZER, padding: { "pad_token": "[PAD]" } };

function plan(json: TokenizerJson, vocabulary: readonly string[]) {
  const isRemoved = (word: string) => word.startsWith("x");
  const teacher = new Tokenizer(json);
  const sequences = new TeacherSequences(teacher);
  return planOwnVocabulary({ teacher, vocabulary, isRemoved, sequences });
}

Deno.test("planOwnVocabulary() gives entries rows in the order given, then padding and unknown", () => {
  const { tokenizer, report } = plan(padded, [
    ...["New York", "cats", "", "The", "xyz", "the", "C++", "河流", "[UNK]"],
  ]);
  assertEquals(tokenizer.tokens, [
    ...["new york", "cats", "the", "c++", "河流", "[unk]", "[PAD]", "[UNK]"],
  ]);
  assertEquals(report, {
    words: 2,
    phrases: 4,
    empty: [""],
    duplicate: ["the"],
    known: [],
    removed: ["xyz"],
    clashing: [],
  });
});

Deno.test("planOwnVocabulary() spells with nothing but the entries", () => {
  const { tokenizer } = plan(padded, ["new york", "cats", "河流", "c++"]);
  const cases: [text: string, ids: number[]][] = [
    ["Cats of New York", [1, 5, 0]],
    ["new yorker", [5, 5]],
    ["大河流域", [5, 2, 5]],
    ["cats,c++!", [1, 5, 3, 5]],
    ["", []],
  ];
  for (const [text, ids] of cases) assertEquals(tokenizer.encode(text), ids, text);
  assertEquals(tokenizer.unknownId, 5);
});

Deno.test("planOwnVocabulary() gives the teacher each entry as a text", () => {
  const { sequences } = plan(padded, ["the cat", "cats", "zzz"]);
  assertEquals(sequences, [
    ...[[2, 6, 7, 3], [2, 7, 9, 3], [2, 1, 3]],
    ...[[2, 0, 3], [2, 1, 3]],
  ]);
});

Deno.test("planOwnVocabulary() gives nothing for tokens that the teacher does not have", () => {
  const { sequences } = plan({ ...BYTE_LEVEL, padding: null }, ["the"]);
  assertEquals(sequences, [[0, 19, 2], [], []].map((ids, i) => i === 0 ? sequences[0]! : ids));
  assertEquals([sequences[0]!.at(0), sequences[0]!.at(-1)], [0, 2]);
});

Deno.test("planOwnVocabulary() knows the teacher's unknown and padding token by other names", () => {
  const { tokenizer, sequences } = plan(UNIGRAM, ["new", "<unk>"]);
  assertEquals(tokenizer.tokens, ["new", "<unk>", "[PAD]", "[UNK]"]);
  assertEquals(sequences.slice(2), [[0, 1, 2], [0, 3, 2]]);
});

Deno.test("planOwnVocabulary() needs no marks for spaces", () => {
  const { tokenizer } = plan(LLAMA, ["Ab", "a b"]);
  assertEquals(tokenizer.encode("Ab a b ab"), [0, 1, 3]);
});

Deno.test("planOwnVocabulary() reports entries called like its own two tokens", () => {
  const { report } = plan({ ...WORD_LEVEL, normalizer: null }, ["[UNK]", "[PAD]", "The"]);
  assertEquals([report.known, report.words], [["[UNK]", "[PAD]"], 1]);
});

for (const vocabulary of [[""], ["  ", "\u200b"], ["xyz"]]) {
  Deno.test(`planOwnVocabulary() refuses ${JSON.stringify(vocabulary)}`, () => {
    assertThrows(
      () => plan(padded, vocabulary),
      RangeError,
      `Cannot distil an own vocabulary alone: none of its ${vocabulary.length} entries can be a row, ` +
        "at least one is needed",
    );
  });
}

const PREPEND: NormalizerJson = { type: "Prepend", prepend: "▁" };
const REPLACE: NormalizerJson = { type: "Replace", pattern: { String: " " }, content: "▁" };
const NFKC: NormalizerJson = { type: "NFKC" };
const LOWERCASE: NormalizerJson = { type: "Lowercase" };
const BYTES: NormalizerJson = { type: "ByteLevel" };

function sequence(...normalizers: NormalizerJson[]): NormalizerJson {
  return { type: "Sequence", normalizers };
}

const kept: [teacher: NormalizerJson | null, kept: NormalizerJson | null][] = [
  [null, null],
  [NFKC, NFKC],
  [LOWERCASE, LOWERCASE],
  [PREPEND, null],
  [REPLACE, null],
  [BYTES, null],
  [sequence(PREPEND, REPLACE), null],
  [sequence(NFKC, REPLACE, sequence(LOWERCASE, BYTES)), sequence(NFKC, sequence(LOWERCASE))],
];
for (const [teacher, expected] of kept) {
  Deno.test(`createWordNormalizer() of ${JSON.stringify(teacher)}`, () => {
    assertEquals(createWordNormalizer(teacher, ["Word"]), expected);
  });
}

Deno.test("createWordNormalizer() drops case where no word has any", () => {
  assertEquals(createWordNormalizer(null, ["word", "c++", "河"]), LOWERCASE);
  assertEquals(createWordNormalizer(NFKC, ["word"]), sequence(NFKC, LOWERCASE));
  assertEquals(createWordNormalizer(LOWERCASE, ["word"]), LOWERCASE);
  assertEquals(createWordNormalizer(NFKC, ["word", "Word"]), NFKC);
});
