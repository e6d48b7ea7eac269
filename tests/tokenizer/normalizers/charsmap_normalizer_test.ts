import { assertEquals, assertStrictEquals } from "@std/assert";
import { parseCharsmap } from "../../../src/tokenizer/normalizers/charsmap.ts";
import { CharsmapNormalizer } from "../../../src/tokenizer/normalizers/charsmap_normalizer.ts";
import { readNormalizerPeer } from "../normalizer_peer.ts";

const normalizer = new CharsmapNormalizer(parseCharsmap(readNormalizerPeer().charsmap));

const cases: [name: string, text: string, normalized: string][] = [
  ["an empty text", "", ""],
  ["characters", "xaＡ①", "xbA1"],
  ["characters beyond the BMP", "a😀\u{10ffff}", "b:)\u{10ffff}"],
  ["a character by nothing", "\u00adx\u00ad", "x"],
  ["a cluster that is a key", "ze\u0301z", "zéz"],
  ["a cluster as a whole by its first character, whose mark is lost", "a\u0308", "b"],
  ["a cluster of 6 bytes character by character", "か\u3099\u0301", "か\u3099'"],
  ["the characters of a cluster that no key begins", "z\u0301", "z'"],
  ["a line break that is one cluster", "\r\n\r", "\n\r"],
  ["a mark behind a control character", "\u200b\u0301", "\u200b'"],
  ["a syllable of jamo character by character", "ᄀ\u1161", "g\u1161"],
  ["a syllable", "각", "gag"],
];
for (const [name, text, normalized] of cases) {
  Deno.test(`CharsmapNormalizer.normalize() replaces ${name}`, () => {
    assertEquals(normalizer.normalize(text), normalized);
  });
}

Deno.test("CharsmapNormalizer.normalize() gives back a text that stays", () => {
  const text = "Zwölf Boxkämpfer 日本 \u{10ffff}";
  assertStrictEquals(normalizer.normalize(text), text);
});

Deno.test("CharsmapNormalizer.normalize() goes on when it has seen more clusters than it remembers", () => {
  const ideographs = Array.from({ length: 10_000 }, (_, i) => String.fromCharCode(0x4e00 + i));
  const marks = ["\u0323", "\u0324", "\u0325", "\u0326", "\u0327", "\u0328", "\u0329"];
  const text = marks.map((mark) => ideographs.join(`${mark}\u0301`)).join("");
  const expected = marks.map((mark) => ideographs.join(`${mark}'`)).join("");
  assertEquals(normalizer.normalize(text) === expected, true);
});

Deno.test("CharsmapNormalizer.normalize() replaces a million marks of one cluster", () => {
  const count = 1_000_000;
  assertEquals(normalizer.normalize("\u0301".repeat(count)) === "'".repeat(count), true);
});
