import { assertEquals } from "@std/assert";
import { hasSpace, stripSpace } from "../../../src/distill/vocabulary/white_space.ts";

// As Rust's `char::is_whitespace`: U+0085 is white space, U+FEFF and U+200B are not.
const cases: [text: string, stripped: string, hasSpace: boolean][] = [
  ["", "", false],
  ["a", "a", false],
  [" a ", "a", true],
  ["a b", "a b", true],
  ["\t\n\u0085\u3000a\u00a0", "a", true],
  ["   ", "", true],
  ["\ufeffa\u200b", "\ufeffa\u200b", false],
  [" \u{1f600} ", "\u{1f600}", true],
  ["\ud800", "\ud800", false],
];
for (const [text, stripped, spaced] of cases) {
  Deno.test(`stripSpace() and hasSpace() of ${JSON.stringify(text)}`, () => {
    assertEquals([stripSpace(text), hasSpace(text)], [stripped, spaced]);
  });
}
