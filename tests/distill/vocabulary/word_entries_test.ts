import { assertEquals } from "@std/assert";
import { createWordReader, type TakenNames } from "../../../src/distill/vocabulary/word_entries.ts";
import { TINY_TOKENIZER } from "../../teacher/tiny_teacher.ts";
import { WORD_LEVEL } from "../small_tokenizers.ts";

const names: TakenNames = {
  isKnown: (word) => word === "the",
  isRemoved: (word) => word.startsWith("x"),
  isReserved: (phrase) => phrase === "[ x ]",
};
const reader = createWordReader(TINY_TOKENIZER, names);

const words: [entry: string, word: string][] = [
  ["Deno", "deno"],
  [" naïve\t", "naive"],
  ["河", "河"],
  ["\u{1f600}", "\u{1f600}"],
  ["\u{20000}", "\u{20000}"],
];
for (const [entry, word] of words) {
  Deno.test(`createWordReader() reads ${JSON.stringify(entry)} as a word`, () => {
    assertEquals(reader.read(entry), { entry, content: word, key: word, isPhrase: false });
  });
}

const phrases: [entry: string, content: string, key: string][] = [
  ["New York", "new york", "new york"],
  [" new york ", "new york", "new york"],
  ["new  york", "new  york", "new  york"],
  ["C++", "c++", "c++"],
  ["##ing", "##ing", "##ing"],
  ["...", "...", "..."],
  ["河流", "河流", "河  流"],
  [" 河流 ", "河流", "河  流"],
];
for (const [entry, content, key] of phrases) {
  Deno.test(`createWordReader() reads ${JSON.stringify(entry)} as a phrase`, () => {
    assertEquals(reader.read(entry), { entry, content, key, isPhrase: true });
  });
}

for (const entry of ["", "  ", "\u200b", "\0", "\u00ad "]) {
  Deno.test(`createWordReader() reads nothing in ${JSON.stringify(entry)}`, () => {
    assertEquals(reader.read(entry), undefined);
  });
}

Deno.test("createWordReader() reads as the tokenizer cuts", () => {
  const other = createWordReader(WORD_LEVEL, names);
  assertEquals(other.read("Naïve")?.content, "naïve");
  assertEquals(other.read("don't")?.isPhrase, true);
});

const reasons: [entry: string, reason: "known" | "removed" | undefined][] = [
  ["The", "known"],
  ["xyz", "removed"],
  ["other", undefined],
  ["x y", undefined],
  ["[ X ]", "known"],
];
for (const [entry, reason] of reasons) {
  Deno.test(`createWordReader() ${reason === undefined ? "accepts" : "rejects"} "${entry}"`, () => {
    assertEquals(reader.reject(reader.read(entry)!), reason);
  });
}
