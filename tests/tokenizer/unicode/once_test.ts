import { assertEquals } from "@std/assert";
import { once } from "../../../src/tokenizer/unicode/once.ts";

Deno.test("once() makes its value when it is first asked for, and never again", () => {
  const made: string[] = [];
  const value = once(() => {
    made.push("made");
    return { id: made.length };
  });
  assertEquals(made, []);
  assertEquals([value(), value()], [{ id: 1 }, { id: 1 }]);
  assertEquals(made, ["made"]);
});
