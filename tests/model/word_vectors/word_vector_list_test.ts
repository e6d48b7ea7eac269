import { assertEquals } from "@std/assert";
import { WordVectorList } from "../../../src/model/word_vectors/word_vector_list.ts";

function listOf(words: readonly string[], options: { limit?: number; lowercase?: boolean } = {}) {
  const list = new WordVectorList(1, { limit: Infinity, lowercase: false, ...options });
  words.forEach((word, i) => list.add(word, Float32Array.of(i)));
  return list;
}

Deno.test("WordVectorList.add() keeps the first of each word, and says so", () => {
  const list = listOf(["b", "a", "b", "", " \t\u3000", "c", "b"]);
  assertEquals(list.words, ["b", "a", "c"]);
  assertEquals(list.warnings, [
    "Left out 2 blank words: no text has them",
    "Left out 2 repeated words: the first vector of each counts",
  ]);
  assertEquals(list.vectors.drain(4).data, Float32Array.of(0, 1, 5, 0));
});

Deno.test("WordVectorList.add() puts words in lower case when asked to", () => {
  const list = listOf(["The", "the", "ΟΔΟΣ", "İ"], { lowercase: true });
  assertEquals(list.words, ["the", "οδοσ", "i\u0307"]);
  assertEquals(list.warnings, ["Left out 1 repeated word: the first vector of each counts"]);
});

Deno.test("WordVectorList.isFull tells when the limit is reached", () => {
  assertEquals(listOf(["a", "a"], { limit: 2 }).isFull, false);
  assertEquals(listOf(["a", "b"], { limit: 2 }).isFull, true);
});
