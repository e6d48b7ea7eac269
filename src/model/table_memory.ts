/**
 * Tables in the linear memory of WebAssembly, where the pooling kernel reads them.
 *
 * A memory begins with scratch memory, one part per thread; a table, or the file that holds it, comes after.
 * Memories never grow, so that arrays over them stay valid.
 *
 * @module
 */

import type { EmbeddingTable, EmbeddingValues } from "./embedding_table.ts";

/** Bytes of one thread's scratch memory. */
export const SCRATCH_BYTES = 1 << 20;

/** Loops may read this far past the end of a table: 16 columns of double precision. */
const SLACK_BYTES = 128;

const PAGE_BYTES = 65_536;

/** As the kernel's module says it: 4 GiB. */
const MAXIMUM_PAGES = 65_536;

/** Where a thread works. */
export interface TablePlace {
  /** Holds the table and the scratch memory. */
  readonly memory: WebAssembly.Memory;
  /** Where the thread's scratch memory begins. */
  readonly scratch: number;
}

/** The memories of this module, by their contents. */
const places = new WeakMap<ArrayBufferLike, TablePlace>();

/**
 * Tells where a table lies.
 *
 * @param table Any table.
 * @returns Its memory; `undefined` if it is in an array of JavaScript.
 */
export function memoryOf({ values }: EmbeddingTable): TablePlace | undefined {
  return places.get(values.data.buffer);
}

/**
 * Makes room for a table, or for the file that holds it.
 *
 * @param byteLength How many bytes it has.
 * @returns That many bytes of zeros; `undefined` where WebAssembly or the memory is not to be had.
 */
export function reserveTable(byteLength: number): Uint8Array<ArrayBuffer> | undefined {
  try {
    const pages = Math.ceil((SCRATCH_BYTES + byteLength + SLACK_BYTES) / PAGE_BYTES);
    const memory = new WebAssembly.Memory({ initial: pages, maximum: MAXIMUM_PAGES });
    const buffer = memory.buffer as ArrayBuffer;
    places.set(buffer, { memory, scratch: 0 });
    return new Uint8Array(buffer, SCRATCH_BYTES, byteLength);
  } catch {
    return undefined;
  }
}

/**
 * Puts a table where the kernel reads it.
 *
 * @param table Any table; not changed.
 * @returns The table itself if it lies in such a memory or there is none for it, else a copy that does.
 */
export function placeTable(table: EmbeddingTable): EmbeddingTable {
  if (memoryOf(table) !== undefined) return table;
  const { buffer, byteOffset, byteLength } = table.values.data;
  const bytes = reserveTable(byteLength);
  if (bytes === undefined) return table;
  bytes.set(new Uint8Array(buffer, byteOffset, byteLength));
  return { ...table, values: viewValues(table.values, bytes) };
}

function viewValues(
  { dtype, data }: EmbeddingValues,
  { buffer, byteOffset }: Uint8Array,
): EmbeddingValues {
  switch (dtype) {
    case "float64":
      return { dtype, data: new Float64Array(buffer, byteOffset, data.length) };
    case "float32":
      return { dtype, data: new Float32Array(buffer, byteOffset, data.length) };
    case "float16":
      return { dtype, data: new Uint16Array(buffer, byteOffset, data.length) };
    case "int8":
      return { dtype, data: new Int8Array(buffer, byteOffset, data.length) };
  }
}
