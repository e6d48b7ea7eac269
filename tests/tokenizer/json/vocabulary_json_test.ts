import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { checkVocabulary, listTokens } from "../../../src/tokenizer/json/vocabulary_json.ts";

Deno.test("listTokens() puts tokens at their ids and leaves the others out", () => {
  const vocab = { "b": 3, "constructor": 0, "7": 1, "": 5 };
  const { tokens, size } = listTokens({ vocab });
  assertEquals(Array.from(tokens), ["constructor", "7", undefined, "b", undefined, ""]);
  assertEquals(size, 4);
});

Deno.test("listTokens() takes a token that is called __proto__", () => {
  const vocab: Record<string, number> = JSON.parse(`{"__proto__":0}`);
  assertEquals(listTokens({ vocab }), { tokens: ["__proto__"], size: 1 });
});

Deno.test("listTokens() gives what was read by checkVocabulary()", () => {
  const vocab = { "a": 0 };
  checkVocabulary({ vocab }, "model");
  assertStrictEquals(listTokens({ vocab }), listTokens({ vocab }));
});

const faults: [what: string, value: unknown, error: typeof TypeError, message: string][] = [
  ["an array", [], TypeError, `"m.vocab" must be an object, current value is an array`],
  [
    "a token with a lone surrogate",
    { "\ud800": 0 },
    TypeError,
    `"m.vocab key" must be a string without lone surrogates, current value is "\\ud800"`,
  ],
  [
    "an id in quotes",
    { a: "0" },
    TypeError,
    `"m.vocab["a"]" must be a number, current value is "0"`,
  ],
  [
    "a negative id",
    { a: -1 },
    RangeError,
    `"m.vocab["a"]" must be a non-negative integer, current value is -1`,
  ],
  [
    "an id above the limit",
    { a: 2 ** 24 },
    RangeError,
    `"m.vocab["a"]" must be below 16777216, current value is 16777216`,
  ],
  [
    "an id given twice",
    { a: 1, b: 1 },
    RangeError,
    `ids in "m.vocab" must differ, "a" and "b" both have 1`,
  ],
];
for (const [what, value, error, message] of faults) {
  Deno.test(`checkVocabulary() refuses ${what}`, () => {
    assertThrows(() => checkVocabulary({ vocab: value }, "m"), error, message);
  });
}
