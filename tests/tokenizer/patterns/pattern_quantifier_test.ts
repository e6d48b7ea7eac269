import { assertEquals, assertThrows } from "@std/assert";
import { PatternCursor } from "../../../src/tokenizer/patterns/pattern_cursor.ts";
import { PatternFault } from "../../../src/tokenizer/patterns/pattern_node.ts";
import { takeQuantifier } from "../../../src/tokenizer/patterns/pattern_quantifier.ts";

type Read = [min: number, max: number, mode: "greedy" | "lazy" | "possessive", rest: string];

const quantifiers: [source: string, expected: Read][] = [
  ["*", [0, Infinity, "greedy", ""]],
  ["+x", [1, Infinity, "greedy", "x"]],
  ["?", [0, 1, "greedy", ""]],
  ["*?", [0, Infinity, "lazy", ""]],
  ["++", [1, Infinity, "possessive", ""]],
  ["?+", [0, 1, "possessive", ""]],
  ["*?+", [0, Infinity, "lazy", "+"]],
  ["{3}", [3, 3, "greedy", ""]],
  ["{3}?", [3, 3, "greedy", "?"]],
  ["{3}+", [3, 3, "greedy", "+"]],
  ["{2,}", [2, Infinity, "greedy", ""]],
  ["{,2}", [0, 2, "greedy", ""]],
  ["{1,2}?", [1, 2, "lazy", ""]],
  ["{1,2}+", [1, 2, "greedy", "+"]],
  ["{2,1}", [1, 2, "possessive", ""]],
  ["{2,1}?", [1, 2, "possessive", "?"]],
  ["{0,100000}", [0, 100_000, "greedy", ""]],
];
for (const [source, expected] of quantifiers) {
  Deno.test(`takeQuantifier() reads ${source}`, () => {
    const cursor = new PatternCursor(source);
    const { min, max, isGreedy, isPossessive } = takeQuantifier(cursor)!;
    const mode = isPossessive ? "possessive" : isGreedy ? "greedy" : "lazy";
    assertEquals([min, max, mode, cursor.next], expected);
  });
}

for (const source of ["", "a", "{", "{}", "{,}", "{1", "{1,2", "{a}", "{ 1}", "}"]) {
  Deno.test(`takeQuantifier() takes nothing of "${source}"`, () => {
    const cursor = new PatternCursor(source);
    assertEquals(takeQuantifier(cursor), undefined);
    assertEquals(cursor.next, source.slice(0, 1));
  });
}

for (const source of ["{100001}", "{0,100001}", `{${"9".repeat(400)},}`]) {
  Deno.test(`takeQuantifier() refuses ${source.slice(0, 12)}`, () => {
    const message = "times, at most 100000 would do";
    assertThrows(() => takeQuantifier(new PatternCursor(source)), PatternFault, message);
  });
}
