import { assertEquals } from "@std/assert";
import { RowBlocks } from "../../../src/model/word_vectors/row_blocks.ts";

Deno.test("RowBlocks.drain() gives the rows in their order, and zeros after them", () => {
  const rows = new RowBlocks(2);
  const row = Float32Array.of(1, 2);
  rows.push(row);
  row.set([3, 4]);
  rows.push(row);
  assertEquals(rows.rows, 2);
  assertEquals(rows.drain(3), {
    data: Float32Array.of(1, 2, 3, 4, 0, 0),
    rows: 3,
    columns: 2,
  });
  assertEquals(rows.rows, 0);
});

Deno.test("RowBlocks.drain() joins blocks", () => {
  const rows = new RowBlocks(300_000);
  for (let i = 0; i < 8; i++) rows.push(new Float32Array(300_000).fill(i));
  const { data } = rows.drain(8);
  for (let i = 0; i < 8; i++) {
    assertEquals([data[i * 300_000], data[(i + 1) * 300_000 - 1]], [i, i]);
  }
});

Deno.test("RowBlocks.drain() gives no rows of none", () => {
  assertEquals(new RowBlocks(2).drain(0).data, new Float32Array(0));
});
