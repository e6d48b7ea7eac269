/**
 * Memory for results, which on Linux costs more to get than vectors cost to make.
 *
 * @module
 */

import { createMatrix, type Matrix } from "../numeric/matrix.ts";

/** From this size on, malloc of glibc maps a block afresh. */
const MAPPED_BYTES = 128 * 1024;

/** A little below the largest size up to which it can be brought to keep blocks. */
const LARGEST_KEPT_BYTES = 31 * 1024 * 1024;

let keepsBlocks = false;

/**
 * Makes room for results.
 *
 * @param rows Number of texts.
 * @param columns Dimensions of a vector.
 * @returns A matrix of zeros.
 */
export function createResult(rows: number, columns: number): Matrix {
  if (!keepsBlocks && rows * columns * 4 > MAPPED_BYTES) keepFreedBlocks();
  return createMatrix(rows, columns);
}

/**
 * Has results take the memory that earlier ones have left. A fresh block costs a page fault every 4 KB, which is
 * half the time of encoding short texts; glibc maps large blocks afresh until one as large was freed
 * (`M_MMAP_THRESHOLD` in mallopt(3)). Freeing one that nobody has written to costs nothing, here as elsewhere.
 */
function keepFreedBlocks(): void {
  keepsBlocks = true;
  const { transfer }: { transfer?(this: ArrayBuffer, byteLength: number): ArrayBuffer } =
    ArrayBuffer.prototype;
  // Node 20 and older browsers cannot free a block by themselves.
  if (transfer === undefined) return;
  try {
    transfer.call(new ArrayBuffer(LARGEST_KEPT_BYTES), 0);
  } catch {
    // Without that much memory results are as slow as before.
  }
}
