import { assertEquals, assertThrows } from "@std/assert";
import { isCount, parseModelConfig } from "../../src/model/model_config.ts";

Deno.test("parseModelConfig() keeps fields that it does not know", () => {
  const config = { normalize: true, "max_length": null, "\u{1F600}": ["\ud83d"], nested: { a: 1 } };
  assertEquals(parseModelConfig(JSON.stringify(config)), config);
});

for (const text of ["{}", '{"max_length":0}', '{"max_length":512,"normalize":false}']) {
  Deno.test(`parseModelConfig() accepts ${text}`, () => {
    assertEquals(parseModelConfig(text), JSON.parse(text));
  });
}

for (const text of ["", "{", '{"normalize":tru', "{} {}"]) {
  Deno.test(`parseModelConfig() refuses ${JSON.stringify(text)} as no JSON`, () => {
    const error = assertThrows(
      () => parseModelConfig(text),
      SyntaxError,
      "Cannot read config.json: it is not JSON",
    );
    assertEquals(error.cause instanceof SyntaxError, true);
  });
}

const mistyped: [text: string, message: string][] = [
  ["null", "it must hold a JSON object, found null"],
  ["[]", "it must hold a JSON object, found an array"],
  ['"{}"', "it must hold a JSON object, found a string"],
  ["1", "it must hold a JSON object, found a number"],
  ['{"normalize":1}', '"normalize" must be true or false, found 1'],
  ['{"normalize":null}', '"normalize" must be true or false, found null'],
  ['{"max_length":-1}', '"max_length" must be null or an integer of at least 0, found -1'],
  ['{"max_length":1.5}', '"max_length" must be null or an integer of at least 0, found 1.5'],
  ['{"max_length":"8"}', '"max_length" must be null or an integer of at least 0, found "8"'],
  [
    '{"max_length":1e300}',
    '"max_length" must be null or an integer of at least 0, found 1e+300',
  ],
];
for (const [text, message] of mistyped) {
  Deno.test(`parseModelConfig() refuses ${text}`, () => {
    const expected = `Cannot read config.json: ${message}`;
    assertThrows(() => parseModelConfig(text), TypeError, expected);
  });
}

Deno.test("isCount() is true for integers of at least 0 alone", () => {
  assertEquals([0, 1, 2 ** 53 - 1].map(isCount), [true, true, true]);
  assertEquals([-1, 0.5, NaN, Infinity, 2 ** 53, "1", null].some(isCount), false);
});
