/**
 * Vectors as bytes of the output: JSON Lines, or rows of NumPy's `.npy`.
 *
 * @module
 */

import { type Matrix, row } from "../numeric/matrix.ts";
import type { InputText } from "./read_texts.ts";

/** The forms of the output. */
export const OUTPUT_FORMATS = ["jsonl", "npy"] as const;

/** One of {@linkcode OUTPUT_FORMATS}. */
export type OutputFormat = typeof OUTPUT_FORMATS[number];

/** Texts and their vectors, one row per text. */
export interface EncodedBatch {
  /** The texts. */
  readonly texts: readonly InputText[];
  /** One row per text. */
  readonly vectors: Matrix;
}

/** What makes bytes of a batch, by form. */
export const RENDER: Readonly<
  Record<OutputFormat, (batch: EncodedBatch) => Uint8Array<ArrayBuffer>>
> = {
  jsonl: renderJsonLines,
  npy: renderRows,
};

/**
 * Renders one JSON object per text: its record, or `{"text": ...}`, with the vector as `embedding`.
 *
 * @param batch Texts and vectors.
 * @returns UTF-8, a line per text.
 */
export function renderJsonLines({ texts, vectors }: EncodedBatch): Uint8Array<ArrayBuffer> {
  const lines = texts.map(({ text, record = JSON.stringify({ text }) }, i) => {
    const separator = record === "{}" ? "" : ",";
    const embedding = JSON.stringify(Array.from(row(vectors, i), shortest));
    return `${record.slice(0, -1)}${separator}"embedding":${embedding}}\n`;
  });
  return new TextEncoder().encode(lines.join(""));
}

/**
 * Renders rows of a matrix of little-endian single-precision numbers.
 *
 * @param batch Texts and vectors.
 * @returns The memory of the vectors.
 */
export function renderRows({ vectors }: EncodedBatch): Uint8Array<ArrayBuffer> {
  const { buffer, byteOffset, byteLength } = vectors.data;
  return new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength);
}

/** Nine significant digits tell any two single-precision numbers apart. */
function shortest(value: number): number {
  return Number(value.toPrecision(9));
}
