import { assertEquals, assertThrows } from "@std/assert";
import { FlagValues, type NumberRange, UsageError } from "../../src/commands/command.ts";

const POSITIVE: NumberRange = { name: "a number above 0", includes: (number) => number > 0 };

Deno.test("FlagValues.isOn() tells a switch that was given from one that was not", () => {
  const flags = new FlagValues({ on: true, off: false, text: "true" });
  assertEquals(["on", "off", "absent", "text"].map((name) => flags.isOn(name)), [
    true,
    false,
    false,
    false,
  ]);
});

Deno.test("FlagValues.text() refuses an empty value", () => {
  const flags = new FlagValues({ empty: "", blank: " ", toString: undefined });
  assertEquals(flags.text("absent"), undefined);
  assertEquals(flags.text("toString"), undefined);
  assertEquals(flags.text("blank"), " ");
  assertThrows(() => flags.text("empty"), UsageError, "Cannot use --empty without a value");
});

Deno.test("FlagValues.choice() names the choices", () => {
  const flags = new FlagValues({ dtype: "f32", good: "b" });
  assertEquals(flags.choice("good", ["a", "b"]), "b");
  assertEquals(flags.choice("absent", ["a", "b"]), undefined);
  assertThrows(
    () => flags.choice("dtype", ["float32", "int8"]),
    UsageError,
    `Cannot use "f32" for --dtype: it must be one of "float32", "int8"`,
  );
});

const numbers: [text: string, number: number][] = [["1", 1], ["1e-4", 1e-4], [".5", 0.5], [
  "2.0",
  2,
]];
for (const [text, number] of numbers) {
  Deno.test(`FlagValues.number() reads "${text}"`, () => {
    assertEquals(new FlagValues({ n: text }).number("n", { range: POSITIVE }), number);
  });
}

Deno.test("FlagValues.number() takes the words that it is given", () => {
  const flags = new FlagValues({ n: "none" });
  assertEquals(flags.number("n", { range: POSITIVE, words: ["auto", "none"] }), "none");
  assertEquals(flags.number("absent", { range: POSITIVE }), undefined);
});

for (
  const text of ["x", "NaN", "Infinity", "-Infinity", "1e999", " ", "1,5", "0", "-1", "1 2", "NONE"]
) {
  Deno.test(`FlagValues.number() refuses ${JSON.stringify(text)}`, () => {
    const flags = new FlagValues({ n: text });
    assertThrows(
      () => flags.number("n", { range: POSITIVE, words: ["auto", "none"] }),
      UsageError,
      `Cannot use "${text}" for --n: it must be a number above 0 or "auto" or "none"`,
    );
  });
}
