import { assertEquals, assertThrows } from "@std/assert";
import {
  arrayOf,
  checkBoolean,
  checkCount,
  checkId,
  checkObject,
  checkString,
  isId,
  type JsonCheck,
  objectOf,
  optional,
} from "../../../src/tokenizer/json/json_check.ts";

const limit = 2 ** 24;
const wellFormed = "a string without lone surrogates";
const refused: [check: JsonCheck, value: unknown, error: ErrorConstructor, message: string][] = [
  [checkObject, null, TypeError, "must be an object, current value is null"],
  [checkObject, [], TypeError, "must be an object, current value is an array"],
  [checkBoolean, 0, TypeError, "must be true or false, current value is 0"],
  [checkString, undefined, TypeError, "must be a string, current value is missing"],
  [checkString, {}, TypeError, "must be a string, current value is an object"],
  [checkString, "\ud800", TypeError, `must be ${wellFormed}, current value is "\\ud800"`],
  [checkCount, "1", TypeError, `must be a number, current value is "1"`],
  [checkCount, 1.5, RangeError, "must be a non-negative integer, current value is 1.5"],
  [checkCount, 2 ** 53, RangeError, `must be a non-negative integer, current value is ${2 ** 53}`],
  [checkId, true, TypeError, "must be a number, current value is true"],
  [checkId, -1, RangeError, "must be a non-negative integer, current value is -1"],
  [checkId, 1e999, RangeError, "must be a non-negative integer, current value is Infinity"],
  [checkId, limit, RangeError, "must be below 16777216, current value is 16777216"],
  [arrayOf(checkId), { length: 1 }, TypeError, "must be an array, current value is an object"],
];
for (const [check, value, error, message] of refused) {
  Deno.test(`${check.name || "arrayOf()"} refuses ${typeof value}: ${message}`, () => {
    assertThrows(() => check(value, "a.b"), error, `Cannot load tokenizer: "a.b" ${message}`);
  });
}

Deno.test("objectOf() names the place of a nested value, and lets unknown fields through", () => {
  const check = objectOf({ rows: arrayOf(objectOf({ id: checkId })) });
  check({ rows: [{ id: 1, more: "?" }], more: null }, "");
  assertThrows(
    () => check({ rows: [{ id: 1 }, {}] }, ""),
    TypeError,
    `Cannot load tokenizer: "rows[1].id" must be a number, current value is missing`,
  );
});

Deno.test("optional() takes null and nothing, but no wrong value", () => {
  const check = optional(checkBoolean);
  for (const value of [null, undefined, true]) check(value, "a");
  assertThrows(
    () => check(1, "a"),
    TypeError,
    `Cannot load tokenizer: "a" must be true or false, current value is 1`,
  );
});

Deno.test("isId() holds for integers from 0 to 2 ** 24 - 1", () => {
  const values = [0, limit - 1, limit, -1, 0.5, NaN, "0", null];
  assertEquals(values.filter(isId), [0, limit - 1]);
});

Deno.test("checkObject() shortens long values in messages", () => {
  assertThrows(
    () => checkObject("x".repeat(1_000_000), "a"),
    TypeError,
    `current value is "${"x".repeat(56)}...`,
  );
});
