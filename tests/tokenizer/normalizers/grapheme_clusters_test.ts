import { assertEquals } from "@std/assert";
import {
  clusterEnd,
  joinsBefore,
  standsAlone,
} from "../../../src/tokenizer/normalizers/grapheme_clusters.ts";

function split(text: string): string[] {
  const clusters: string[] = [];
  for (let start = 0; start < text.length;) {
    const end = clusterEnd(text, start);
    clusters.push(text.slice(start, end));
    start = end;
  }
  return clusters;
}

const cases: [rule: string, clusters: string[]][] = [
  ["GB3", ["\r\n", "\n", "\r", "a"]],
  ["GB4", ["\n", "\u0301", "\u200b", "\u200d"]],
  ["GB5", ["a", "\u00ad", "b", "\r"]],
  ["GB6", ["\u1100\u1100\u1161", "\u1100\uac00", "\u1100\uac01", "a", "\u1100"]],
  ["GB7", ["\uac00\u1161\u11a8", "\u1161\u1161\u11a8", "\u{16d63}\u{16d67}"]],
  ["GB8", ["\uac01\u11a8\u11a8", "\u1161", "\u1100"]],
  ["GB9", ["a\u0301\u200d\u0323", "b\u{1f3fb}", "e\u{e0101}"]],
  ["GB9a", ["\u0915\u0903", "\u0e01\u0e33"]],
  ["GB9b", ["\u0600a", "\u0600\u0600\u0915", "\u{110bd}\u{1f600}", "\u0600", "\n"]],
  ["GB9c", [
    "\u0915\u094d\u0937\u0301",
    "\u0915\u093c\u094d\u200d\u0937",
    "\u0915\u094d\u094d\u0937",
  ]],
  ["GB9c without a virama", ["\u0915\u093c", "\u0937"]],
  ["GB9c with a non-joiner", ["\u0915\u094d\u200c", "\u0937"]],
  ["GB9c with a spacing mark", ["\u0915\u094d\u0903", "\u0937"]],
  ["GB9c without a first consonant", ["a\u094d", "\u0937"]],
  ["GB11", ["\u00a9\u200d\u00ae", "\u{1f468}\u{1f3fb}\u200d\u2764\ufe0f\u200d\u{1f468}"]],
  ["GB11 without a pictograph", ["a\u200d", "\u2764", "\u2764\u200d", "a"]],
  ["GB11 with two joiners", ["\u2764\u200d\u200d", "\u2764"]],
  ["GB12", ["\u{1f1e6}\u{1f1e7}", "\u{1f1e6}\u{1f1e7}", "\u{1f1e6}", "a"]],
  ["GB13", ["\u0600\u{1f1e6}\u{1f1e7}", "\u{1f1e6}\u0301", "\u{1f1e6}"]],
  ["GB999", ["a", "é", "日", "😀", "\u{10ffff}", "1"]],
];
for (const [rule, clusters] of cases) {
  Deno.test(`clusterEnd() follows ${rule}`, () => assertEquals(split(clusters.join("")), clusters));
}

Deno.test("clusterEnd() ends a cluster of a million marks", () => {
  assertEquals(clusterEnd(`a${"\u0301".repeat(1_000_000)}b`, 0), 1_000_001);
});

const alone: [character: string, isAlone: boolean, isJoining: boolean][] = [
  ["a", true, false],
  ["日", true, false],
  ["각", true, false],
  ["\u00ad", true, false],
  ["\u2764", true, false],
  ["\u0301", false, true],
  ["\u0903", false, true],
  ["\u11a8", false, true],
  ["\u1100", false, false],
  ["\u0600", false, false],
  ["\r", false, false],
  ["\u{1f1e6}", false, false],
  ["\u{10ffff}", true, false],
];
for (const [character, isAlone, isJoining] of alone) {
  const name = `U+${character.codePointAt(0)!.toString(16)}`;
  Deno.test(`standsAlone() and joinsBefore() say of ${name} what it does to its neighbours`, () => {
    const codePoint = character.codePointAt(0)!;
    assertEquals([standsAlone(codePoint), joinsBefore(codePoint)], [isAlone, isJoining]);
  });
}
