import { assertEquals } from "@std/assert";
import type { SplitBehavior } from "../../../src/tokenizer/json/pre_tokenizer_json.ts";
import { splitText } from "../../../src/tokenizer/pre_tokenizers/split.ts";

// `split` among the unit tests of normalizer.rs, then the same inverted (recorded from Python).
const behaviors: [behavior: SplitBehavior, pieces: string[], inverted: string[]][] = [
  ["Removed", ["The", "final", "countdown"], ["-", "-", "-"]],
  [
    "Isolated",
    ["The", "-", "final", "-", "-", "countdown"],
    ["The", "-", "final", "-", "-", "countdown"],
  ],
  ["MergedWithPrevious", ["The-", "final-", "-", "countdown"], [
    "The",
    "-final",
    "-",
    "-countdown",
  ]],
  ["MergedWithNext", ["The", "-final", "-", "-countdown"], ["The-", "final-", "-", "countdown"]],
  ["Contiguous", ["The", "-", "final", "--", "countdown"], [
    "The",
    "-",
    "final",
    "--",
    "countdown",
  ]],
];
for (const [behavior, pieces, inverted] of behaviors) {
  Deno.test(`splitText() splits by "${behavior}", inverted or not`, () => {
    const text = "The-final--countdown";
    const split = [false, true].map((invert) =>
      splitText(text, /-/gu, { behavior, invert }).filter((piece) => piece !== "")
    );
    assertEquals(split, [pieces, inverted]);
  });
}

const edges: [
  text: string,
  pattern: RegExp,
  behavior: SplitBehavior,
  invert: boolean,
  pieces: string[],
][] = [
  ["ab", /x/gu, "Removed", false, ["ab"]],
  ["ab", /x/gu, "Removed", true, [""]],
  ["ab", /x/gu, "Isolated", true, ["ab"]],
  ["ab", /a/gu, "Removed", false, ["", "b"]],
  ["ab", /a/gu, "Removed", true, ["a"]],
  ["ab", /b/gu, "Removed", true, ["", "b"]],
  ["aba", /a(?!b)/gu, "Removed", true, ["", "a"]],
  ["", /a*/gu, "Removed", false, []],
  ["", /a/gu, "MergedWithNext", false, [""]],
];
for (const [text, pattern, behavior, invert, pieces] of edges) {
  const name = `${JSON.stringify(text)} at ${pattern} by "${behavior}"${
    invert ? ", inverted" : ""
  }`;
  Deno.test(`splitText() splits ${name}`, () => {
    assertEquals(splitText(text, pattern, { behavior, invert }), pieces);
  });
}

// Recorded from Python's tokenizers 0.22.2, with the pattern as a Regex.
const empties: [pattern: RegExp, behavior: SplitBehavior, text: string, pieces: string[]][] = [
  [/(?:)/gu, "Isolated", "a👍b", ["a", "👍", "b"]],
  [/(?:)/gu, "Contiguous", "aab", ["a", "a", "b"]],
  [/a*/gu, "Isolated", "baac", ["b", "aa", "c"]],
  [/a*/gu, "MergedWithPrevious", "baac", ["baa", "c"]],
  [/a*/gu, "MergedWithNext", "baac", ["b", "aac"]],
  [/a*/gu, "Contiguous", "baac", ["b", "aa", "c"]],
  [/(?=b)/gu, "MergedWithPrevious", "abab", ["a", "ba", "b"]],
];
for (const [pattern, behavior, text, pieces] of empties) {
  Deno.test(`splitText() takes empty matches of ${pattern} as Python does by "${behavior}"`, () => {
    const split = splitText(text, pattern, { behavior, invert: false });
    assertEquals(split.filter((piece) => piece !== ""), pieces);
  });
}

Deno.test("splitText() starts at the beginning whatever a RegExp was used for before", () => {
  const pattern = /a/gu;
  pattern.lastIndex = 2;
  assertEquals(splitText("aab", pattern, { behavior: "Removed", invert: false }), ["", "b"]);
  assertEquals(splitText("aab", pattern, { behavior: "Removed", invert: true }), ["a", "a"]);
});
