// deno-lint-ignore-file camelcase -- the fields carry the names that the format gives them

import { assertEquals, assertThrows } from "@std/assert";
import { MergeTable, NO_RANK, readMerges } from "../../../src/tokenizer/models/merge_table.ts";
import type { BpeJson, MergeJson } from "../../../src/tokenizer/json/model_json.ts";
import { seededRandom } from "../../seeded_random.ts";

const vocab = { "a": 5, "b": 6, "##b": 7, "ab": 8, "aé": 9, "é": 10, "": 11, " ": 12, "a ": 13 };

function read(merges: readonly MergeJson[], prefix?: string): ReturnType<typeof readMerges> {
  const spec: BpeJson = { vocab, merges, continuing_subword_prefix: prefix ?? null };
  return readMerges(spec, new Map(Object.entries(vocab)));
}

Deno.test("MergeTable.rank() finds every pair that was added, and no other", () => {
  const random = seededRandom(7);
  const rankByPair = new Map<string, number>();
  const table = new MergeTable(5000);
  for (let rank = 0; rank < 5000; rank++) {
    const left = Math.floor(random() * 100);
    const right = Math.floor(random() * 2 ** 24);
    table.add(left, right, rank + 1);
    rankByPair.set(`${left} ${right}`, rank);
  }
  for (const [pair, rank] of rankByPair) {
    const [left, right] = pair.split(" ").map(Number);
    assertEquals(table.rank(left!, right!), rank);
    assertEquals(table.results[rank], rank + 1);
    assertEquals(
      table.rank(right!, left!),
      rankByPair.get(`${right} ${left}`) ?? NO_RANK,
    );
  }
});

Deno.test("MergeTable.rank() finds nothing in an empty table", () => {
  assertEquals(new MergeTable(0).rank(0, 0), NO_RANK);
});

Deno.test("MergeTable.add() gives a pair that is there the later rank", () => {
  const table = new MergeTable(3);
  for (const right of [1, 2, 1]) table.add(0, right, 9);
  assertEquals([table.rank(0, 1), table.rank(0, 2)], [2, 1]);
});

Deno.test("readMerges() reads pairs and strings alike", () => {
  for (const merges of [[["a", "b"], ["a", "é"]], ["a b", "a é"]] as MergeJson[][]) {
    const { table, growing } = read(merges);
    assertEquals([table.rank(5, 6), table.rank(5, 10), growing], [0, 1, true]);
    assertEquals(Array.from(table.results), [8, 9]);
  }
});

Deno.test("readMerges() passes over the version among strings, and over no pair like it", () => {
  assertEquals(read(["#version: 0.2", "a b"]).table.rank(5, 6), 0);
  assertThrows(() => read([["#version:", "0.2"]]), RangeError, '"#version:" is not in');
});

Deno.test("readMerges() takes white space in pairs as it is", () => {
  assertEquals(read([["a", " "]]).table.rank(5, 12), 0);
});

Deno.test("readMerges() takes as many bytes off the right part as the prefix has", () => {
  assertEquals(read([["a", "##b"]], "##").table.rank(5, 7), 0);
  const { table, growing } = read([["a", "é"]], "##");
  assertEquals([table.rank(5, 10), table.results[0], growing], [0, 5, false]);
});

Deno.test("readMerges() finds that a merge with an empty token does not grow", () => {
  assertEquals(read([["a", "b"], ["a", ""]]).growing, false);
});

const refusedStrings: string[] = ["", "a", "a b c", "a  b", " a b"];
for (const merge of refusedStrings) {
  Deno.test(`readMerges() refuses ${JSON.stringify(merge)}`, () => {
    assertThrows(
      () => read(["a b", merge]),
      TypeError,
      'Cannot load tokenizer: "model.merges[1]" must be two tokens with one space between them, ' +
        `current value is ${JSON.stringify(merge)}`,
    );
  });
}

const refusedPairs: [pair: [string, string], prefix: string, why: string][] = [
  [["x", "b"], "", '"x" is not in the vocabulary'],
  [["a", "x"], "", '"x" is not in the vocabulary'],
  [["b", "a"], "", '"ba" is not in the vocabulary'],
  [["a", "toString"], "", '"toString" is not in the vocabulary'],
  [["a", "b"], "##", 'no prefix can be taken off "b"'],
  [["a", "é"], "#", 'no prefix can be taken off "é"'],
];
for (const [pair, prefix, why] of refusedPairs) {
  Deno.test(`readMerges() refuses ${pair} with the prefix "${prefix}"`, () => {
    assertThrows(
      () => read([pair], prefix),
      RangeError,
      'Cannot load tokenizer: "model.merges[0]" must merge tokens of the vocabulary into another, ' +
        `current value is ${JSON.stringify(pair)} and ${why}`,
    );
  });
}
