/**
 * Clusters of rows whose means follow every row that changes places.
 *
 * @module
 */

import { createMatrix, type Matrix } from "./matrix.ts";

/** Rows in clusters, and what it would cost to put one elsewhere. */
export class Clusters {
  /** rows x columns. */
  readonly points: Matrix;
  /** Cluster of each row; -1 for a row that is in none yet. */
  readonly labels: Int32Array;
  /** Number of rows in each cluster, at least 1. */
  readonly counts: Int32Array;
  readonly #sums: Float64Array;

  /**
   * @param points rows x columns, finite; kept.
   * @param seeds Different rows, each of which founds a cluster.
   */
  constructor(points: Matrix, seeds: Int32Array) {
    this.points = points;
    this.labels = new Int32Array(points.rows).fill(-1);
    this.counts = new Int32Array(seeds.length);
    this.#sums = new Float64Array(seeds.length * points.columns);
    for (const [cluster, row] of seeds.entries()) this.move(row, cluster);
  }

  /**
   * Puts a row into a cluster, out of the one that it is in.
   *
   * @param row Any row.
   * @param cluster Any cluster.
   */
  move(row: number, cluster: number): void {
    const label = this.labels[row]!;
    if (label >= 0) this.#add(row, label, -1);
    this.#add(row, cluster, 1);
    this.labels[row] = cluster;
  }

  /**
   * By how much the inertia falls when a row leaves its cluster, whose mean then moves away from it:
   * `n / (n - 1)` times its squared distance from the mean.
   *
   * @param row Any row.
   * @returns At least 0: 0 for the only row of a cluster, infinity for a row that is in none.
   */
  gainOfLeaving(row: number): number {
    const label = this.labels[row]!;
    if (label < 0) return Infinity;
    const count = this.counts[label]!;
    return count === 1 ? 0 : this.#squaredDistance(row, label) * count / (count - 1);
  }

  /**
   * By how much the inertia rises when a row joins a cluster, whose mean then moves towards it:
   * `n / (n + 1)` times its squared distance from the mean.
   *
   * @param row Any row.
   * @param cluster A cluster that the row is not in.
   * @returns At least 0.
   */
  costOfJoining(row: number, cluster: number): number {
    const count = this.counts[cluster]!;
    return this.#squaredDistance(row, cluster) * count / (count + 1);
  }

  /**
   * The means.
   *
   * @returns clusters x columns.
   */
  means(): Matrix {
    const { columns } = this.points;
    const means = createMatrix(this.counts.length, columns);
    for (let i = 0; i < means.data.length; i++) {
      means.data[i] = this.#sums[i]! / this.counts[Math.floor(i / columns)]!;
    }
    return means;
  }

  /**
   * Sum of the squared distances of all rows from the means of their clusters; every row must be in one.
   *
   * @returns At least 0.
   */
  inertia(): number {
    let inertia = 0;
    for (let i = 0; i < this.labels.length; i++) {
      inertia += this.#squaredDistance(i, this.labels[i]!);
    }
    return inertia;
  }

  #add(row: number, cluster: number, sign: 1 | -1): void {
    const { data, columns } = this.points;
    const [from, to] = [row * columns, cluster * columns];
    this.counts[cluster]! += sign;
    for (let d = 0; d < columns; d++) this.#sums[to + d]! += sign * data[from + d]!;
  }

  #squaredDistance(row: number, cluster: number): number {
    const { data, columns } = this.points;
    const sums = this.#sums;
    const [from, to, scale] = [row * columns, cluster * columns, 1 / this.counts[cluster]!];
    let square = 0;
    for (let d = 0; d < columns; d++) {
      const difference = data[from + d]! - sums[to + d]! * scale;
      square += difference * difference;
    }
    return square;
  }
}
