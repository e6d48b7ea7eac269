import { assertEquals, assertThrows } from "@std/assert";
import type { PatternJson } from "../../../src/tokenizer/json/pattern_json.ts";
import { createReplacer } from "../../../src/tokenizer/normalizers/replacer.ts";

const cases: [pattern: PatternJson, content: string, text: string, replaced: string][] = [
  [{ String: " " }, "▁", "a b  c", "a▁b▁▁c"],
  [{ String: "." }, "!", "a.b", "a!b"],
  [{ String: "aa" }, "b", "aaaaa", "bba"],
  [{ String: "😀" }, "", "a😀b", "ab"],
  [{ String: "x" }, "$&$1$$", "axb", "a$&$1$$b"],
  [{ Regex: "(b)" }, "$1$&", "abc", "a$1$&c"],
  [{ Regex: " {2,}" }, " ", "a  b   c d", "a b c d"],
  [{ Regex: "^" }, "▁", "ab", "▁ab"],
  [{ Regex: "(?=b)" }, "-", "abb", "a-b-b"],
  [{ String: "" }, "-", "a😀", "-a-😀-"],
  // No empty match right behind another match, where JavaScript's own `replace` finds one.
  [{ Regex: "b*" }, "-", "abba", "-a-a-"],
  [{ Regex: "b*" }, "-", "bb", "-"],
  [{ Regex: "$" }, "-", "a", "a-"],
  // `tokenizers` does not look for anything in an empty text.
  [{ Regex: "b*" }, "-", "", ""],
  [{ String: "" }, "-", "", ""],
];
for (const [pattern, content, text, replaced] of cases) {
  const name = `${JSON.stringify(pattern)} by ${JSON.stringify(content)}`;
  Deno.test(`createReplacer() replaces ${name} in ${JSON.stringify(text)}`, () => {
    assertEquals(createReplacer({ type: "Replace", pattern, content })(text), replaced);
  });
}

Deno.test("createReplacer() gives the same answer again", () => {
  const replace = createReplacer({ type: "Replace", pattern: { Regex: "a*" }, content: "-" });
  assertEquals([replace("ba"), replace("ba")], ["-b-", "-b-"]);
});

Deno.test("createReplacer() refuses a wrong pattern", () => {
  const pattern = { Regex: "(" };
  assertThrows(
    () => createReplacer({ type: "Replace", pattern, content: "" }),
    SyntaxError,
    `Cannot translate the pattern "("`,
  );
});
