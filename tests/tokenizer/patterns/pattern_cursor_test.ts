import { assertEquals, assertThrows } from "@std/assert";
import { propertySet } from "../../../src/tokenizer/unicode/character_classes.ts";
import { complementOf } from "../../../src/tokenizer/unicode/code_point_set.ts";
import { PatternCursor } from "../../../src/tokenizer/patterns/pattern_cursor.ts";
import { PatternFault } from "../../../src/tokenizer/patterns/pattern_node.ts";

Deno.test("PatternCursor takes characters, not UTF-16 units", () => {
  const cursor = new PatternCursor("\u{1f600}b");
  assertEquals([cursor.next, cursor.take(), cursor.isAtEnd], ["\u{1f600}", "\u{1f600}", false]);
  assertEquals([cursor.take(), cursor.isAtEnd, cursor.next], ["b", true, ""]);
});

Deno.test("PatternCursor.take() refuses to go beyond the end", () => {
  const message = "it ends too early, more must follow";
  assertThrows(() => new PatternCursor("").take(), PatternFault, message);
});

Deno.test("PatternCursor.takeIf() takes a text only where it stands", () => {
  const cursor = new PatternCursor("abc");
  assertEquals([cursor.takeIf("b"), cursor.takeIf("ab"), cursor.startsWith("c")], [
    false,
    true,
    true,
  ]);
  assertEquals([cursor.includes("a"), cursor.includes("c")], [false, true]);
});

Deno.test("PatternCursor.takeMatch() takes what a RegExp finds here and nowhere else", () => {
  const cursor = new PatternCursor("a12");
  assertEquals(cursor.takeMatch(/\d+/y), undefined);
  cursor.take();
  assertEquals(cursor.takeMatch(/(\d)\d/y)?.[1], "1");
  assertEquals(cursor.isAtEnd, true);
});

const escapes: [escape: string, character: string, rest: string][] = [
  ["n", "\n", ""],
  ["t", "\t", ""],
  ["e", "\x1b", ""],
  ["a", "\x07", ""],
  ["v", "\v", ""],
  ["b", "\b", ""],
  [".", ".", ""],
  ["\u{1f600}", "\u{1f600}", ""],
  ["x41B", "A", "B"],
  ["x4g", "\x04", "g"],
  ["xg", "\0", "g"],
  ["x{1f600}x", "\u{1f600}", "x"],
  ["u00e9f", "é", "f"],
  ["101", "A", ""],
  ["0", "\0", ""],
  ["o{101}", "A", ""],
  ["oa", "o", "a"],
  ["cA", "\x01", ""],
  ["c?", "\x7f", ""],
  ["C-a", "\x01", ""],
  ["c\\x41", "\x01", ""],
];
for (const [escape, character, rest] of escapes) {
  Deno.test(`PatternCursor.takeEscape() reads ${JSON.stringify(escape)}`, () => {
    const cursor = new PatternCursor(escape);
    assertEquals(cursor.takeEscape(), character);
    assertEquals(cursor.next, rest);
  });
}

const faults: [escape: string, message: string, isMalformed: boolean][] = [
  ["", "it ends too early, more must follow", true],
  ["u00e", "\\u is not complete, more must follow", true],
  ["C", "\\C is not complete, more must follow", true],
  ["x{110000}", "1114112 is no character, numbers up to 1114111 are", true],
  ["ud800", "55296 is no character, numbers up to 1114111 are", true],
  ["xe3", "a byte of a character is not supported, a pattern without it would do", false],
  ["377", "a byte of a character is not supported, a pattern without it would do", false],
  ["x{61 62}", "a list of characters (\\x{...}) is not supported", false],
  ["M-a", "a meta character (\\M) is not supported", false],
];
for (const [escape, message, isMalformed] of faults) {
  Deno.test(`PatternCursor.takeEscape() refuses ${JSON.stringify(escape)}`, () => {
    const fault = assertThrows(
      () => new PatternCursor(escape).takeEscape(),
      PatternFault,
      message,
    );
    assertEquals(fault.isMalformed, isMalformed);
  });
}

Deno.test("PatternCursor.takeProperty() negates once, twice or not", () => {
  const letters = propertySet("L")!;
  const taken = ["p{L}", "P{L}", "p{^L}", "P{^L}", "pL"].map((escape) =>
    new PatternCursor(escape).takeProperty()
  );
  assertEquals(taken, [letters, complementOf(letters), complementOf(letters), letters, undefined]);
});

Deno.test("PatternCursor.takeProperty() refuses what it has no set for", () => {
  assertThrows(
    () => new PatternCursor("p{In_Arabic}").takeProperty(),
    PatternFault,
    "the property \\p{In_Arabic} is not supported, a pattern without it would do",
  );
});
