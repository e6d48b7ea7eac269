import { assertEquals } from "@std/assert";
import { splitByScript } from "../../../src/tokenizer/pre_tokenizers/unicode_scripts.ts";

const cases: [text: string, pieces: string[]][] = [
  ["どこで生れ。Yes", ["どこで生れ", "。", "Yes"]],
  ["Apples are りんご 林檎", ["Apples are ", "りんご 林檎"]],
  ["グーー京", ["グーー京"]],
  ["a1-b", ["a", "1-", "b"]],
  ["  ab", ["", "ab"]],
  ["\u{e000}a\u{e000}b", ["", "a\u{e000}b"]],
  ["   ", [""]],
  ["", [""]],
  ["a\u{10330}\u{10331}日", ["a", "\u{10330}\u{10331}", "日"]],
];
for (const [text, pieces] of cases) {
  Deno.test(`splitByScript() splits ${JSON.stringify(text)}`, () => {
    assertEquals(splitByScript(text), pieces);
  });
}

Deno.test("splitByScript() knows the script of every code point as Python does", () => {
  let text = "";
  for (let codePoint = 0; codePoint < 0x110000; codePoint++) {
    if (codePoint < 0xd800 || codePoint > 0xdfff) text += String.fromCodePoint(codePoint);
  }
  const pieces = splitByScript(text);
  const hash = pieces.reduce((sum, piece) => (sum * 31 + piece.length) % 1000003, 0);
  // Of `UnicodeScripts()`, tokenizers 0.22.2.
  assertEquals([pieces.length, hash], [371, 370632]);
});
