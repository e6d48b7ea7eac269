/**
 * Eigenvalues of symmetric matrices. The only file of this folder that needs a package.
 *
 * @module
 */

import { EigenvalueDecomposition, Matrix } from "npm:ml-matrix@^6";

/** Eigenvalues and eigenvectors of a symmetric n x n matrix, largest eigenvalue first. */
export interface SymmetricEigen {
  /** n eigenvalues, descending. */
  readonly values: Float64Array;
  /** n x n, row-major: row `i` is the eigenvector of `values[i]`, of length 1 and either sign. */
  readonly vectors: Float64Array;
}

/**
 * Takes a symmetric matrix apart into eigenvalues and orthonormal eigenvectors.
 *
 * @param matrix size x size, row-major, finite, symmetric (the symmetry is not checked); not changed.
 * @param size Number of rows, at least 1.
 * @returns Eigenvalues in descending order, eigenvectors as rows in the same order.
 * @throws {RangeError} If `size` is no integer of at least 1, or `matrix` has another length.
 */
export function symmetricEigen(matrix: Float64Array, size: number): SymmetricEigen {
  if (!Number.isInteger(size) || size < 1) {
    throw new RangeError(
      `Cannot find eigenvalues: size must be an integer of at least 1, current value is ${size}`,
    );
  }
  if (matrix.length !== size * size) {
    throw new RangeError(
      `Cannot find eigenvalues: ${size} x ${size} values are needed, matrix has ${matrix.length}`,
    );
  }
  const rows = Array.from({ length: size }, (_, i) => matrix.subarray(i * size, (i + 1) * size));
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(new Matrix(rows), {
    assumeSymmetric: true,
  });
  const vectors = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    // ml-matrix orders the eigenvalues of a symmetric matrix ascending, its eigenvectors are columns.
    const column = size - 1 - i;
    for (let d = 0; d < size; d++) vectors[i * size + d] = eigenvectorMatrix.get(d, column);
  }
  return { values: Float64Array.from(realEigenvalues).reverse(), vectors };
}
