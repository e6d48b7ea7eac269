import { assertEquals, assertThrows } from "@std/assert";
import { complementOf, engineSet } from "../../../src/tokenizer/unicode/code_point_set.ts";
import {
  setOfBrackets,
  takeBrackets,
  takeSetEscape,
} from "../../../src/tokenizer/patterns/pattern_brackets.ts";
import { PatternCursor } from "../../../src/tokenizer/patterns/pattern_cursor.ts";
import { PatternFault } from "../../../src/tokenizer/patterns/pattern_node.ts";

function readBrackets(source: string) {
  const cursor = new PatternCursor(source);
  cursor.take();
  const set = setOfBrackets(takeBrackets(cursor, 0));
  assertEquals(cursor.isAtEnd, true);
  return set;
}

// Each with a class of JavaScript that equals it.
const sets: [brackets: string, source: string][] = [
  ["[abc]", "[a-c]"],
  ["[^a-c]", "[^a-c\\ud800-\\udfff]"],
  ["[]a]", "[\\]a]"],
  ["[^]a]", "[^\\]a\\ud800-\\udfff]"],
  ["[a-]", "[a\\-]"],
  ["[-a]", "[a\\-]"],
  ["[a-c-e]", "[a-c\\-e]"],
  ["[--/]", "[\\-.\\/]"],
  ["[!--]", "[!-\\-]"],
  ["[a-&&-]", "[\\-]"],
  ["[\\x41-\\x{43}]", "[A-C]"],
  ["[\\]\\-\\[]", "[\\[\\]\\-]"],
  ["[\\d_]", "[\\p{Nd}_]"],
  ["[\\d-]", "[\\p{Nd}\\-]"],
  ["[\\P{L}x]", "[[^\\p{L}\\ud800-\\udfff]x]"],
  ["[[:digit:]a]", "[\\p{Nd}a]"],
  ["[[:^digit:]&&[0-a]]", "[:-a]"],
  ["[[:ab]]", "[:ab]"],
  ["[a[bc]d]", "[a-d]"],
  ["[a[^\\x00-b]]", "[[^\\0-`b\\ud800-\\udfff]&&[a[^\\0-b]]]"],
  ["[a-w&&[^c-g]z]", "[abh-w]"],
  ["[^a&&b]", "[^\\ud800-\\udfff]"],
  ["[a&b]", "[&ab]"],
  ["[a&&]", "[]"],
  ["[a-[b]]", "[b]"],
  ["[\u{1f600}-\u{1f601}]", "[\u{1f600}\u{1f601}]"],
  ["[(\\s|[.,!])]", "[\\(\\)\\|.,!\\t-\\r \\x85\\p{Z}]"],
];
for (const [brackets, source] of sets) {
  Deno.test(`takeBrackets() reads ${JSON.stringify(brackets)}`, () => {
    const one = new RegExp(`^(?!\\p{Cs})${source}$`, "v");
    const set = new Set<number>();
    for (const [first, last] of readBrackets(brackets)) {
      for (let codePoint = first; codePoint <= last; codePoint++) set.add(codePoint);
    }
    for (let codePoint = 0; codePoint < 0x20000; codePoint++) {
      if (set.has(codePoint) !== one.test(String.fromCodePoint(codePoint))) {
        assertEquals(codePoint.toString(16), "no difference");
      }
    }
  });
}

const faults: [brackets: string, message: string][] = [
  ["[", 'it has an open bracket, "]" must follow'],
  ["[a", 'it has an open bracket, "]" must follow'],
  ["[]", "it has empty brackets, a character must be in them"],
  ["[^]", "it has empty brackets, a character must be in them"],
  ["[b-a]", "it has a range that runs backwards, its ends must change places"],
  ["[a-\\d]", "it has a range that ends in a set, a character must end it"],
  ["[\\d-a]", "it has a range that begins with a set, a character must begin it"],
  ["[[:vowel:]]", "[:vowel:] is not known, [:alpha:] would be"],
  ["[a\\", "it ends too early, more must follow"],
  ["[".repeat(300), "it nests deeper than 250, less would do"],
];
for (const [brackets, message] of faults) {
  Deno.test(`takeBrackets() refuses ${brackets.slice(0, 20)}`, () => {
    assertThrows(() => readBrackets(brackets), PatternFault, message);
  });
}

Deno.test("takeSetEscape() reads small letters as sets and capitals as all else", () => {
  const hexadecimal = engineSet("[\\dA-Fa-f]");
  assertEquals(takeSetEscape(new PatternCursor("h")), hexadecimal);
  assertEquals(takeSetEscape(new PatternCursor("H")), complementOf(hexadecimal));
});

Deno.test("takeSetEscape() takes nothing of another escape", () => {
  const cursor = new PatternCursor("n");
  assertEquals([takeSetEscape(cursor), cursor.next], [undefined, "n"]);
});
