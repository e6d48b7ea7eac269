/**
 * A matrix whose number of rows is known only when all have been added.
 *
 * @module
 */

import { createMatrix, type Matrix } from "../../numeric/matrix.ts";

/** Numbers of a block, 4 MB: what is allocated and not used stays small, and blocks are few. */
const BLOCK_LENGTH = 2 ** 20;

/** Rows of a matrix, kept in blocks so that none is moved when another is added. */
export class RowBlocks {
  /** Number of columns, at least 1. */
  readonly columns: number;
  readonly #blockRows: number;
  readonly #blocks: Float32Array[] = [];
  #rows = 0;

  /**
   * Starts without rows.
   *
   * @param columns Number of columns, at least 1.
   */
  constructor(columns: number) {
    this.columns = columns;
    this.#blockRows = Math.max(1, Math.floor(BLOCK_LENGTH / columns));
  }

  /** Number of rows added. */
  get rows(): number {
    return this.#rows;
  }

  /**
   * Adds a row.
   *
   * @param row `columns` values; copied.
   */
  push(row: Float32Array): void {
    const place = this.#rows % this.#blockRows;
    if (place === 0) this.#blocks.push(new Float32Array(this.#blockRows * this.columns));
    this.#blocks.at(-1)!.set(row, place * this.columns);
    this.#rows++;
  }

  /**
   * Makes the matrix; no row is kept after that.
   *
   * @param rows Number of rows of the matrix, at least those added; the others are zeros.
   * @returns The rows in the order in which they were added.
   */
  drain(rows: number): Matrix {
    const matrix = createMatrix(rows, this.columns);
    let end = this.#rows * this.columns;
    while (this.#blocks.length > 0) {
      const block = this.#blocks.pop()!;
      const start = this.#blocks.length * block.length;
      matrix.data.set(block.subarray(0, end - start), start);
      end = start;
    }
    this.#rows = 0;
    return matrix;
  }
}
