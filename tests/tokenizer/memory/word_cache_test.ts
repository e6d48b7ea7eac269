import { assertEquals } from "@std/assert";
import { TokenIds } from "../../../src/tokenizer/token_ids.ts";
import { WordCache } from "../../../src/tokenizer/memory/word_cache.ts";

/** Letters count as themselves in lower case, all else ends a word. */
function createCache(): WordCache {
  const unitClasses = new Int32Array(0x10000).fill(-1);
  for (let letter = 0; letter < 26; letter++) {
    unitClasses[0x41 + letter] = 0x61 + letter;
    unitClasses[0x61 + letter] = 0x61 + letter;
  }
  return new WordCache(unitClasses);
}

function learn(cache: WordCache, word: string, wordIds: number[]): void {
  const ids = new TokenIds();
  ids.push(999);
  for (const id of wordIds) ids.push(id);
  cache.read(word, 0);
  cache.remember(ids, 1);
}

function recall(cache: WordCache, word: string): number[] | undefined {
  const ids = new TokenIds(1);
  cache.read(word, 0);
  return cache.appendTo(ids) ? Array.from(ids.data.subarray(0, ids.length)) : undefined;
}

/** The number in base 26, its last digit first. */
function wordOf(index: number): string {
  let word = "";
  for (let rest = index; rest > 0; rest = Math.floor(rest / 26)) {
    word += String.fromCharCode(0x61 + rest % 26);
  }
  return word;
}

/** Where the hash of `wordOf(index)` sends it in the table. */
function slotOf(index: number): number {
  let hash = 0;
  for (let rest = index; rest > 0; rest = Math.floor(rest / 26)) {
    hash = Math.imul(hash ^ (0x61 + rest % 26), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return hash & 0x1ffff;
}

Deno.test("WordCache.read() ends at the first unit outside a word", () => {
  const cache = createCache();
  assertEquals([cache.read("ab cd", 0), cache.read("ab cd", 2), cache.read("ab cd", 3)], [2, 2, 5]);
});

Deno.test("WordCache.appendTo() gives what was remembered, for each spelling of the word", () => {
  const cache = createCache();
  learn(cache, "one", [1]);
  learn(cache, "three", [3, 4, 5]);
  learn(cache, "none", []);
  const recalled = ["ONE", "three", "None", "two"].map((word) => recall(cache, word));
  assertEquals(recalled, [[1], [3, 4, 5], [], undefined]);
});

Deno.test("WordCache.appendTo() tells words with one hash apart", () => {
  const cache = createCache();
  const first = "hdita";
  const second = "imuab"; // found by trying all words of five letters
  learn(cache, first, [1]);
  assertEquals(recall(cache, second), undefined);
  learn(cache, second, [2]);
  assertEquals([recall(cache, first), recall(cache, second)], [[1], [2]]);
});

Deno.test("WordCache.appendTo() finds all of 40,000 words", () => {
  const cache = createCache();
  const words = Array.from({ length: 40_000 }, (_, i) => wordOf(17_576 + i));
  words.forEach((word, i) => learn(cache, word, [i]));
  assertEquals(words.every((word, i) => recall(cache, word)?.[0] === i), true);
});

Deno.test("WordCache.remember() keeps 128 words that collide and passes further ones over", () => {
  const cache = createCache();
  const words: string[] = [];
  for (let index = 1; words.length < 140; index++) {
    if (slotOf(index) === 5) words.push(wordOf(index));
  }
  words.forEach((word, i) => learn(cache, word, [i]));
  const kept = words.map((word) => recall(cache, word)?.[0]);
  assertEquals(kept.slice(0, 128), words.slice(0, 128).map((_, i) => i));
  assertEquals(kept.slice(128), words.slice(128).map(() => undefined));
});

Deno.test("WordCache.remember() passes long words over", () => {
  const cache = createCache();
  learn(cache, "a".repeat(64), [1]);
  learn(cache, "a".repeat(65), [2]);
  learn(cache, "b".repeat(300), [3]);
  const recalled = [64, 65, 63].map((length) => recall(cache, "a".repeat(length)));
  assertEquals(recalled, [[1], undefined, undefined]);
  assertEquals(recall(cache, "b".repeat(300)), undefined);
});

Deno.test("WordCache.remember() passes words of many ids over", () => {
  const cache = createCache();
  const many = Array.from({ length: 300_000 }, (_, i) => i);
  learn(cache, "most", many.slice(0, 1_024));
  learn(cache, "more", many.slice(0, 1_025));
  learn(cache, "all", many);
  assertEquals([recall(cache, "more"), recall(cache, "all")], [undefined, undefined]);
  assertEquals(recall(cache, "most"), many.slice(0, 1_024));
});

Deno.test("WordCache.remember() forgets all and goes on when it is full", () => {
  const cache = createCache();
  const wordCount = 200_000;
  for (let i = 1; i < wordCount; i++) {
    learn(cache, wordOf(i), [i]);
    assertEquals(recall(cache, wordOf(i)), [i]);
  }
  const wrong = Array.from({ length: wordCount }, (_, i) => recall(cache, wordOf(i)))
    .filter((ids, i) => ids !== undefined && ids[0] !== i);
  assertEquals([wrong.length, recall(cache, wordOf(1))], [0, undefined]);
});
