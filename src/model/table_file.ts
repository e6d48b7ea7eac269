/**
 * Files of embeddings on disk, where the runtime is Deno.
 *
 * @module
 */

import { reserveTable } from "./table_memory.ts";

/**
 * Reads a file that holds a table straight into the memory where the pooling kernel reads it, so that the table
 * is there once.
 *
 * @param path A file that exists.
 * @returns Its bytes; `undefined` if the runtime is not Deno, or the file cannot be read that way.
 */
export async function readTableFile(path: string): Promise<Uint8Array | undefined> {
  if (globalThis.Deno === undefined) return undefined;
  try {
    const file = await Deno.open(path);
    try {
      const bytes = reserveTable((await file.stat()).size);
      if (bytes === undefined) return undefined;
      for (let done = 0; done < bytes.length;) {
        const count = await file.read(bytes.subarray(done));
        if (count === null) return undefined;
        done += count;
      }
      return bytes;
    } finally {
      file.close();
    }
  } catch {
    return undefined;
  }
}
