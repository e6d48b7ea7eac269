/**
 * Vectors to a stream, batch by batch: JSON Lines or NumPy's `.npy`.
 *
 * @module
 */

import { type Matrix, row } from "../numeric/matrix.ts";
import { npyHeader } from "./npy.ts";
import type { InputText } from "./read_texts.ts";

/** Texts and their vectors, one row per text. */
export interface EncodedBatch {
  /** The texts. */
  readonly texts: readonly InputText[];
  /** One row per text. */
  readonly vectors: Matrix;
}

/** Where bytes go. May take fewer than it is given, and tells how many. */
export interface Sink {
  /** Writes some of the bytes. */
  write(bytes: Uint8Array): Promise<number>;
}

/**
 * Writes one JSON object per text: its record, or `{"text": ...}`, with the vector as `embedding`.
 *
 * @param sink Where to write to.
 * @param batches Texts and vectors.
 * @returns Number of texts.
 */
export async function writeJsonLines(
  sink: Sink,
  batches: AsyncIterable<EncodedBatch>,
): Promise<number> {
  const encoder = new TextEncoder();
  let count = 0;
  for await (const { texts, vectors } of batches) {
    const lines = texts.map(({ text, record = JSON.stringify({ text }) }, i) => {
      const separator = record === "{}" ? "" : ",";
      const embedding = JSON.stringify(Array.from(row(vectors, i), shortest));
      return `${record.slice(0, -1)}${separator}"embedding":${embedding}}\n`;
    });
    await writeAll(sink, encoder.encode(lines.join("")));
    count += texts.length;
  }
  return count;
}

/**
 * Writes a matrix of little-endian single-precision numbers.
 *
 * @param file An empty file, in which the header is written again when rows have been counted.
 * @param batches Texts and vectors, which are gone when they are written.
 * @param columns Dimensions of a vector.
 * @returns Number of texts.
 */
export async function writeNpy(
  file: Deno.FsFile,
  batches: AsyncIterable<EncodedBatch>,
  columns: number,
): Promise<number> {
  let rows = 0;
  await writeAll(file, npyHeader(rows, columns));
  for await (const { vectors } of batches) {
    rows += vectors.rows;
    const { buffer, byteOffset, byteLength } = vectors.data;
    await writeAll(file, new Uint8Array(buffer, byteOffset, byteLength));
    // Some 60 MB of vectors would gather before they are collected as garbage.
    if (buffer instanceof ArrayBuffer) buffer.transfer(0);
  }
  await file.seek(0, Deno.SeekMode.Start);
  await writeAll(file, npyHeader(rows, columns));
  return rows;
}

async function writeAll(sink: Sink, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length;) done += await sink.write(bytes.subarray(done));
}

/** Nine significant digits tell any two single-precision numbers apart. */
function shortest(value: number): number {
  return Number(value.toPrecision(9));
}
