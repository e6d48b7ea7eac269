import { assertEquals, assertThrows } from "@std/assert";
import {
  codePointsOf,
  complementOf,
  engineSet,
  hasCodePoint,
  intersectSets,
  runSource,
  setSource,
  subtractSet,
  uniteSets,
} from "../../../src/tokenizer/unicode/code_point_set.ts";
import type { CodePointRanges } from "../../../src/tokenizer/unicode/unicode.ts";

const ALL: CodePointRanges = [[0x0, 0xd7ff], [0xe000, 0x10ffff]];

Deno.test("uniteSets() sorts, and joins what overlaps or touches", () => {
  const united = uniteSets([[5, 9], [20, 30]], [[10, 12]], [[1, 1], [25, 26]], []);
  assertEquals(united, [[1, 1], [5, 12], [20, 30]]);
});

Deno.test("uniteSets() of nothing is empty", () => assertEquals(uniteSets(), []));

Deno.test("complementOf() leaves surrogates out", () => {
  assertEquals(complementOf([]), ALL);
  assertEquals(complementOf([[0, 0x20], [0xd7ff, 0xe000]]), [[0x21, 0xd7fe], [0xe001, 0x10ffff]]);
  assertEquals(complementOf([[0, 0x10ffff]]), []);
});

Deno.test("intersectSets() keeps what is in all sets", () => {
  assertEquals(intersectSets([[1, 9]], [[3, 20]], [[0, 4], [8, 8]]), [[3, 4], [8, 8]]);
});

Deno.test("subtractSet() cuts ranges in two", () => {
  assertEquals(subtractSet([[1, 9]], [[3, 4], [9, 12]]), [[1, 2], [5, 8]]);
});

Deno.test("hasCodePoint() finds exactly the members of sets of any size", () => {
  for (let size = 0; size < 10; size++) {
    const set = Array.from({ length: size }, (_, i) => [10 * i + 5, 10 * i + 7] as const);
    const found = Array.from({ length: 110 }, (_, i) => i).filter((i) => hasCodePoint(set, i));
    assertEquals(found, codePointsOf(set));
  }
});

Deno.test("hasCodePoint() includes both ends of a range", () => {
  const found = [1, 2, 5, 6].map((codePoint) => hasCodePoint([[2, 5]], codePoint));
  assertEquals(found, [false, true, true, false]);
});

Deno.test("codePointsOf() lists every member", () => {
  assertEquals(codePointsOf([[1, 3], [7, 7]]), [1, 2, 3, 7]);
});

const engineSets: [source: string, set: CodePointRanges][] = [
  ["[ab]", [[0x61, 0x62]]],
  ["\\p{Any}", ALL],
  ["[\\u{10000}\\u{3ffff}\\u{40000}-\\u{dffff}]", [[0x10000, 0x10000], [0x3ffff, 0xdffff]]],
  ["\\p{Co}", [[0xe000, 0xf8ff], [0xf0000, 0xffffd], [0x100000, 0x10fffd]]],
  ["\\p{Variation_Selector}", [
    [0x180b, 0x180d],
    [0x180f, 0x180f],
    [0xfe00, 0xfe0f],
    [0xe0100, 0xe01ef],
  ]],
];
for (const [source, set] of engineSets) {
  Deno.test(`engineSet() finds the members of ${source}`, () => {
    assertEquals(engineSet(source), set);
  });
}

Deno.test("engineSet() lets the engine refuse what it does not know", () => {
  assertThrows(() => engineSet("\\p{Nonsense}"), SyntaxError, "Invalid");
});

Deno.test("setSource() writes a class that holds exactly the set", () => {
  const set = uniteSets([[0x2d, 0x2d], [0x5b, 0x5e], [0xa, 0xd], [0xff, 0x100], [
    0x1f600,
    0x1f601,
  ]]);
  const one = new RegExp(`^${setSource(set)}$`, "u");
  const found = Array.from({ length: 0x20000 }, (_, i) => i)
    .filter((codePoint) => one.test(String.fromCodePoint(codePoint)));
  assertEquals(found, codePointsOf(set));
});

Deno.test("setSource() of no characters matches none", () => {
  assertEquals(new RegExp(setSource([]), "u").test("a"), false);
});

Deno.test("runSource() takes characters in and beyond the BMP in any order", () => {
  const run = new RegExp(runSource([[0x61, 0x62], [0x1f600, 0x1f64f]]), "gu");
  assertEquals("xab\u{1f600}a\u{1f601}\u{1f602}xb\u{1f680}".match(run), [
    "ab\u{1f600}a\u{1f601}\u{1f602}",
    "b",
  ]);
});

const runs: [name: string, character: string][] = [
  ["the BMP", "日"],
  ["the other planes", "\u{20000}"],
];
for (const [name, character] of runs) {
  Deno.test(`runSource() takes two million characters of ${name} at once`, () => {
    const run = new RegExp(runSource([[0x4e00, 0x9fff], [0x20000, 0x2a6df]]), "gu");
    const text = character.repeat(2_000_000);
    assertEquals(text.match(run)?.length, 1);
  });
}
