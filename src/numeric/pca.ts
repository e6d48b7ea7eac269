/**
 * Principal component analysis as Python's model2vec 0.10 does it: `_pca_fit_transform` of
 * `model2vec/distill/inference.py`, but in double precision. Whether a PCA makes sense for a matrix is
 * the caller's to decide.
 *
 * @module
 */

import { symmetricEigen } from "./eigen.ts";
import type { Matrix } from "./matrix.ts";
import { gramMatrix, multiplyRows } from "./matrix_product.ts";

/**
 * How many components to keep: a number from 1 to the number of columns, all of them (`"auto"`), or as
 * many as explain a share of the variance in (0, 1].
 */
export type PcaComponents = number | "auto" | { readonly variance: number };

/** A fitted PCA of k components over n columns. */
export interface Pca {
  /** n means, one per column. */
  readonly mean: Float64Array;
  /** k x n, row-major: orthonormal components, most variance first. */
  readonly components: Float64Array;
  /** k variances, descending, at least 0. */
  readonly explainedVariance: Float64Array;
  /** k shares of the total variance, in [0, 1]; NaN, as in Python, if all rows are equal. */
  readonly explainedVarianceRatio: Float64Array;
}

/**
 * Checks what can be checked of a number of components before the columns are known.
 *
 * @param components An integer of at least 1, "auto", or a share of the variance in (0, 1].
 * @throws {RangeError} If it is anything else.
 */
export function checkPcaComponents(components: PcaComponents): void {
  if (components === "auto") return;
  if (typeof components === "number") {
    if (Number.isInteger(components) && components >= 1) return;
    throw new RangeError(
      `Cannot fit PCA: components must be an integer of at least 1, current value is ${components}`,
    );
  }
  if (typeof components !== "object" || components === null) {
    throw new RangeError(
      `Cannot fit PCA: components must be an integer, "auto" or { variance }, ` +
        `current value is ${describe(components)}`,
    );
  }
  const { variance } = components;
  if (typeof variance === "number" && variance > 0 && variance <= 1) return;
  throw new RangeError(
    `Cannot fit PCA: variance must be above 0 and at most 1, ` +
      `current value is ${describe(variance)}`,
  );
}

/**
 * Finds the directions of most variance.
 *
 * @param vectors rows x columns, finite, at least 2 rows; not changed.
 * @param components How many components to keep.
 * @returns The components, of either sign.
 * @throws {RangeError} If there are fewer than 2 rows, a value is not finite, or `components` is outside
 *   its range.
 */
export function fitPca(vectors: Matrix, components: PcaComponents): Pca {
  const { rows, columns } = vectors;
  checkPcaComponents(components);
  if (typeof components === "number" && components > columns) {
    throw new RangeError(
      `Cannot fit PCA: components must be at most ${columns}, the number of columns, ` +
        `current value is ${components}`,
    );
  }
  if (rows < 2) {
    throw new RangeError(`Cannot fit PCA: number of rows is ${rows}, at least 2 are needed`);
  }
  const mean = columnMeans(vectors);
  const covariance = gramMatrix(vectors, mean).map((sum) => sum / (rows - 1));
  const eigen = symmetricEigen(covariance, columns);
  const variances = eigen.values.map((value) => Math.max(value, 0));
  const total = variances.reduce((sum, variance) => sum + variance, 0);
  const count = componentCount(components, variances, total);
  const explainedVariance = variances.slice(0, count);
  return {
    mean,
    components: eigen.vectors.slice(0, count * columns),
    explainedVariance,
    explainedVarianceRatio: explainedVariance.map((variance) => variance / total),
  };
}

/**
 * Expresses vectors in the components of a PCA.
 *
 * @param vectors rows x columns, with the columns that the PCA was fitted on; not changed.
 * @param pca A fitted PCA of k components.
 * @returns rows x k.
 * @throws {RangeError} If the columns are not as many as the PCA was fitted on.
 */
export function projectPca(vectors: Matrix, pca: Pca): Matrix {
  const { columns } = vectors;
  if (columns !== pca.mean.length) {
    throw new RangeError(
      `Cannot project vectors: they have ${columns} columns, the PCA was fitted on ${pca.mean.length}`,
    );
  }
  return multiplyRows(vectors, { vectors: pca.components, shift: pca.mean });
}

/**
 * Settles the sign of each column: the entry of largest absolute value, the first of several, becomes
 * positive.
 *
 * @param scores rows x columns; overwritten.
 */
export function orientColumns(scores: Matrix): void {
  const { data, columns } = scores;
  const extremes = new Float32Array(columns);
  for (let start = 0; start < data.length; start += columns) {
    for (let d = 0; d < columns; d++) {
      if (Math.abs(data[start + d]!) > Math.abs(extremes[d]!)) extremes[d] = data[start + d]!;
    }
  }
  for (let start = 0; start < data.length; start += columns) {
    for (let d = 0; d < columns; d++) {
      if (extremes[d]! < 0) data[start + d] = -data[start + d]!;
    }
  }
}

function describe(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

function columnMeans(vectors: Matrix): Float64Array {
  const { data, rows, columns } = vectors;
  const sums = new Float64Array(columns);
  for (let start = 0; start < data.length; start += columns) {
    for (let d = 0; d < columns; d++) sums[d]! += data[start + d]!;
  }
  const broken = sums.findIndex((sum) => !Number.isFinite(sum));
  if (broken >= 0) {
    throw new RangeError(
      `Cannot fit PCA: column ${broken} holds a value that is not finite, all values must be finite`,
    );
  }
  return sums.map((sum) => sum / rows);
}

/** `searchsorted(cumsum(variances) / total, share) + 1`, at most all; NaN counts as reached there. */
function componentCount(
  components: PcaComponents,
  variances: Float64Array,
  total: number,
): number {
  if (components === "auto") return variances.length;
  if (typeof components === "number") return components;
  let sum = 0;
  for (let i = 0; i < variances.length; i++) {
    sum += variances[i]!;
    if (!(sum / total < components.variance)) return i + 1;
  }
  return variances.length;
}
