/**
 * Which cluster each row would rather be in, over all pairs of rows and clusters.
 *
 * @module
 */

import type { Clusters } from "./clusters.ts";
import type { Matrix } from "./matrix.ts";
import { COLUMN_TILE, createProductKernel, type ProductKernel } from "./product_kernel.ts";

/** Rows of a block: enough to amortise a call, few enough for a cache. */
const BLOCK_ROWS = 96;

/** Clusters of a block, whose means stay in the cache while all rows pass. */
const BLOCK_CLUSTERS = 32 * COLUMN_TILE;

/** Share of a cost below which rounding in single precision could tell what is cheaper. */
const MARGIN = 1e-5;

/** What is compared with what. */
interface Scope {
  readonly rowIds: Int32Array;
  readonly clusterIds: Int32Array;
}

/**
 * Finds cheaper clusters. What an earlier search has ruled out is not compared again: a row is compared with
 * the clusters that have changed since, and with all of them only if leaving its own has come to gain more.
 */
export class ClusterSearch {
  readonly #clusters: Clusters;
  readonly #squares: Float64Array;
  /** Nothing costs a row less than this, of the clusters that have not changed since its last search. */
  readonly #floors: Float64Array;
  /** Cluster that a row should move to; -1 for none. */
  readonly #candidates: Int32Array;
  readonly #kernel: ProductKernel;
  readonly #meanSquares: Float64Array = new Float64Array(BLOCK_CLUSTERS);
  readonly #factors: Float64Array = new Float64Array(BLOCK_CLUSTERS);

  /**
   * @param clusters Looked at, never changed.
   */
  constructor(clusters: Clusters) {
    const { rows, columns } = clusters.points;
    this.#clusters = clusters;
    this.#squares = squaresOfRows(clusters.points);
    this.#floors = new Float64Array(rows).fill(-Infinity);
    this.#candidates = new Int32Array(rows);
    this.#kernel = createProductKernel({
      rows: BLOCK_ROWS,
      depth: columns,
      columns: BLOCK_CLUSTERS,
    });
  }

  /**
   * Looks for the cluster that costs each row least, if that is less than leaving its own would gain.
   *
   * @param changed 1 for each cluster that rows have left or joined since the last search, else 0; all 1 for
   *   the first search.
   * @returns The cluster by row, -1 for a row that is to stay; valid until the next search.
   */
  find(changed: Uint8Array): Int32Array {
    const means = this.#clusters.means();
    const clusterIds = Int32Array.from(changed.keys());
    const changedIds = clusterIds.filter((id) => changed[id] === 1);
    const { all, some } = this.#split();
    this.#candidates.fill(-1);
    this.#compare(means, { rowIds: some, clusterIds: changedIds });
    this.#compare(means, { rowIds: all, clusterIds });
    return this.#candidates;
  }

  /** Sorts out the rows to compare with all clusters and those to compare with changed ones, and sets floors. */
  #split(): { all: Int32Array; some: Int32Array } {
    const floors = this.#floors;
    const [all, some]: [number[], number[]] = [[], []];
    for (let i = 0; i < floors.length; i++) {
      const limit = this.#clusters.gainOfLeaving(i) * (1 - MARGIN);
      if (limit > 0) (limit <= floors[i]! ? some : all).push(i);
      floors[i] = limit;
    }
    return { all: Int32Array.from(all), some: Int32Array.from(some) };
  }

  #compare(means: Matrix, { rowIds, clusterIds }: Scope): void {
    for (let first = 0; first < clusterIds.length; first += BLOCK_CLUSTERS) {
      const blockClusters = clusterIds.subarray(first, first + BLOCK_CLUSTERS);
      this.#loadMeans(means, blockClusters);
      for (let start = 0; start < rowIds.length; start += BLOCK_ROWS) {
        const blockRows = rowIds.subarray(start, start + BLOCK_ROWS);
        this.#loadRows(blockRows);
        this.#kernel.run();
        this.#keepCheapest({ rowIds: blockRows, clusterIds: blockClusters });
      }
    }
  }

  #loadMeans({ data, columns }: Matrix, clusterIds: Int32Array): void {
    const { right } = this.#kernel;
    for (let j = 0; j < clusterIds.length; j++) {
      const start = clusterIds[j]! * columns;
      const count = this.#clusters.counts[clusterIds[j]!]!;
      let square = 0;
      for (let d = 0; d < columns; d++) {
        const value = data[start + d]!;
        right[d * BLOCK_CLUSTERS + j] = value;
        square += value * value;
      }
      this.#meanSquares[j] = square;
      this.#factors[j] = count / (count + 1);
    }
  }

  #loadRows(rowIds: Int32Array): void {
    const { data, columns } = this.#clusters.points;
    const { left } = this.#kernel;
    for (let i = 0; i < rowIds.length; i++) {
      const start = rowIds[i]! * columns;
      left.set(data.subarray(start, start + columns), i * columns);
    }
  }

  #keepCheapest({ rowIds, clusterIds }: Scope): void {
    const { labels } = this.#clusters;
    const { product } = this.#kernel;
    const [meanSquares, factors, floors] = [this.#meanSquares, this.#factors, this.#floors];
    for (let i = 0; i < rowIds.length; i++) {
      const id = rowIds[i]!;
      const [start, square, own] = [i * BLOCK_CLUSTERS, this.#squares[id]!, labels[id]!];
      let best = floors[id]!;
      for (let j = 0; j < clusterIds.length; j++) {
        const cost = factors[j]! * (square + meanSquares[j]! - 2 * product[start + j]!);
        if (cost < best && clusterIds[j]! !== own) {
          best = cost;
          this.#candidates[id] = clusterIds[j]!;
        }
      }
      floors[id] = best;
    }
  }
}

function squaresOfRows({ data, rows, columns }: Matrix): Float64Array {
  const squares = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    for (let k = i * columns; k < (i + 1) * columns; k++) squares[i]! += data[k]! * data[k]!;
  }
  return squares;
}
