import { assertEquals, assertThrows } from "@std/assert";
import { PatternFault } from "../../../src/tokenizer/patterns/pattern_node.ts";
import { parsePattern } from "../../../src/tokenizer/patterns/pattern_parser.ts";
import {
  alwaysMatches,
  canBeEmpty,
  checkReferences,
  prefersCharacters,
  setOfNode,
} from "../../../src/tokenizer/patterns/pattern_traits.ts";

type Traits = [canBeEmpty: boolean, prefersCharacters: boolean, alwaysMatches: boolean];

const traits: [pattern: string, expected: Traits][] = [
  ["a", [false, true, false]],
  ["\\s", [false, true, false]],
  ["", [true, true, true]],
  ["a*", [true, true, true]],
  ["a+", [false, true, false]],
  ["a*b", [false, true, false]],
  ["a*b?", [true, true, true]],
  ["a??", [true, false, true]],
  ["a??b", [false, true, false]],
  ["a|b*", [true, true, true]],
  ["a*|b", [true, false, true]],
  ["|a", [true, false, true]],
  ["(a|)", [true, true, true]],
  ["(?>a?)", [true, true, true]],
  ["(?=a)", [true, true, false]],
  ["^", [true, true, false]],
  ["(?:|a)?", [true, false, true]],
  ["(a*)+", [true, true, true]],
  ["(a)\\1", [false, true, false]],
];
for (const [pattern, expected] of traits) {
  Deno.test(`canBeEmpty(), prefersCharacters() and alwaysMatches() judge ${JSON.stringify(pattern)}`, () => {
    const node = parsePattern(pattern);
    assertEquals([canBeEmpty(node), prefersCharacters(node), alwaysMatches(node)], expected);
  });
}

Deno.test("setOfNode() knows what is one character", () => {
  const sets = ["a", "(?i:a)", "[ab]", "(?i:ß)", "ab", "a?"].map((pattern) =>
    setOfNode(parsePattern(pattern))
  );
  assertEquals(sets, [
    [[0x61, 0x61]],
    [[0x41, 0x41], [0x61, 0x61]],
    [[0x61, 0x62]],
    undefined,
    undefined,
    undefined,
  ]);
});

for (const pattern of ["(a)\\1", "(?:(a)b)+\\1", "(?=(a))\\1", "(?>(a))(?:\\1)?", "(a)(?!\\1)"]) {
  Deno.test(`checkReferences() lists the groups of ${pattern}`, () => {
    assertEquals(checkReferences(parsePattern(pattern), new Set()), ["1"]);
  });
}

for (
  const pattern of ["\\1(a)", "(a)?\\1", "(?:(a)|b)\\1", "(a\\1)", "(?!(a))\\1", "(?:\\1b|(a))+"]
) {
  Deno.test(`checkReferences() refuses ${pattern}`, () => {
    const message = "a reference to a group that may be unset (1) is not supported";
    assertThrows(() => checkReferences(parsePattern(pattern), new Set()), PatternFault, message);
  });
}
