import { assertEquals } from "@std/assert";
import {
  classSource,
  lowerCharacters,
  PUNCTUATION,
  stripAccents,
} from "../../src/tokenizer/unicode.ts";

Deno.test("classSource() writes a class that holds the ends of its ranges and nothing outside", () => {
  const digit = new RegExp(`^[${classSource([[0x30, 0x39], [0x1f600, 0x1f600]])}]$`, "u");
  const found = ["/", "0", "9", ":", "\u{1f600}", "\u{1f601}"].map((character) =>
    digit.test(character)
  );
  assertEquals(found, [false, true, true, false, true, false]);
});

Deno.test("PUNCTUATION holds ASCII symbols, which category P does not", () => {
  const firsts = PUNCTUATION.slice(0, 5);
  assertEquals(firsts, [[0x21, 0x2f], [0x3a, 0x40], [0x5b, 0x60], [0x7b, 0x7e], [0xa1, 0xa1]]);
});

Deno.test("stripAccents() drops non-spacing marks only", () => {
  assertEquals(stripAccents("Ấn Độ क\u0940\u0941"), "An Đo क\u0940");
});

Deno.test("stripAccents() decomposes what Unicode 9 had a decomposition for", () => {
  const text = "각 ﬁ \u09cb \u{1d15e}";
  assertEquals(stripAccents(text), text.normalize("NFD"));
});

Deno.test("stripAccents() leaves characters that are newer than Unicode 9 as they are", () => {
  assertEquals(stripAccents("\u{11938}"), "\u{11938}");
});

// Spacing marks with a combining class: they are sorted and stay.
const SPACING_MARKS = ["\u{1d16d}", "\u302e", "\u1baa", "\u{1d165}"];

Deno.test("stripAccents() sorts long runs of the marks that stay as NFD does", () => {
  const marks = SPACING_MARKS.join("").repeat(40);
  assertEquals(stripAccents(`a${marks}b`), `a${marks}b`.normalize("NFD"));
});

Deno.test("stripAccents() sorts a million marks out of order", () => {
  const half = 500_000;
  const sorted = "\u302e".repeat(half) + "\u{1d16d}".repeat(half);
  assertEquals(stripAccents("\u{1d16d}\u302e".repeat(half)) === sorted, true);
});

const lowered: [text: string, expected: string][] = [
  ["ABC xyz", "abc xyz"],
  ["ΟΔΟΣ ς", "οδοσ ς"],
  ["İ", "i\u0307"],
  ["\ua7ce\ua7d2\ua7d4", "\ua7cf\ua7d3\ua7d5"],
  ["\u{16ea0}\u{16eb8}", "\u{16ebb}\u{16ed3}"],
];
for (const [text, expected] of lowered) {
  Deno.test(`lowerCharacters() makes ${JSON.stringify(text)} ${JSON.stringify(expected)}`, () => {
    assertEquals(lowerCharacters(text), expected);
  });
}
