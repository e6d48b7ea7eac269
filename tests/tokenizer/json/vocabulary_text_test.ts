import { assertEquals } from "@std/assert";
import { readVocabularyText } from "../../../src/tokenizer/json/vocabulary_text.ts";

Deno.test("readVocabularyText() puts tokens at their ids and tells where the vocabulary ends", () => {
  const text = `{"vocab":{"b":3,"7":0,"":1,"__proto__":4},"x":1}`;
  assertEquals(readVocabularyText(text, 9), {
    list: { tokens: ["7", "", undefined, "b", "__proto__"], size: 4 },
    end: text.indexOf("}") + 1,
  });
});

const readable: [what: string, text: string, tokens: string[]][] = [
  ["white space", `{ "a"\n:\t0\r\n,\n  "b" : 1 }`, ["a", "b"]],
  [
    "escapes",
    String.raw`{"\"":0,"\\":1,"\u0061\n":2,"a\\\"b":3,"c":4}`,
    [`"`, "\\", "a\n", `a\\"b`, "c"],
  ],
  ["characters of two units", `{"a":0,"\u{1f600}":1,"\\ud83d\\ude01":2}`, [
    "a",
    "\u{1f600}",
    "\u{1f601}",
  ]],
  ["colons, commas and braces in tokens", `{"}":0,",":1,"{\\":5,\\"":2}`, ["}", ",", `{":5,"`]],
];
for (const [what, text, tokens] of readable) {
  Deno.test(`readVocabularyText() reads ${what}`, () => {
    const list = { tokens, size: tokens.length };
    assertEquals(readVocabularyText(text, 0), { list, end: text.length });
  });
}

const left: [what: string, text: string][] = [
  ["an empty vocabulary", `{}`],
  ["a list", `[["a",0]]`],
  ["a token without quotes", `{a:0}`],
  ["a token without an id", `{"a":}`],
  ["a missing colon", `{"a" 0}`],
  ["a missing comma", `{"a":0 "b":1}`],
  ["a comma too many", `{"a":0,}`],
  ["an id in quotes", `{"a":"0"}`],
  ["an id with a sign", `{"a":-0}`],
  ["an id with a fraction", `{"a":1.0}`],
  ["an id with an exponent", `{"a":1e0}`],
  ["an id with a zero before it", `{"a":01}`],
  ["an id beyond the number of characters", `{"a":7}`],
  ["an id above the limit", `{"a":16777216}`],
  ["an id given twice", `{"a":0,"b":0}`],
  ["a token given twice", `{"a":0,"b":1,"a":2}`],
  ["a token given twice, once with an escape", `{"a":0,"b":1,"\\u0061":2}`],
  ["a line feed in a token", `{"a\n":0}`],
  ["an unknown escape", `{"\\a":0}`],
  ["an escape that is cut off", `{"\\`],
  ["a lone surrogate", `{"\ud800":0}`],
  ["a lone surrogate with an escape", `{"\\ud800":0}`],
  ["a space that JSON does not know", `{\u00a0"a":0}`],
];
for (const [what, text] of left) {
  Deno.test(`readVocabularyText() leaves ${what} to others`, () => {
    assertEquals(readVocabularyText(text, 0), undefined);
  });
}

Deno.test("readVocabularyText() leaves a vocabulary that is cut off to others", () => {
  const text = `{ "a" : 0 , "\\"b" : 12 , "c" : 3 }`;
  for (let end = 0; end < text.length; end++) {
    assertEquals(readVocabularyText(text.slice(0, end), 0), undefined);
  }
});
