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

/** A table in memory that threads share: a message may carry both, and copies neither. */
export interface SharedTable {
  /** The memory, in which each thread has its own scratch memory before the table. */
  readonly memory: WebAssembly.Memory;
  /** The table, its mapping and weights in that memory too. */
  readonly table: EmbeddingTable;
}

/**
 * Copies a table into memory that threads share. The kernel is slower there, where the system gives no huge
 * pages: by a twentieth over half precision, by a quarter over single.
 *
 * @param table Any table; not changed.
 * @param threads How many threads are going to read it.
 * @returns The copy; `undefined` where such a memory is not to be had.
 */
export function shareTable(table: EmbeddingTable, threads: number): SharedTable | undefined {
  const { values, mapping, weights } = table;
  const start = threads * SCRATCH_BYTES;
  const weightsStart = alignDouble(start + values.data.byteLength);
  const mappingStart = weightsStart + (weights?.byteLength ?? 0);
  const end = mappingStart + (mapping?.byteLength ?? 0) + SLACK_BYTES;
  const pages = Math.ceil(end / PAGE_BYTES);
  let memory: WebAssembly.Memory;
  try {
    memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  } catch {
    return undefined;
  }
  const { buffer } = memory;
  const { buffer: source, byteOffset, byteLength } = values.data;
  const bytes = new Uint8Array(buffer, start, byteLength);
  bytes.set(new Uint8Array(source, byteOffset, byteLength));
  const shared: EmbeddingTable = {
    ...table,
    values: viewValues(values, bytes),
    ...(mapping &&
      { mapping: copyInto(new Int32Array(buffer, mappingStart, mapping.length), mapping) }),
    ...(weights &&
      { weights: copyInto(new Float64Array(buffer, weightsStart, weights.length), weights) }),
  };
  return { memory, table: shared };
}

/**
 * Tells, in a thread that was sent a shared table, where it lies and where the thread works.
 *
 * @param shared The shared table.
 * @param thread Number of the thread, from 0, below the number that the table was shared for.
 * @returns The table, which the kernel can read.
 */
export function enterSharedTable({ memory, table }: SharedTable, thread: number): EmbeddingTable {
  places.set(table.values.data.buffer, { memory, scratch: thread * SCRATCH_BYTES });
  return table;
}

function alignDouble(offset: number): number {
  return Math.ceil(offset / Float64Array.BYTES_PER_ELEMENT) * Float64Array.BYTES_PER_ELEMENT;
}

function copyInto<T extends Int32Array | Float64Array>(room: T, values: T): T {
  room.set(values);
  return room;
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
