/**
 * A matrix whose number of rows is known only when all have been added.
 *
 * @module
 */

import { createMatrix, type Matrix } from "../../numeric/matrix.ts";
import { encodeHalves } from "../../tensor/half.ts";

/** Numbers of a block, 4 MB: what is allocated and not used stays small, and blocks are few. */
const BLOCK_LENGTH = 2 ** 20;

/** Rows of a matrix, kept in blocks so that none is moved when another is added. */
export class RowBlocks {
  /** Number of columns, at least 1. */
  readonly columns: number;
  readonly #blockRows: number;
  readonly #blocks: Float32Array<ArrayBuffer>[] = [];
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

  /** The largest absolute value; 0 without rows. */
  get largest(): number {
    let largest = 0;
    for (const block of this.#blocks) {
      for (let i = 0; i < block.length; i++) largest = Math.max(largest, Math.abs(block[i]!));
    }
    return largest;
  }

  /**
   * Makes the matrix; no row is kept after that.
   *
   * @param rows Number of rows of the matrix, at least those added; the others are zeros.
   * @returns The rows in the order in which they were added.
   */
  drain(rows: number): Matrix {
    const matrix = createMatrix(rows, this.columns);
    this.#takeBlocks((values, start) => matrix.data.set(values, start));
    return matrix;
  }

  /**
   * Rounds the matrix to half precision, without ever having all of it; no row is kept after that.
   *
   * @param rows Number of rows of the matrix, at least those added; the others are zeros.
   * @returns The bits of `rows * columns` halves, row-major.
   */
  drainHalves(rows: number): Uint16Array {
    const halves = new Uint16Array(rows * this.columns);
    this.#takeBlocks((values, start) => halves.set(encodeHalves(values), start));
    return halves;
  }

  /** Memory is given back block by block: the garbage collector would wait until all is there twice. */
  #takeBlocks(take: (values: Float32Array, start: number) => void): void {
    let end = this.#rows * this.columns;
    while (this.#blocks.length > 0) {
      const block = this.#blocks.pop()!;
      const start = this.#blocks.length * block.length;
      take(block.subarray(0, end - start), start);
      release(block.buffer);
      end = start;
    }
    this.#rows = 0;
  }
}

/** Frees memory at once where the runtime can; Node 20 waits for its garbage collector. */
function release(buffer: ArrayBufferLike): void {
  if (buffer instanceof ArrayBuffer && "transfer" in buffer) buffer.transfer(0);
}
