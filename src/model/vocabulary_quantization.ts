/**
 * Vocabulary quantisation: tokens of similar directions share a row.
 *
 * @module
 */

import { fitKMeans, type KMeansOptions } from "../numeric/kmeans.ts";
import { createMatrix, type Matrix, row } from "../numeric/matrix.ts";
import { norm } from "../numeric/vector.ts";
import { decodeHalves } from "../tensor/half.ts";
import { type EmbeddingTable, type EmbeddingValues, tableFromMatrix } from "./embedding_table.ts";

/**
 * Clusters the rows of a table, as `quantize_vocabulary` of Python's model2vec does
 * (`vocabulary_quantization.py`): a table without weights takes the lengths of its rows for weights, and
 * their directions are clustered. Lengths are in double precision here, in the table's own there.
 *
 * @param table A table without a mapping; not changed.
 * @param options Number of clusters, and where to start.
 * @returns A table of single precision with a mapping and weights, one row per cluster.
 * @throws {RangeError} If the table has a mapping already, or an option is out of range.
 * @throws {DOMException} If the signal was aborted.
 */
export async function clusterTable(
  table: EmbeddingTable,
  options: KMeansOptions,
): Promise<EmbeddingTable> {
  if (table.mapping !== undefined) {
    throw new RangeError(
      `Cannot quantize the vocabulary: its ${table.mapping.length} tokens share ${table.rows} rows ` +
        `already, quantize the model that it was before`,
    );
  }
  const rows = createMatrix(table.rows, table.columns, toSingles(table.values));
  const weights = table.weights ?? takeLengths(rows);
  const { centers, labels } = await fitKMeans(rows, options);
  return { ...tableFromMatrix(centers), mapping: labels, weights };
}

function toSingles(values: EmbeddingValues): Float32Array {
  return values.dtype === "float16" ? decodeHalves(values.data) : Float32Array.from(values.data);
}

/** Scales each row to length 1, but for rows of zeros, and gives the lengths that they had. */
function takeLengths(rows: Matrix): Float64Array {
  const lengths = new Float64Array(rows.rows);
  for (let i = 0; i < rows.rows; i++) {
    const vector = row(rows, i);
    const length = norm(vector);
    lengths[i] = length;
    if (length > 0) vector.set(vector.map((value) => value / length));
  }
  return lengths;
}
