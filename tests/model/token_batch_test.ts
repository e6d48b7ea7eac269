import { assertEquals, assertStrictEquals } from "@std/assert";
import { TokenBatch } from "../../src/model/token_batch.ts";
import { batchOf } from "./token_batches.ts";

Deno.test("TokenBatch keeps the ids of texts one after the other", () => {
  const batch = batchOf([3, 1], [], [2]);
  assertEquals(batch.texts, 3);
  assertEquals(Array.from(batch.ends.subarray(0, 3)), [2, 2, 3]);
  assertEquals(Array.from(batch.ids.data.subarray(0, batch.ids.length)), [3, 1, 2]);
  batch.clear();
  assertEquals([batch.texts, batch.ids.length], [0, 0]);
});

Deno.test("TokenBatch.isFull tells when there is no room for a text, or ids are many", () => {
  const texts = new TokenBatch();
  for (let text = 0; text < texts.ends.length; text++) {
    assertEquals(texts.isFull, false);
    texts.endText();
  }
  assertEquals(texts.isFull, true);
  const ids = new TokenBatch();
  while (!ids.isFull) ids.ids.push(0);
  assertEquals([ids.texts, ids.ids.length], [0, 32_768]);
});

Deno.test("TokenBatch.clear() lets go of the room that a text of extraordinary length took", () => {
  const batch = new TokenBatch();
  while (batch.ids.length < 300_000) batch.ids.push(1);
  batch.clear();
  assertEquals([batch.ids.length, batch.ids.data.length], [0, 256]);
  while (!batch.isFull) batch.ids.push(1);
  const { data } = batch.ids;
  batch.clear();
  assertStrictEquals(batch.ids.data, data);
});
