/**
 * Files of embeddings on disk, where the runtime is Deno, and the tables that are taken out of them.
 *
 * @module
 */

import { byteWidth } from "../tensor/dtype.ts";
import { parseHeader } from "../tensor/safetensors_header.ts";
import type { EmbeddingDtype, EmbeddingTable } from "./embedding_table.ts";
import type { ModelOptions } from "./load_model.ts";
import { bytesOf, quantizeTable, quantizeValues } from "./quantization.ts";
import { reserveTable, roomAround } from "./table_memory.ts";
import { checkDimensions, truncateRows, truncateTable } from "./truncate_table.ts";

/** Tensors in a file begin at multiples of this, if the file does. */
const ALIGNMENT = 8;

/** What of a table is taken otherwise than it is stored. */
type TableOptions = Pick<ModelOptions, "dimensions" | "residentType">;

/**
 * Reads a file that holds a table straight into the memory where the pooling kernel reads it, so that the table
 * is there once. The file comes last in its room, which is large enough for the element type wanted.
 *
 * @param path A file that exists.
 * @param options What the table will be taken as.
 * @returns Its bytes; `undefined` if the runtime is not Deno, or the file cannot be read that way.
 */
export async function readTableFile(
  path: string,
  { residentType }: TableOptions,
): Promise<Uint8Array | undefined> {
  if (globalThis.Deno === undefined) return undefined;
  try {
    const file = await Deno.open(path);
    try {
      const { size } = await file.stat();
      const growth = residentType === undefined ? 1 : await growthTo(residentType, file);
      const start = Math.ceil(size * Math.max(0, growth - 1) / ALIGNMENT) * ALIGNMENT;
      const bytes = reserveTable(start + size)?.subarray(start);
      if (bytes === undefined) return undefined;
      await file.seek(0, Deno.SeekMode.Start);
      await fill(bytes, file);
      return bytes;
    } finally {
      file.close();
    }
  } catch {
    return undefined;
  }
}

/** How much larger the embeddings of a file become in another element type. */
async function growthTo(dtype: EmbeddingDtype, file: Deno.FsFile): Promise<number> {
  const length = new Uint8Array(8);
  await fill(length, file);
  const header = new Uint8Array(Number(new DataView(length.buffer).getBigUint64(0, true)));
  await fill(header, file);
  const matrix = parseHeader(header).entries.find(({ shape }) => shape.length === 2);
  return matrix === undefined ? 1 : bytesOf(dtype) / byteWidth(matrix.dtype);
}

async function fill(bytes: Uint8Array, file: Deno.FsFile): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const count = await file.read(bytes.subarray(done));
    if (count === null) throw new RangeError(`Cannot read file: it ends after ${done} bytes`);
    done += count;
  }
}

/**
 * Takes a table of a file that was read; in place where it lies in memory of its own.
 *
 * @param stored The table; overwritten if `readTableFile` read it.
 * @param options What it is taken as.
 * @returns The table, quantised first and truncated then, as in Python.
 * @throws {RangeError} If `dimensions` is out of range, or there is no such element type.
 */
export function takeTable(
  stored: EmbeddingTable,
  { residentType = stored.values.dtype, dimensions = stored.columns }: TableOptions,
): EmbeddingTable {
  checkDimensions(dimensions, stored.columns);
  if (residentType === stored.values.dtype && dimensions === stored.columns) return stored;
  const room = roomAround(stored);
  if (room === undefined) return truncateTable(quantizeTable(stored, residentType), dimensions);
  const { mapping, weights } = stored;
  let table: EmbeddingTable = {
    ...stored,
    // The room that is overwritten holds them too.
    ...(mapping && { mapping: mapping.slice() }),
    ...(weights && { weights: weights.slice() }),
  };
  if (residentType !== table.values.dtype) {
    table = { ...table, values: quantizeValues(table.values, residentType, room) };
  }
  if (dimensions < table.columns) {
    table = { ...table, values: truncateRows(table, dimensions, room), columns: dimensions };
  }
  return table;
}
