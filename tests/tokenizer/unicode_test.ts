import { assertEquals } from "@std/assert";
import {
  classSource,
  decodeRanges,
  decompose,
  lowerCharacters,
  punctuation,
  stripAccents,
} from "../../src/tokenizer/unicode.ts";

Deno.test("decodeRanges() reads distances and extents in base 36", () => {
  assertEquals(decodeRanges("a z+1 1"), [[10, 10], [45, 46], [47, 47]]);
});

Deno.test("classSource() writes a class that holds the ends of its ranges and nothing outside", () => {
  const digit = new RegExp(`^[${classSource([[0x30, 0x39], [0x1f600, 0x1f600]])}]$`, "u");
  const found = ["/", "0", "9", ":", "\u{1f600}", "\u{1f601}"].map((character) =>
    digit.test(character)
  );
  assertEquals(found, [false, true, true, false, true, false]);
});

Deno.test("punctuation holds ASCII symbols, which category P does not", () => {
  const firsts = punctuation.slice(0, 4);
  assertEquals(firsts, [[0x21, 0x2f], [0x3a, 0x40], [0x5b, 0x60], [0x7b, 0x7e]]);
});

Deno.test("decompose() equals NFD where Unicode 9 had a decomposition", () => {
  const text = "Ấ 각 ﬁ \u0344 q\u0323\u0307 \u{1d15e}";
  assertEquals(decompose(text), text.normalize("NFD"));
});

Deno.test("decompose() leaves characters that are newer than Unicode 9 as they are", () => {
  assertEquals(decompose("\u{11938}"), "\u{11938}");
});

Deno.test("decompose() sorts long runs of marks as NFD does", () => {
  const marks = "\u0301\u0323\u302e\u1baa\u05b0".repeat(40);
  assertEquals(decompose(`a${marks}b`), `a${marks}b`.normalize("NFD"));
});

Deno.test("decompose() sorts a million marks out of order", () => {
  const half = 500_000;
  const sorted = "\u0323".repeat(half) + "\u0301".repeat(half);
  assertEquals(decompose("\u0301\u0323".repeat(half)) === sorted, true);
});

Deno.test("stripAccents() drops non-spacing marks only", () => {
  assertEquals(stripAccents("Ấn Độ क\u0940\u0941"), "An Đo क\u0940");
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
