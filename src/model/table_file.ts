/**
 * Files of embeddings on disk, where the runtime is Deno, and the tables that are taken out of them.
 *
 * @module
 */

import type { EmbeddingTable } from "./embedding_table.ts";
import type { ModelOptions } from "./load_model.ts";
import { bytesOf, quantizeTable, quantizeValues } from "./quantization.ts";
import { placeTable, reserveTable } from "./table_memory.ts";
import { checkDimensions, truncateRows } from "./truncate_table.ts";

/** What of a table is taken otherwise than it is stored. */
type TableOptions = Pick<ModelOptions, "dimensions" | "residentType">;

/** Files in arrays of JavaScript that nobody else holds. */
const ownFiles = new WeakSet<ArrayBufferLike>();

/**
 * Reads a file that holds a table. Where the table is taken as it is stored, the file goes straight into the
 * memory where the pooling kernel reads it, so that the table is there once.
 *
 * @param path A file that exists.
 * @param options What the table will be taken as.
 * @returns Its bytes; `undefined` if the runtime is not Deno, or the file cannot be read.
 */
export async function readTableFile(
  path: string,
  { residentType, dimensions }: TableOptions,
): Promise<Uint8Array | undefined> {
  if (globalThis.Deno === undefined) return undefined;
  const isTakenAsStored = residentType === undefined && dimensions === undefined;
  try {
    const file = await Deno.open(path);
    try {
      const { size } = await file.stat();
      const reserved = isTakenAsStored ? reserveTable(size) : undefined;
      const bytes = reserved ?? new Uint8Array(size);
      for (let done = 0; done < size;) {
        const count = await file.read(bytes.subarray(done));
        if (count === null) return undefined;
        done += count;
      }
      if (reserved === undefined) ownFiles.add(bytes.buffer);
      return bytes;
    } finally {
      file.close();
    }
  } catch {
    return undefined;
  }
}

/**
 * Frees the memory of a file that a table was taken out of, rather than wait until it is noticed that nobody
 * needs it. Does nothing for a file that others may hold, or that the table lies in.
 *
 * @param file What `readTableFile`, or something else, has read.
 * @param table The table that `takeTable` made of it.
 */
export function releaseFile({ buffer }: Uint8Array, { values }: EmbeddingTable): void {
  if (!ownFiles.has(buffer) || values.data.buffer === buffer) return;
  const freeable: ArrayBufferLike & { transfer?(byteLength: number): ArrayBuffer } = buffer;
  freeable.transfer?.(0);
}

/**
 * Takes a table of a file.
 *
 * @param stored The table; not changed.
 * @param options What it is taken as.
 * @returns The table itself if it is taken as it is stored and lies where the kernel reads it; else one that lies
 *   there and shares no memory with it, quantised first and truncated then, as in Python.
 * @throws {RangeError} If `dimensions` is out of range, or there is no such element type.
 */
export function takeTable(
  stored: EmbeddingTable,
  { residentType = stored.values.dtype, dimensions = stored.columns }: TableOptions,
): EmbeddingTable {
  checkDimensions(dimensions, stored.columns);
  const taken = convert(stored, { residentType, dimensions });
  if (taken === stored) return stored;
  const { mapping, weights } = stored;
  return {
    ...taken,
    ...(mapping && { mapping: mapping.slice() }),
    ...(weights && { weights: weights.slice() }),
  };
}

function convert(
  stored: EmbeddingTable,
  { residentType, dimensions }: Required<TableOptions>,
): EmbeddingTable {
  const isWhole = dimensions === stored.columns;
  if (isWhole && residentType === stored.values.dtype) return placeTable(stored);
  const byteLength = stored.rows * dimensions * bytesOf(residentType);
  const room = reserveTable(byteLength) ?? new Uint8Array(byteLength);
  const values = isWhole
    ? quantizeValues(stored.values, residentType, room)
    : truncateRows(quantizeTable(stored, residentType), dimensions, room);
  return { ...stored, values, columns: dimensions };
}
