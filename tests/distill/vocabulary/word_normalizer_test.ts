import { assertEquals } from "@std/assert";
import { createWordNormalizer } from "../../../src/distill/vocabulary/word_normalizer.ts";
import type { NormalizerJson } from "../../../src/tokenizer/tokenizer.ts";

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
