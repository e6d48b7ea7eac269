/**
 * Fewer dimensions for embeddings.
 *
 * @module
 */

import type { EmbeddingTable, EmbeddingValues } from "./embedding_table.ts";

/**
 * Keeps the first dimensions of each row, which after a principal component analysis are those of most
 * variance.
 *
 * @param table Any table; not changed.
 * @param dimensions Dimensions to keep, from 1 to the columns of the table.
 * @returns The table itself if it has no more, else a new one that shares mapping and weights.
 * @throws {RangeError} If `dimensions` is out of range.
 */
export function truncateTable(table: EmbeddingTable, dimensions: number): EmbeddingTable {
  const { values, rows, columns } = table;
  checkDimensions(dimensions, columns);
  if (dimensions === columns) return table;
  return {
    ...table,
    values: truncateValues(values, { rows, columns, dimensions }),
    columns: dimensions,
  };
}

/**
 * Checks a number of dimensions, before anything expensive is done.
 *
 * @param dimensions Dimensions to keep.
 * @param columns Dimensions that there are.
 * @throws {RangeError} If it is no integer from 1 to `columns`.
 */
export function checkDimensions(dimensions: number, columns: number): void {
  if (Number.isInteger(dimensions) && dimensions >= 1 && dimensions <= columns) return;
  throw new RangeError(
    `Cannot truncate embeddings: dimensions must be an integer from 1 to ${columns}, ` +
      `current value is ${dimensions}`,
  );
}

interface Cut {
  readonly rows: number;
  readonly columns: number;
  readonly dimensions: number;
}

type Values = EmbeddingValues["data"];

function truncateValues({ dtype, data }: EmbeddingValues, cut: Cut): EmbeddingValues {
  const length = cut.rows * cut.dimensions;
  switch (dtype) {
    case "float64":
      return { dtype, data: copyRows(data, new Float64Array(length), cut) };
    case "float32":
      return { dtype, data: copyRows(data, new Float32Array(length), cut) };
    case "float16":
      return { dtype, data: copyRows(data, new Uint16Array(length), cut) };
    case "int8":
      return { dtype, data: copyRows(data, new Int8Array(length), cut) };
  }
}

function copyRows<T extends Values>(from: Values, to: T, { rows, columns, dimensions }: Cut): T {
  for (let i = 0; i < rows; i++) {
    to.set(from.subarray(i * columns, i * columns + dimensions), i * dimensions);
  }
  return to;
}
