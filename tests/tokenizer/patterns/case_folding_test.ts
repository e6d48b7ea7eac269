import { assertEquals } from "@std/assert";
import {
  charactersWithFolding,
  cutFoldings,
  foldCase,
  ignoreCase,
} from "../../../src/tokenizer/patterns/case_folding.ts";
import { codePointsOf } from "../../../src/tokenizer/unicode/code_point_set.ts";

function charactersOf(set: Parameters<typeof codePointsOf>[0]): string {
  return codePointsOf(set).map((codePoint) => String.fromCodePoint(codePoint)).join("");
}

// Found with `Split(Regex("(?i:...)"))` of Python's tokenizers 0.22.2 over all cased characters.
const variants: [folding: string, characters: string][] = [
  ["a", "Aa"],
  ["s", "Ssſ"],
  ["k", "Kk\u212a"],
  ["i", "Ii"],
  ["å", "Åå\u212b"],
  ["σ", "Σςσ"],
  ["θ", "Θθϑϴ"],
  ["ι", "\u0345Ιι\u1fbe"],
  ["ǆ", "Ǆǅǆ"],
  ["ა", "აᲐ"],
  ["ss", "ßẞ"],
  ["st", "ﬅﬆ"],
  ["ffi", "ﬃ"],
  ["i\u0307", "İ"],
  ["1", "1"],
  ["\u{1f600}", "\u{1f600}"],
  ["xy", ""],
];
for (const [folding, characters] of variants) {
  Deno.test(`charactersWithFolding() finds "${characters}" for "${folding}"`, () => {
    assertEquals(charactersOf(charactersWithFolding(folding)), characters);
  });
}

Deno.test("foldCase() lets the dotless i be itself", () => {
  assertEquals(["ı", "I", "ẞ", "ſ", "ς"].map(foldCase), ["ı", "i", "ss", "s", "σ"]);
});

const cuts: [text: string, parts: string[]][] = [
  ["", []],
  ["ab", ["a", "b"]],
  ["sss", ["ss", "s"]],
  ["ffi", ["ffi"]],
  ["sst", ["ss", "t"]],
  ["Aß", ["a", "ss"]],
  ["\u{10400}x", ["\u{10428}", "x"]],
];
for (const [text, parts] of cuts) {
  Deno.test(`cutFoldings() takes the longest first in "${text}"`, () => {
    assertEquals(cutFoldings(text), parts);
  });
}

Deno.test("ignoreCase() adds the other cases and the sequences of a set", () => {
  const { set, sequences } = ignoreCase([[0x6b, 0x6b], [0xdf, 0xdf], [0x31, 0x31]]);
  assertEquals(charactersOf(set), "1Kkßẞ\u212a");
  assertEquals(sequences, ["ss"]);
});

Deno.test("ignoreCase() leaves a set without letters as it is", () => {
  assertEquals(ignoreCase([[0x30, 0x39]]), { set: [[0x30, 0x39]], sequences: [] });
});
