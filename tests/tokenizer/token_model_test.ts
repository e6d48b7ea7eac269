import { assertEquals } from "@std/assert";
import { listTokens, readVocabulary } from "../../src/tokenizer/token_model.ts";

Deno.test("readVocabulary() keeps tokens that are called like members of every object", () => {
  const idByToken = readVocabulary({
    type: "WordPiece",
    unk_token: "?",
    continuing_subword_prefix: "##",
    max_input_chars_per_word: 100,
    vocab: { "?": 0, "constructor": 1 },
  });
  assertEquals([...idByToken], [["?", 0], ["constructor", 1]]);
  assertEquals(idByToken.get("toString"), undefined);
});

Deno.test("listTokens() puts an empty string where no token has an id", () => {
  assertEquals(listTokens([new Map([["b", 3], ["a", 1]])]), ["", "a", "", "b"]);
});

Deno.test("listTokens() prefers the later of two tokens with one id", () => {
  assertEquals(listTokens([new Map([["a", 0], ["b", 1]]), new Map([["c", 1]])]), ["a", "c"]);
});

Deno.test("listTokens() gives nothing for no tokens", () => {
  assertEquals(listTokens([new Map()]), []);
});
