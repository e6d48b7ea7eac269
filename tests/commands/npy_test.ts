import { assert, assertEquals } from "@std/assert";
import { npyHeader } from "../../src/commands/npy.ts";

const shapes: [rows: number, columns: number][] = [[0, 256], [1, 1], [1_000_000, 768], [
  Number.MAX_SAFE_INTEGER,
  Number.MAX_SAFE_INTEGER,
]];
for (const [rows, columns] of shapes) {
  Deno.test(`npyHeader() describes ${rows} rows of ${columns} columns in 128 bytes`, () => {
    const header = npyHeader(rows, columns);
    assertEquals(header.length, 128);
    // https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
    assertEquals([...header.subarray(0, 8)], [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]);
    assertEquals(new DataView(header.buffer).getUint16(8, true), 118);
    const text = new TextDecoder().decode(header.subarray(10));
    assert(text.endsWith(" \n"));
    assertEquals(
      text.trimEnd(),
      `{'descr': '<f4', 'fortran_order': False, 'shape': (${rows}, ${columns}), }`,
    );
  });
}
