import { assertEquals, assertThrows } from "@std/assert";
import { checkPattern } from "../../../src/tokenizer/json/pattern_json.ts";

for (const pattern of [{ String: "" }, { String: "👍" }, { Regex: "\\s+" }]) {
  Deno.test(`checkPattern() accepts ${JSON.stringify(pattern)}`, () => {
    assertEquals(checkPattern(pattern, "p"), undefined);
  });
}

const EITHER = '"p" must be an object with either "String" or "Regex", current value is';
const refused: [value: unknown, message: string][] = [
  ["a", '"p" must be an object, current value is "a"'],
  [null, '"p" must be an object, current value is null'],
  [["a"], '"p" must be an object, current value is an array'],
  [{}, `${EITHER} an object`],
  [{ string: "a" }, `${EITHER} an object`],
  [{ String: "a", Regex: "b" }, `${EITHER} an object`],
  [{ String: 1 }, '"p.String" must be a string, current value is 1'],
  [{ Regex: null }, '"p.Regex" must be a string, current value is null'],
  [{ Regex: "\ud800" }, '"p.Regex" must be a string without lone surrogates'],
];
for (const [value, message] of refused) {
  Deno.test(`checkPattern() refuses ${JSON.stringify(value)}`, () => {
    assertThrows(() => checkPattern(value, "p"), TypeError, `Cannot load tokenizer: ${message}`);
  });
}
