import { assertEquals, assertThrows } from "@std/assert";
import { TokenIds } from "../../src/tokenizer/token_ids.ts";

function list(ids: TokenIds): number[] {
  return Array.from(ids.data.subarray(0, ids.length));
}

Deno.test("TokenIds.push() keeps all ids when the array grows", () => {
  const ids = new TokenIds(1);
  for (let id = 0; id < 1_000; id++) ids.push(id);
  assertEquals(list(ids), Array.from({ length: 1_000 }, (_, id) => id));
});

Deno.test("TokenIds.append() keeps all ids when the array grows", () => {
  const ids = new TokenIds(1);
  ids.append(Int32Array.of(1, 2, 3, 4), 3);
  ids.append(Int32Array.of(5), 0);
  ids.append(Int32Array.of(6, 7), 2);
  ids.push(8);
  assertEquals(list(ids), [1, 2, 3, 6, 7, 8]);
});

Deno.test("TokenIds.clear() empties the list and keeps its array", () => {
  const ids = new TokenIds();
  ids.push(7);
  const { data } = ids;
  ids.clear();
  assertEquals([ids.length, ids.data === data], [0, true]);
});

Deno.test("TokenIds.truncate() never makes the list longer", () => {
  const ids = new TokenIds();
  for (const id of [5, 6, 7]) ids.push(id);
  ids.truncate(9);
  assertEquals(list(ids), [5, 6, 7]);
  ids.truncate(1);
  assertEquals(list(ids), [5]);
});

Deno.test("TokenIds.remove() drops every occurrence and keeps the order", () => {
  const ids = new TokenIds();
  for (const id of [0, 5, 0, 0, 6, 5, 0]) ids.push(id);
  ids.remove(0);
  assertEquals(list(ids), [5, 6, 5]);
});

for (const capacity of [0, -1, 1.5, NaN]) {
  Deno.test(`TokenIds refuses a capacity of ${capacity}`, () => {
    assertThrows(
      () => new TokenIds(capacity),
      RangeError,
      `Cannot create TokenIds: capacity must be an integer from 1, current value is ${capacity}`,
    );
  });
}
