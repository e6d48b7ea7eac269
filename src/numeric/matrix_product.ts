/**
 * The two products of large matrices that a PCA needs, block by block.
 *
 * Within a block of rows sums are in single precision, as they are in NumPy for single-precision data; sums
 * over blocks are in double precision.
 *
 * @module
 */

import { createMatrix, type Matrix } from "./matrix.ts";
import { COLUMN_TILE, createProductKernel, ROW_TILE } from "./product_kernel.ts";

/** Rows of the large operand in a block: enough to amortise a call, few enough for a cache. */
const BLOCK_ROWS = 96;

/** Vectors to multiply rows with. */
export interface Projection {
  /** k x m, row-major: k vectors of m entries. */
  readonly vectors: Float64Array;
  /** m values, subtracted from every row first. */
  readonly shift: Float64Array;
}

/**
 * Dot products of every row, less a shift, with every one of some vectors.
 *
 * @param matrix n x m; not changed.
 * @param projection Vectors and shift.
 * @returns n x k.
 */
export function multiplyRows(matrix: Matrix, { vectors, shift }: Projection): Matrix {
  const { rows, columns: depth } = matrix;
  const count = depth === 0 ? 0 : vectors.length / depth;
  const result = createMatrix(rows, count);
  const columns = padded(count, COLUMN_TILE);
  const { left, right, product, run } = createProductKernel({ rows: BLOCK_ROWS, depth, columns });
  for (let k = 0; k < depth; k++) {
    for (let j = 0; j < count; j++) right[k * columns + j] = vectors[j * depth + k]!;
  }
  for (let first = 0; first < rows; first += BLOCK_ROWS) {
    const blockRows = Math.min(BLOCK_ROWS, rows - first);
    for (let i = 0; i < blockRows; i++) {
      const start = (first + i) * depth;
      for (let k = 0; k < depth; k++) left[i * depth + k] = matrix.data[start + k]! - shift[k]!;
    }
    run();
    for (let i = 0; i < blockRows; i++) {
      const row = product.subarray(i * columns, i * columns + count);
      result.data.set(row, (first + i) * count);
    }
  }
  return result;
}

/**
 * Dot products of the columns with each other, after a shift: `(X - shift)^T (X - shift)`.
 *
 * @param matrix n x m; not changed.
 * @param shift m values, subtracted from every row first.
 * @returns m x m, symmetric.
 */
export function gramMatrix(matrix: Matrix, shift: Float64Array): Float64Array {
  const { rows, columns: size } = matrix;
  const columns = padded(size, COLUMN_TILE);
  const depth = BLOCK_ROWS;
  const kernelRows = padded(size, ROW_TILE);
  const { left, right, product, run } = createProductKernel({ rows: kernelRows, depth, columns });
  const gram = new Float64Array(size * size);
  for (let first = 0; first < rows; first += depth) {
    const blockRows = Math.min(depth, rows - first);
    if (blockRows < depth) right.fill(0);
    for (let k = 0; k < blockRows; k++) {
      const start = (first + k) * size;
      for (let d = 0; d < size; d++) right[k * columns + d] = matrix.data[start + d]! - shift[d]!;
    }
    for (let d = 0; d < size; d++) {
      for (let k = 0; k < depth; k++) left[d * depth + k] = right[k * columns + d]!;
    }
    run();
    for (let i = 0; i < size; i++) {
      for (let j = i; j < size; j++) gram[i * size + j]! += product[i * columns + j]!;
    }
  }
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) gram[i * size + j] = gram[j * size + i]!;
  }
  return gram;
}

function padded(count: number, tile: number): number {
  return Math.ceil(count / tile) * tile;
}
