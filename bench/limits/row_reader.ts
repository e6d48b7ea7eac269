/**
 * Reads rows of memory as fast as 128-bit lanes can: each lane is added to one of four sums, and nothing else is
 * done. What a pooling kernel is measured against.
 *
 * @module
 */

import asc from "npm:assemblyscript@0.28.20/asc";

/** AssemblyScript. Rows are whole cache lines; a row number is 32 bits. */
const SOURCE = `
export function readRows(numbers: usize, count: i32, table: usize, rowBytes: usize): i32 {
  let a = i32x4.splat(0), b = a, c = a, d = a;
  for (let i = 0; i < count; i++) {
    let place = table + <usize> load<u32>(numbers + (<usize> i << 2)) * rowBytes;
    for (const end = place + rowBytes; place < end; place += 64) {
      a = i32x4.add(a, v128.load(place));
      b = i32x4.add(b, v128.load(place, 16));
      c = i32x4.add(c, v128.load(place, 32));
      d = i32x4.add(d, v128.load(place, 48));
    }
  }
  return i32x4.extract_lane(i32x4.add(i32x4.add(a, b), i32x4.add(c, d)), 0);
}
`;

/** Reads `count` rows of `rowBytes` bytes, a multiple of 64, whose numbers begin at `numbers`. */
export type RowReader = (
  numbers: number,
  count: number,
  table: number,
  rowBytes: number,
) => number;

/**
 * Compiles the reader.
 *
 * @param memory The memory that it reads.
 * @returns The reader. Places are bytes from the beginning of the memory.
 * @throws {Error} If it cannot be compiled.
 */
export async function compileRowReader(memory: WebAssembly.Memory): Promise<RowReader> {
  let bytes: Uint8Array<ArrayBuffer> | undefined;
  const { error, stderr } = await asc.main([
    ...["reader.ts", "--outFile", "reader.wasm", "-O3", "--noAssert", "--runtime", "stub"],
    ...["--enable", "simd", "--importMemory", "--maximumMemory", "65536"],
  ], {
    readFile: (name) => name === "reader.ts" ? SOURCE : null,
    writeFile: (name, contents) => {
      if (name === "reader.wasm" && typeof contents !== "string") bytes = Uint8Array.from(contents);
    },
    listFiles: () => [],
  });
  if (error !== null || bytes === undefined) {
    throw new Error(`Cannot compile the reader of rows: ${error?.message} ${stderr.toString()}`);
  }
  const { instance } = await WebAssembly.instantiate(bytes, { env: { memory } });
  return instance.exports.readRows as RowReader;
}
