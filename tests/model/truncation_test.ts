import { assertEquals } from "@std/assert";
import { cutCodePoints, medianTokenLength } from "../../src/model/truncation.ts";

const medians: [tokens: string[], length: number][] = [
  [["abc"], 3],
  [["a", "abcdef", "ab"], 2],
  [["a", "abcd"], 2], // 2.5 rounded down
  [["", "a"], 0],
  [["\u{1F600}\u{1F600}"], 2],
  [["\ud83d\ud83d\ude00"], 2], // a lone surrogate counts as one
];
for (const [tokens, length] of medians) {
  Deno.test(`medianTokenLength() of ${JSON.stringify(tokens)} is ${length}`, () => {
    assertEquals(medianTokenLength(tokens), length);
  });
}

const cuts: [text: string, limit: number, kept: string][] = [
  ["", 0, ""],
  ["", 3, ""],
  ["abc", 0, ""],
  ["abc", 2, "ab"],
  ["abc", 3, "abc"],
  ["abc", Infinity, "abc"],
  ["\u{1F600}\u{1F601}a", 1, "\u{1F600}"],
  ["\u{1F600}\u{1F601}a", 3, "\u{1F600}\u{1F601}a"],
  ["\u{1F600}\u{1F601}a", 4, "\u{1F600}\u{1F601}a"],
  ["\ud83d\ud83d\ude00\ude00", 2, "\ud83d\ud83d\ude00"],
  ["a\ud83d", 2, "a\ud83d"],
];
for (const [text, limit, kept] of cuts) {
  Deno.test(`cutCodePoints() keeps ${limit} of ${JSON.stringify(text)}`, () => {
    assertEquals(cutCodePoints(text, limit), kept);
  });
}
