import { assertEquals, assertNotEquals } from "@std/assert";
import { makeNewWordTexts, makeWords } from "../../bench/new_words.ts";

Deno.test("makeNewWordTexts() uses every word once", () => {
  const words = makeNewWordTexts(1_000).flatMap((text) => text.split(" "));
  assertEquals(new Set(words).size, 8_000);
});

Deno.test("makeWords() makes the same words for the same seed, and others for another", () => {
  assertEquals(makeWords(100, 1), makeWords(100, 1));
  assertNotEquals(makeWords(100, 1), makeWords(100, 2));
});
