import { assertEquals } from "@std/assert";
import {
  classSource,
  decodeRanges,
  lowerCharacters,
  punctuation,
} from "../../../src/tokenizer/unicode/unicode.ts";

Deno.test("classSource() writes a class that holds the ends of its ranges and nothing outside", () => {
  const digit = new RegExp(`^[${classSource([[0x30, 0x39], [0x1f600, 0x1f600]])}]$`, "u");
  const found = ["/", "0", "9", ":", "\u{1f600}", "\u{1f601}"].map((character) =>
    digit.test(character)
  );
  assertEquals(found, [false, true, true, false, true, false]);
});

Deno.test("classSource() writes what has a meaning in a class so that it stands for itself", () => {
  const text = "\\]^-[&|\n";
  const set = Array.from(text, (c) => [c.charCodeAt(0), c.charCodeAt(0)] as const);
  assertEquals(text.replace(new RegExp(`[${classSource(set)}]`, "gu"), ""), "");
  assertEquals(new RegExp(`[${classSource([[0x2b, 0x2d]])}]`, "u").test("."), false);
});

Deno.test("decodeRanges() adds up distances in base 36", () => {
  assertEquals(decodeRanges("x+e b 2+1"), [[33, 47], [58, 58], [60, 61]]);
});

Deno.test("punctuation() holds ASCII symbols, which category P does not", () => {
  const firsts = punctuation().slice(0, 5);
  assertEquals(firsts, [[0x21, 0x2f], [0x3a, 0x40], [0x5b, 0x60], [0x7b, 0x7e], [0xa1, 0xa1]]);
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
