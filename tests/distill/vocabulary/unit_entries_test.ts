import { assertEquals } from "@std/assert";
import type { Rejection } from "../../../src/distill/vocabulary/own_entries.ts";
import { createUnitReader, type UnitReader } from "../../../src/distill/vocabulary/unit_entries.ts";
import { studentPreTokenizer } from "../../../src/distill/vocabulary/prefix_space.ts";
import { Tokenizer, type TokenizerJson } from "../../../src/tokenizer/tokenizer.ts";
import { BYTE_LEVEL, LLAMA, UNIGRAM } from "../small_tokenizers.ts";

function readerOf(json: TokenizerJson): UnitReader {
  const base = new Tokenizer({ ...json, "pre_tokenizer": studentPreTokenizer(json) });
  return createUnitReader(base, (word) => word.startsWith("x"));
}

const readers = {
  unigram: readerOf(UNIGRAM),
  byteLevel: readerOf(BYTE_LEVEL),
  llama: readerOf(LLAMA),
};

const reasons: [kind: keyof typeof readers, entry: string, reason: Rejection | undefined][] = [
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
for (const [kind, entry, reason] of reasons) {
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
