/**
 * k-means by Hartigan's method: a row changes clusters when that lowers the inertia, given that its leaving
 * and its joining move the means (Telgarsky and Vattani 2010,
 * https://proceedings.mlr.press/v9/telgarsky10a.html).
 *
 * That matters where clusters have a handful of rows. Lloyd's algorithm, which Python's model2vec uses by way
 * of scikit-learn, puts 29,525 unit rows of 256 columns into 4,000 clusters with an inertia of 14,050, and
 * 14,026 as the best of ten runs; one run of this method ends at 12,880.
 *
 * @module
 */

import { Clusters } from "./clusters.ts";
import { ClusterSearch } from "./cluster_search.ts";
import { createMatrix, type Matrix } from "./matrix.ts";
import { pause } from "./pause.ts";
import { createRandom, sampleIndices } from "./random.ts";

/** How rows are clustered. */
export interface KMeansOptions {
  /** Number of clusters, at least 1 and below the number of rows. */
  readonly clusters: number;
  /**
   * Which rows the clusters begin with: any integer.
   *
   * @default {42}
   */
  readonly seed?: number | undefined;
  /**
   * How often all rows are looked at, at least 1.
   *
   * @default {100}
   */
  readonly maxPasses?: number;
  /** Is asked before every pass. */
  readonly signal?: AbortSignal | undefined;
}

/** Rows in clusters. */
export interface Clustering {
  /** clusters x columns: the mean of each cluster's rows. */
  readonly centers: Matrix;
  /** Cluster of each row; none is empty. */
  readonly labels: Int32Array;
  /** Sum of the squared distances of all rows from their centers. */
  readonly inertia: number;
}

/** A pass that lowers the inertia by less than this share is the last: what is left changes no score. */
const SETTLED = 5e-3;

const LARGEST_SINGLE = 3.4028234663852886e38;

/**
 * Clusters rows by Euclidean distance.
 *
 * @param vectors rows x columns, finite; not changed.
 * @param options Number of clusters, and where to start.
 * @returns The clusters, the same ones whenever rows and options are the same.
 * @throws {RangeError} If an option is out of range, or values are not finite or too large.
 * @throws {DOMException} If the signal was aborted.
 */
export async function fitKMeans(
  vectors: Matrix,
  { clusters: count, seed = 42, maxPasses = 100, signal }: KMeansOptions,
): Promise<Clustering> {
  checkClusters(count, vectors.rows);
  checkSeed(seed);
  // Distances keep more digits around the mean: scikit-learn subtracts it too.
  const mean = columnMeans(vectors);
  const points = addToRows(vectors, mean.map((value) => -value));
  checkSquares(points);
  const seeds = sampleIndices(count, { size: points.rows, random: createRandom(seed) });
  const clusters = new Clusters(points, seeds);
  const search = new ClusterSearch(clusters);
  let changed = new Uint8Array(count).fill(1);
  let inertia = Infinity;
  for (let pass = 0; pass < maxPasses; pass++) {
    await pause(signal);
    changed = moveRows(clusters, search.find(changed));
    const before = inertia;
    inertia = clusters.inertia();
    if (!(before - inertia > SETTLED * inertia)) break;
  }
  return { centers: addToRows(clusters.means(), mean), labels: clusters.labels, inertia };
}

/**
 * Checks a number of clusters, before anything expensive is done.
 *
 * @param clusters Number of clusters.
 * @param rows Number of rows to be clustered.
 * @throws {RangeError} If it is no integer of at least 1 and below the number of rows.
 */
export function checkClusters(clusters: number, rows: number): void {
  if (Number.isInteger(clusters) && clusters >= 1 && clusters < rows) return;
  throw new RangeError(
    `Cannot cluster ${rows} rows: clusters must be an integer of at least 1 and below ${rows}, ` +
      `current value is ${clusters}`,
  );
}

/** Moves rows that are still better off elsewhere after the moves before, and tells which clusters changed. */
function moveRows(clusters: Clusters, candidates: Int32Array): Uint8Array<ArrayBuffer> {
  const { labels, counts } = clusters;
  const changed = new Uint8Array(counts.length);
  for (const [i, candidate] of candidates.entries()) {
    if (candidate < 0) continue;
    if (clusters.costOfJoining(i, candidate) >= clusters.gainOfLeaving(i)) continue;
    const label = labels[i]!;
    if (label >= 0) changed[label] = 1;
    changed[candidate] = 1;
    clusters.move(i, candidate);
  }
  return changed;
}

function checkSeed(seed: number): void {
  if (Number.isSafeInteger(seed)) return;
  throw new RangeError(`Cannot cluster rows: seed must be an integer, current value is ${seed}`);
}

function checkSquares({ data }: Matrix): void {
  let sum = 0;
  for (let i = 0; i < data.length; i++) sum += data[i]! * data[i]!;
  if (sum <= LARGEST_SINGLE) return;
  throw new RangeError(
    `Cannot cluster rows: the sum of their squares is ${sum}, ` +
      `it must be a number of at most ${LARGEST_SINGLE}`,
  );
}

function columnMeans({ data, rows, columns }: Matrix): Float64Array {
  const sums = new Float64Array(columns);
  for (let start = 0; start < data.length; start += columns) {
    for (let d = 0; d < columns; d++) sums[d]! += data[start + d]!;
  }
  return sums.map((sum) => sum / rows);
}

function addToRows({ data, rows, columns }: Matrix, shift: Float64Array): Matrix {
  const shifted = createMatrix(rows, columns);
  for (let start = 0; start < data.length; start += columns) {
    for (let d = 0; d < columns; d++) shifted.data[start + d] = data[start + d]! + shift[d]!;
  }
  return shifted;
}
