import { assertEquals, assertInstanceOf } from "@std/assert";
import { unknownTokenError } from "../../../src/tokenizer/models/unknown_token.ts";

const cases: [piece: string, shown: string][] = [
  ["a", `"a"`],
  [`"\n`, `"\\"\\n"`],
  ["a".repeat(60), `"${"a".repeat(60)}"`],
  ["a".repeat(61), `"${"a".repeat(57)}..."`],
];
for (const [piece, shown] of cases) {
  Deno.test(`unknownTokenError() shows ${shown}`, () => {
    const error = unknownTokenError(piece, "an unknown token");
    assertInstanceOf(error, RangeError);
    assertEquals(
      error.message,
      `Cannot tokenize ${shown}: its tokens are not in the vocabulary, nor is an unknown token`,
    );
  });
}
