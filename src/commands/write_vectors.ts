/**
 * Parts of the output to a stream, one after the other.
 *
 * @module
 */

import type { OutputBlock } from "./encode_block.ts";
import { npyHeader } from "./npy.ts";

/** Where bytes go. May take fewer than it is given, and tells how many. */
export interface Sink {
  /** Writes some of the bytes. */
  write(bytes: Uint8Array): Promise<number>;
}

/**
 * Writes parts of the output as they come.
 *
 * @param sink Where to write to.
 * @param blocks The parts, whose bytes are gone when they are written.
 * @returns Number of texts.
 */
export async function writeBlocks(
  sink: Sink,
  blocks: AsyncIterable<OutputBlock>,
): Promise<number> {
  let texts = 0;
  for await (const { bytes, count } of blocks) {
    texts += count;
    await writeAll(sink, bytes);
    // Some 60 MB would gather before they are collected as garbage.
    bytes.buffer.transfer(0);
  }
  return texts;
}

/**
 * Writes a matrix of little-endian single-precision numbers.
 *
 * @param file An empty file, in which the header is written again when rows have been counted.
 * @param blocks The rows, whose bytes are gone when they are written.
 * @param columns Dimensions of a vector.
 * @returns Number of texts.
 */
export async function writeNpy(
  file: Deno.FsFile,
  blocks: AsyncIterable<OutputBlock>,
  columns: number,
): Promise<number> {
  await writeAll(file, npyHeader(0, columns));
  const rows = await writeBlocks(file, blocks);
  await file.seek(0, Deno.SeekMode.Start);
  await writeAll(file, npyHeader(rows, columns));
  return rows;
}

async function writeAll(sink: Sink, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length;) done += await sink.write(bytes.subarray(done));
}
