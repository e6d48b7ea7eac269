/**
 * Fewer dimensions for embeddings.
 *
 * @module
 */

import { show } from "./model_config.ts";
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
  checkDimensions(dimensions, table.columns);
  if (dimensions === table.columns) return table;
  const room = new ArrayBuffer(table.rows * dimensions * table.values.data.BYTES_PER_ELEMENT);
  return {
    ...table,
    values: truncateRows(table, dimensions, new Uint8Array(room)),
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
      `current value is ${show(dimensions)}`,
  );
}

/**
 * Keeps the first values of each row.
 *
 * @param table Any table.
 * @param dimensions Values to keep, from 1 to the columns of the table.
 * @param room Where they go, aligned to 8 bytes.
 * @returns The values, in the room.
 */
export function truncateRows(
  { values: { dtype, data }, rows, columns }: EmbeddingTable,
  dimensions: number,
  { buffer, byteOffset }: Uint8Array,
): EmbeddingValues {
  const length = rows * dimensions;
  const copyRows = <T extends EmbeddingValues["data"]>(to: T): T => {
    for (let i = 0; i < rows; i++) {
      to.set(data.subarray(i * columns, i * columns + dimensions), i * dimensions);
    }
    return to;
  };
  switch (dtype) {
    case "float64":
      return { dtype, data: copyRows(new Float64Array(buffer, byteOffset, length)) };
    case "float32":
      return { dtype, data: copyRows(new Float32Array(buffer, byteOffset, length)) };
    case "float16":
      return { dtype, data: copyRows(new Uint16Array(buffer, byteOffset, length)) };
    case "int8":
      return { dtype, data: copyRows(new Int8Array(buffer, byteOffset, length)) };
  }
}
