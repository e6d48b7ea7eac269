import { assertEquals } from "@std/assert";
import { compileRowReader } from "../../../bench/limits/row_reader.ts";

Deno.test("compileRowReader() reads every lane of the rows that are named", async () => {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 65_536 });
  const words = new Int32Array(memory.buffer);
  words.set([2, 0, 2]);
  const table = 1_024;
  words.set(Array.from({ length: 96 }, (_, i) => Math.floor(i / 4)), table / 4);
  const readRows = await compileRowReader(memory);
  // The first lane of the sums: four vectors of 0 to 7 and 16 to 23 each, the latter twice.
  assertEquals(readRows(0, 3, table, 128), 28 + 2 * 156);
});
