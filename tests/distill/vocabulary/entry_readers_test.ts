import { assertEquals } from "@std/assert";
import {
  createUnitReader,
  createWordReader,
  type TakenNames,
  type UnitReader,
} from "../../../src/distill/vocabulary/entry_readers.ts";
import { chooseTokens } from "../../../src/distill/vocabulary/kept_tokens.ts";
import type { Rejection } from "../../../src/distill/vocabulary/own_entries.ts";
import { createStudentTokenizer } from "../../../src/distill/vocabulary/student_tokenizer.ts";
import { Tokenizer, type TokenizerJson } from "../../../src/tokenizer/tokenizer.ts";
import { TINY_TOKENIZER } from "../../teacher/tiny_teacher.ts";
import { BYTE_LEVEL, LLAMA, UNIGRAM, WORD_LEVEL } from "../small_tokenizers.ts";

const names: TakenNames = {
  isKnown: (word) => word === "the",
  isRemoved: (word) => word.startsWith("x"),
  isReserved: (phrase) => phrase === "[ x ]",
};
const wordReader = createWordReader(TINY_TOKENIZER, names);

const words: [entry: string, word: string][] = [
  ["Deno", "deno"],
  [" naïve\t", "naive"],
  ["河", "河"],
  ["\u{1f600}", "\u{1f600}"],
  ["\u{20000}", "\u{20000}"],
];
for (const [entry, word] of words) {
  Deno.test(`createWordReader() reads ${JSON.stringify(entry)} as a word`, () => {
    assertEquals(wordReader.read(entry), { entry, content: word, key: word, isPhrase: false });
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
    assertEquals(wordReader.read(entry), { entry, content, key, isPhrase: true });
  });
}

for (const entry of ["", "  ", "\u200b", "\0", "\u00ad "]) {
  Deno.test(`createWordReader() reads nothing in ${JSON.stringify(entry)}`, () => {
    assertEquals(wordReader.read(entry), undefined);
  });
}

Deno.test("createWordReader() reads as the tokenizer cuts", () => {
  const other = createWordReader(WORD_LEVEL, names);
  assertEquals(other.read("Naïve")?.content, "naïve");
  assertEquals(other.read("don't")?.isPhrase, true);
});

const wordReasons: [entry: string, reason: "known" | "removed" | undefined][] = [
  ["The", "known"],
  ["xyz", "removed"],
  ["other", undefined],
  ["x y", undefined],
  ["[ X ]", "known"],
];
for (const [entry, reason] of wordReasons) {
  Deno.test(`createWordReader() ${reason === undefined ? "accepts" : "rejects"} "${entry}"`, () => {
    assertEquals(wordReader.reject(wordReader.read(entry)!), reason);
  });
}

function readerOf(json: TokenizerJson): UnitReader {
  const { teacherIdByToken, ...marks } = chooseTokens(new Tokenizer(json), () => false);
  const student = { tokens: [...teacherIdByToken.keys()], ...marks, added: [] };
  const base = new Tokenizer(createStudentTokenizer(json, student));
  return createUnitReader(base, (word) => word.startsWith("x"));
}

const readers = {
  unigram: readerOf(UNIGRAM),
  byteLevel: readerOf(BYTE_LEVEL),
  llama: readerOf(LLAMA),
};

const unitReasons: [kind: keyof typeof readers, entry: string, reason: Rejection | undefined][] = [
  ["unigram", "the", "known"],
  ["unigram", "able", "known"], // "▁able" is no piece, but "able" is one
  ["unigram", "theable", undefined],
  ["unigram", "the the", undefined],
  ["unigram", "q", undefined], // spelled as one unknown token
  ["unigram", "<unk>", "known"],
  ["unigram", "xyz", "removed"],
  ["unigram", "x y", undefined],
  ["byteLevel", "the", "known"],
  ["byteLevel", "new", "known"],
  ["byteLevel", "ew", "known"], // stands inside words so far
  ["byteLevel", "wen", undefined],
  ["byteLevel", "Ã", "clashing"], // the name of byte 0xc3, with which it begins
  ["llama", "ab", "known"],
  ["llama", "c", "known"],
  ["llama", "abc", undefined],
];
for (const [kind, entry, reason] of unitReasons) {
  Deno.test(`createUnitReader() for ${kind}: ${reason ?? "new"} is "${entry}"`, () => {
    const reader = readers[kind];
    assertEquals(reader.reject(reader.read(entry)!), reason);
  });
}

Deno.test("createUnitReader() reads entries as the texts are normalized", () => {
  const { read } = readers.unigram;
  const entry = " ＮＥＷ york ";
  assertEquals(read(entry), { entry, content: "NEW york", key: "NEW york", isPhrase: true });
  assertEquals(read("C++"), { entry: "C++", content: "C++", key: "C++", isPhrase: false });
  assertEquals(read("\u3000"), undefined);
});

Deno.test("createUnitReader() reads entries as they are where spaces are written as marks", () => {
  const { read, matching } = readers.llama;
  assertEquals(matching, { normalized: false, rstrip: true });
  assertEquals(read(" a b "), { entry: " a b ", content: "a b", key: "a b", isPhrase: true });
  assertEquals(read(" "), undefined);
});

Deno.test("UnitReader.findInsideWords() finds pieces that no word was", () => {
  const { unigram, byteLevel } = readers;
  assertEquals(unigram.findInsideWords(["the", "able", "<unk>", " able", ""]), ["able"]);
  assertEquals(byteLevel.findInsideWords(["ew", "new"]), ["ew"]);
});
