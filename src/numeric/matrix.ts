/**
 * Dense matrices of single-precision numbers. Row-major, no views with strides, no operators.
 *
 * @module
 */

/** A dense matrix: row `i` is `data[i * columns]` up to, not including, `data[(i + 1) * columns]`. */
export interface Matrix {
  /** The values, row-major; `rows * columns` of them. */
  readonly data: Float32Array;
  /** Number of rows, at least 0. */
  readonly rows: number;
  /** Number of columns, at least 0. */
  readonly columns: number;
}

/**
 * Makes a matrix, of zeros unless values are given.
 *
 * @param rows Number of rows, at least 0.
 * @param columns Number of columns, at least 0.
 * @param data `rows * columns` values, row-major; kept, not copied. Zeros by default.
 * @returns The matrix.
 * @throws {RangeError} If a size is no integer of at least 0, or `data` has another length.
 *
 * @example Two rows of three values
 * ```ts
 * import { createMatrix, row } from "@model2vec/model2vec";
 * import { assertEquals } from "@std/assert";
 *
 * const matrix = createMatrix(2, 3, Float32Array.of(1, 2, 3, 4, 5, 6));
 * assertEquals(row(matrix, 1), Float32Array.of(4, 5, 6));
 * ```
 */
export function createMatrix(rows: number, columns: number, data?: Float32Array): Matrix {
  checkSize("rows", rows);
  checkSize("columns", columns);
  const values = data ?? new Float32Array(rows * columns);
  if (values.length !== rows * columns) {
    throw new RangeError(
      `Cannot create matrix: ${rows} rows of ${columns} columns need ${rows * columns} values, ` +
        `data has ${values.length}`,
    );
  }
  return { data: values, rows, columns };
}

/**
 * One row, as a view: writing to it changes the matrix.
 *
 * @param matrix Any matrix.
 * @param index Row, from 0 to `matrix.rows - 1`.
 * @returns The `matrix.columns` values of the row.
 * @throws {RangeError} If there is no such row.
 *
 * @example Write to a row
 * ```ts
 * import { createMatrix, row } from "@model2vec/model2vec";
 * import { assertEquals } from "@std/assert";
 *
 * const matrix = createMatrix(2, 2);
 * row(matrix, 1).set([3, 4]);
 * assertEquals(matrix.data, Float32Array.of(0, 0, 3, 4));
 * ```
 */
export function row(matrix: Matrix, index: number): Float32Array {
  if (!Number.isInteger(index) || index < 0 || index >= matrix.rows) {
    throw new RangeError(
      `Cannot take row ${index}: index must be an integer from 0, below ${matrix.rows}`,
    );
  }
  const start = index * matrix.columns;
  return matrix.data.subarray(start, start + matrix.columns);
}

/**
 * Multiplies each row by its own weight.
 *
 * @param matrix Any matrix; not changed.
 * @param weights One factor per row.
 * @returns A new matrix of the same size.
 * @throws {RangeError} If there are more or fewer weights than rows.
 */
export function scaleRows(matrix: Matrix, weights: Float32Array | Float64Array): Matrix {
  const { data, rows, columns } = matrix;
  if (weights.length !== rows) {
    throw new RangeError(
      `Cannot scale rows: matrix has ${rows} rows, ${weights.length} weights were given`,
    );
  }
  const scaled = createMatrix(rows, columns);
  for (let i = 0; i < rows; i++) {
    const weight = weights[i]!;
    const end = (i + 1) * columns;
    for (let d = i * columns; d < end; d++) scaled.data[d] = data[d]! * weight;
  }
  return scaled;
}

function checkSize(name: string, size: number): void {
  if (!Number.isSafeInteger(size) || size < 0) {
    throw new RangeError(
      `Cannot create matrix: ${name} must be an integer of at least 0, current value is ${size}`,
    );
  }
}
