import { assertEquals } from "@std/assert";
import { HeapMerger } from "../../../src/tokenizer/models/merge_heap.ts";
import { MergeTable } from "../../../src/tokenizer/models/merge_table.ts";
import { TokenIds } from "../../../src/tokenizer/token_ids.ts";

/** A merger of the merges given, and a function that merges a list from a place on. */
function createMerger(
  merges: readonly [left: number, right: number, result: number][],
): (symbols: readonly number[], start?: number) => number[] {
  const table = new MergeTable(merges.length);
  for (const [left, right, result] of merges) table.add(left, right, result);
  const merger = new HeapMerger(table);
  return (symbols, start = 0) => {
    const ids = new TokenIds();
    for (const symbol of symbols) ids.push(symbol);
    merger.merge(ids, start);
    return Array.from(ids.data.subarray(0, ids.length));
  };
}

Deno.test("HeapMerger.merge() takes the lowest rank first, then the leftmost pair", () => {
  const merge = createMerger([[2, 3, 9], [1, 2, 8], [1, 1, 7]]);
  assertEquals(merge([1, 2, 3]), [1, 9]);
  assertEquals(merge([1, 1, 1]), [7, 1]);
  assertEquals(merge([1, 2, 1, 2, 3, 1, 1]), [8, 1, 9, 7]);
});

Deno.test("HeapMerger.merge() leaves symbols that do not merge", () => {
  const merge = createMerger([[1, 2, 8]]);
  assertEquals([merge([]), merge([1]), merge([2, 1])], [[], [1], [2, 1]]);
});

Deno.test("HeapMerger.merge() leaves what stands before the start", () => {
  assertEquals(createMerger([[1, 2, 8]])([1, 2, 1, 2], 2), [1, 2, 8]);
});

Deno.test("HeapMerger.merge() ends with merges that give back one of their parts", () => {
  const merge = createMerger([[1, 1, 1], [1, 2, 2], [2, 1, 1], [2, 2, 1]]);
  assertEquals(merge([1, 2, 1, 1, 2, 2, 1]), [1]);
});

Deno.test("HeapMerger.merge() merges long runs, and short ones after them", () => {
  const merge = createMerger([[1, 1, 2], [2, 2, 3], [3, 3, 4]]);
  assertEquals(merge(new Array<number>(80_005).fill(1)), [
    ...new Array<number>(10_000).fill(4),
    3,
    1,
  ]);
  assertEquals(merge([1, 1, 1]), [2, 1]);
});

Deno.test("HeapMerger.merge() keeps the order of places in a long piece of high ranks", () => {
  const merges: [number, number, number][] = [];
  for (let id = 0; id < 50_000; id++) merges.push([id, id, 60_000 + id]);
  const merge = createMerger(merges);
  const symbols = Array.from({ length: 150_000 }, (_, i) => 49_999 - Math.floor(i / 3));
  const expected = Array.from(
    { length: 100_000 },
    (_, i) => i % 2 === 0 ? 109_999 - i / 2 : 49_999 - (i - 1) / 2,
  );
  assertEquals(merge(symbols), expected);
});
