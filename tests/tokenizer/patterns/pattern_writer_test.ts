import { assertEquals } from "@std/assert";
import { parsePattern } from "../../../src/tokenizer/patterns/pattern_parser.ts";
import { literalSource, writePattern } from "../../../src/tokenizer/patterns/pattern_writer.ts";

Deno.test("literalSource() writes what matches the text itself", () => {
  const text = Array.from({ length: 0x300 }, (_, i) => String.fromCharCode(i)).join("") + "👍";
  assertEquals(text.match(new RegExp(`^${literalSource(text)}$`, "u"))?.[0] === text, true);
});

const written: [pattern: string, source: string][] = [
  ["ab", "ab"],
  ["a.", "a[\0-\t\v-\ud7ff\ue000-\u{10ffff}]"],
  ["a+", "[a]+"],
  ["a+b", "(?:a){1,}b"],
  ["a+b*", "[a]+(?:[b]+)?"],
  ["a*?b", "(?:a){0,}?b"],
  ["[a👍]+", "(?:[a]+|[👍])+"],
  ["[a👍]+b", "(?:[a👍]){1,}b"],
  ["(?=a+)b", "(?=[a]+)b"],
  ["(?<=a+)b", "(?<=(?:a){1,})b"],
  ["a++", "[a]+"],
  ["a++b", "[a]{1,}(?![a])b"],
  ["a?+b", "(?:[a]|(?![a]))b"],
  ["(?>ab|a)b", "(?=(?<a0>(?:ab|a)))\\k<a0>b"],
  ["(?>ab|a)", "(?:ab|a)"],
  ["(a)b\\1", "(?<g0>a)b\\k<g0>"],
  ["(a)b", "(?:a)b"],
  ["a{1,3}+b", "(?:a){1,}b"],
  ["(?i:ss)", "(?:[ßẞ]|[Ssſ][Ssſ])"],
  ["a?", "(?:(?=[^])|$)(?:(?:a){0,1})"],
  ["(?:|a)?b", "(?:(?:|a)|)b"],
  ["(?:|a)??b", "(?:|(?:|a))b"],
];
for (const [pattern, source] of written) {
  Deno.test(`writePattern() writes ${pattern}`, () => {
    assertEquals(writePattern(parsePattern(pattern)), source);
  });
}

Deno.test("writePattern() takes time linear in a long text where case is ignored", () => {
  const source = writePattern(parsePattern(`(?i)${"a1".repeat(20_000)}`));
  assertEquals(source.length, 20_000 * "[Aa][1]".length);
});
