/**
 * Lengths, cosines and nearest neighbours of vectors. All sums are in double precision.
 *
 * @module
 */

import { type Matrix, row } from "./matrix.ts";

/** Added to a norm before dividing by it: `StaticModel._encode_batch` of Python's model2vec 0.10. */
const NORM_OFFSET = 1e-32;

/** A row found by {@linkcode nearest}. */
export interface Neighbor {
  /** Row of the candidates, from 0. */
  readonly index: number;
  /** Cosine similarity with the query, in [-1, 1]. */
  readonly score: number;
}

/**
 * Sum of the products of entries.
 *
 * @param a Any vector.
 * @param b A vector of the same length.
 * @returns The dot product, in double precision.
 * @throws {RangeError} If the lengths differ.
 */
export function dot(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) {
    throw new RangeError(
      `Cannot compare vectors: one has ${a.length} values, the other ${b.length}, ` +
        `both must have the same length`,
    );
  }
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += a[d]! * b[d]!;
  return sum;
}

/**
 * Euclidean length.
 *
 * @param vector Any vector.
 * @returns The root of the sum of squares, at least 0.
 */
export function norm(vector: Float32Array): number {
  return Math.sqrt(dot(vector, vector));
}

/**
 * Scales a vector to length 1. A zero vector stays as it is.
 *
 * @param vector Any vector; overwritten.
 *
 * @example A vector of length 5 becomes one of length 1
 * ```ts
 * import { normalizeInPlace } from "@model2vec/model2vec";
 * import { assertEquals } from "@std/assert";
 *
 * const vector = Float32Array.of(3, 4);
 * normalizeInPlace(vector);
 * assertEquals(vector, Float32Array.of(0.6, 0.8));
 * ```
 */
export function normalizeInPlace(vector: Float32Array): void {
  const length = norm(vector) + NORM_OFFSET;
  for (let d = 0; d < vector.length; d++) vector[d]! /= length;
}

/**
 * Cosine of the angle between two vectors.
 *
 * @param a Any vector.
 * @param b A vector of the same length.
 * @returns The cosine, in [-1, 1]; 0 if either is a zero vector.
 * @throws {TypeError} If one of them has no length, such as a matrix.
 * @throws {RangeError} If the lengths differ.
 *
 * @example Length does not matter, direction does
 * ```ts
 * import { cosineSimilarity } from "@model2vec/model2vec";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const score = cosineSimilarity(Float32Array.of(1, 0), Float32Array.of(3, 4));
 * assertAlmostEquals(score, 0.6);
 * ```
 */
export function cosineSimilarity(a: Float32Array, b: Float32Array): number {
  checkVector(a);
  checkVector(b);
  return cosine(dot(a, b), norm(a) * norm(b));
}

/**
 * The rows most similar to a query by cosine.
 *
 * @param query Any vector.
 * @param candidates Rows of the query's length; not changed.
 * @param count How many rows to find, at least 0; all of them if there are fewer.
 * @returns The rows, best first; rows of equal score by ascending index.
 * @throws {TypeError} If `query` has no length, such as a matrix.
 * @throws {RangeError} If the query has not one value per column, or `count` is no integer of at
 *   least 0.
 *
 * @example The two rows closest to a query
 * ```ts
 * import { nearest } from "@model2vec/model2vec";
 * import { assertEquals } from "@std/assert";
 *
 * const candidates = { data: Float32Array.of(0, 1, -1, 0, 1, 1), rows: 3, columns: 2 };
 * const neighbors = nearest(Float32Array.of(1, 2), candidates, 2);
 * assertEquals(neighbors.map(({ index }) => index), [2, 0]);
 * ```
 */
export function nearest(query: Float32Array, candidates: Matrix, count: number): Neighbor[] {
  checkVector(query);
  if (query.length !== candidates.columns) {
    throw new RangeError(
      `Cannot find nearest rows: query has ${query.length} values, ` +
        `candidates have ${candidates.columns} columns`,
    );
  }
  if (!Number.isSafeInteger(count) || count < 0) {
    throw new RangeError(
      `Cannot find nearest rows: count must be an integer of at least 0, current value is ${count}`,
    );
  }
  if (count === 0) return [];
  const queryNorm = norm(query);
  const heap: Neighbor[] = [];
  for (let index = 0; index < candidates.rows; index++) {
    const candidate = row(candidates, index);
    const score = cosine(dot(query, candidate), queryNorm * norm(candidate));
    if (heap.length < count) {
      heap.push({ index, score });
      siftUp(heap);
    } else if (score > heap[0]!.score) {
      heap[0] = { index, score };
      siftDown(heap);
    }
  }
  return heap.sort((a, b) => ranksBelow(a, b) ? 1 : -1);
}

/** Rounding can carry the quotient past 1, where `Math.acos` gives NaN. */
function cosine(product: number, norms: number): number {
  return norms === 0 ? 0 : Math.max(-1, Math.min(1, product / norms));
}

function ranksBelow(a: Neighbor, b: Neighbor): boolean {
  return a.score < b.score || (a.score === b.score && a.index > b.index);
}

/** Restores the order of a heap, worst neighbour first, after its last entry was added. */
function siftUp(heap: Neighbor[]): void {
  let child = heap.length - 1;
  while (child > 0) {
    const parent = (child - 1) >> 1;
    if (!ranksBelow(heap[child]!, heap[parent]!)) return;
    [heap[child], heap[parent]] = [heap[parent]!, heap[child]!];
    child = parent;
  }
}

/** Restores the order of a heap, worst neighbour first, after its first entry was replaced. */
function siftDown(heap: Neighbor[]): void {
  let parent = 0;
  while (true) {
    let worst = parent;
    for (const child of [2 * parent + 1, 2 * parent + 2]) {
      if (child < heap.length && ranksBelow(heap[child]!, heap[worst]!)) worst = child;
    }
    if (worst === parent) return;
    [heap[parent], heap[worst]] = [heap[worst]!, heap[parent]!];
    parent = worst;
  }
}

/** In JavaScript nothing holds a caller back from passing the matrix that `encode` gives. */
function checkVector(vector: Float32Array): void {
  if (typeof vector?.length === "number") return;
  throw new TypeError(
    "Cannot compare something without a length: take a row of a matrix with row(matrix, index)",
  );
}
