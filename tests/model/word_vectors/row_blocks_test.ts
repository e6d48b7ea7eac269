import { assertEquals } from "@std/assert";
import { decodeHalves } from "../../../src/tensor/half.ts";
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

Deno.test("RowBlocks joins blocks", () => {
  const columns = 300_000;
  const fill = () => {
    const rows = new RowBlocks(columns);
    for (let i = 0; i < 8; i++) rows.push(new Float32Array(columns).fill(i));
    return rows;
  };
  const singles = fill().drain(8).data;
  const halves = decodeHalves(fill().drainHalves(8));
  for (const data of [singles, halves]) {
    for (let i = 0; i < 8; i++) {
      assertEquals([data[i * columns], data[(i + 1) * columns - 1]], [i, i]);
    }
  }
});

Deno.test("RowBlocks.drainHalves() rounds, and gives zeros after the rows", () => {
  const rows = new RowBlocks(2);
  rows.push(Float32Array.of(0.1, -2));
  assertEquals(decodeHalves(rows.drainHalves(2)), Float32Array.of(0.0999755859375, -2, 0, 0));
  assertEquals(rows.rows, 0);
});

Deno.test("RowBlocks gives no rows of none", () => {
  assertEquals(new RowBlocks(2).drain(0).data, new Float32Array(0));
  assertEquals(new RowBlocks(2).drainHalves(0), new Uint16Array(0));
});

Deno.test("RowBlocks.largest is the largest absolute value", () => {
  const rows = new RowBlocks(2);
  assertEquals(rows.largest, 0);
  rows.push(Float32Array.of(1, -7));
  rows.push(Float32Array.of(3, 0));
  assertEquals(rows.largest, 7);
});
