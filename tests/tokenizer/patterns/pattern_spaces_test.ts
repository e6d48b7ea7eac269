import { assertEquals } from "@std/assert";
import { parsePattern } from "../../../src/tokenizer/patterns/pattern_parser.ts";
import {
  matchesAnySpace,
  staysBetweenSpaces,
} from "../../../src/tokenizer/patterns/pattern_spaces.ts";

const staying: [pattern: string, stays: boolean][] = [
  ["a", true],
  ["\\s+", true],
  [" ?\\p{L}+", true],
  [" ", true],
  ["\\s+(?!\\S)", true],
  ["\\w+(?=n't(?!\\w))|\\w+", true],
  ["(?i:'s|'t)", true],
  ["[\\r\\n]+ ", true],
  ["(?<word>\\w+)-\\w+", true],
  ["a b", false],
  ["a\\s?", false],
  [".+", false],
  ["[a ]+", false],
  ["(?: a)+", false],
  ["(?:a| )b", true],
  ["(?:a| ){2}", false],
  ["a(?= )", false],
  ["a(?!\\s)", false],
  ["a(?=b c)", false],
  ["(?<=a)b", false],
  ["(?<! )b", false],
  ["a$", false],
  ["\\ba", false],
  ["(a)\\1", false],
  ["a*", false],
];
for (const [pattern, stays] of staying) {
  Deno.test(`staysBetweenSpaces() says ${stays} for ${pattern}`, () => {
    assertEquals(staysBetweenSpaces(parsePattern(pattern)), stays);
  });
}

const matching: [pattern: string, matches: boolean][] = [
  [" ", true],
  ["\\s+", true],
  ["a|\\s+(?!\\S)|\\s", true],
  ["(?:a| )", true],
  ["( )", true],
  ["a", false],
  [" ?a", false],
  ["\\s+(?!\\S)", false],
  ["\\s{2,}", false],
  [" *", false],
];
for (const [pattern, matches] of matching) {
  Deno.test(`matchesAnySpace() says ${matches} for ${pattern}`, () => {
    assertEquals(matchesAnySpace(parsePattern(pattern)), matches);
  });
}
