import { assertAlmostEquals, assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { createMatrix, row } from "../../src/numeric/matrix.ts";
import {
  cosineSimilarity,
  dot,
  nearest,
  type Neighbor,
  norm,
  normalizeInPlace,
} from "../../src/numeric/vector.ts";
import { seededRandom } from "../seeded_random.ts";

Deno.test("dot() sums products in double precision", () => {
  assertEquals(dot(Float32Array.of(1, 2, 3), Float32Array.of(4, 5, -6)), -4);
  assertEquals(dot(Float32Array.of(1e8, 1, -1e8), Float32Array.of(1, 1, 1)), 1);
  assertEquals(dot(new Float32Array(0), new Float32Array(0)), 0);
});

Deno.test("dot() refuses vectors of different lengths", () => {
  assertThrows(
    () => dot(new Float32Array(3), new Float32Array(2)),
    RangeError,
    "Cannot compare vectors: one has 3 values, the other 2, both must have the same length",
  );
});

Deno.test("norm() is the Euclidean length, also where single precision would overflow", () => {
  assertEquals(norm(Float32Array.of(3, -4)), 5);
  assertAlmostEquals(norm(Float32Array.of(3e38, 3e38)), Math.SQRT2 * Math.fround(3e38));
});

Deno.test("normalizeInPlace() scales to length 1", () => {
  const vector = Float32Array.of(3, -4);
  normalizeInPlace(vector);
  assertEquals(vector, Float32Array.of(0.6, -0.8));
});

Deno.test("normalizeInPlace() leaves a zero vector as it is", () => {
  const vector = new Float32Array(2);
  normalizeInPlace(vector);
  assertEquals(vector, new Float32Array(2));
});

Deno.test("normalizeInPlace() adds 1e-32 to the length, as Python does", () => {
  const vector = Float32Array.of(1e-32);
  normalizeInPlace(vector);
  assertAlmostEquals(vector[0]!, 0.5, 1e-6);
});

Deno.test("cosineSimilarity() is 1, 0 or -1 for equal, right and opposite directions", () => {
  const vector = Float32Array.of(1, 2);
  assertAlmostEquals(cosineSimilarity(vector, Float32Array.of(2, 4)), 1);
  assertEquals(cosineSimilarity(vector, Float32Array.of(2, -1)), 0);
  assertAlmostEquals(cosineSimilarity(vector, Float32Array.of(-1, -2)), -1);
});

Deno.test("cosineSimilarity() never leaves [-1, 1]", () => {
  const random = seededRandom(1);
  let rounded = 0;
  for (let i = 0; i < 200; i++) {
    const vector = new Float32Array(3).map(() => random());
    const score = cosineSimilarity(vector, vector);
    if (dot(vector, vector) / (norm(vector) * norm(vector)) > 1) rounded++;
    assertEquals(score <= 1, true);
  }
  assertEquals(rounded > 0, true, "no case where rounding would pass 1");
});

Deno.test("cosineSimilarity() is 0 if either is a zero vector", () => {
  const zero = new Float32Array(2);
  const vector = Float32Array.of(1, 2);
  assertStrictEquals(cosineSimilarity(zero, vector), 0);
  assertStrictEquals(cosineSimilarity(vector, zero), 0);
  assertStrictEquals(cosineSimilarity(zero, zero), 0);
});

Deno.test("cosineSimilarity() refuses vectors of different lengths", () => {
  assertThrows(
    () => cosineSimilarity(new Float32Array(1), new Float32Array(2)),
    RangeError,
    "Cannot compare vectors: one has 1 values, the other 2",
  );
});

Deno.test("nearest() agrees with a full sort, ties by lower index", () => {
  const random = seededRandom(2);
  // Few distinct values, so that many rows tie, and some rows are zero.
  const data = new Float32Array(300 * 2).map(() => Math.floor(random() * 5) - 2);
  const candidates = createMatrix(300, 2, data);
  const query = Float32Array.of(1, 2);
  const sorted: Neighbor[] = [];
  for (let index = 0; index < candidates.rows; index++) {
    sorted.push({ index, score: cosineSimilarity(query, row(candidates, index)) });
  }
  sorted.sort((a, b) => b.score - a.score || a.index - b.index);
  for (const count of [1, 2, 10, 150, 299, 300]) {
    assertEquals(nearest(query, candidates, count), sorted.slice(0, count));
  }
});

Deno.test("nearest() gives all rows when there are fewer than asked for", () => {
  const candidates = createMatrix(2, 1, Float32Array.of(-1, 1));
  assertEquals(nearest(Float32Array.of(2), candidates, 10), [
    { index: 1, score: 1 },
    { index: 0, score: -1 },
  ]);
});

Deno.test("nearest() scores 0 for a zero query, in the order of the rows", () => {
  const candidates = createMatrix(3, 1, Float32Array.of(1, -1, 0));
  assertEquals(nearest(new Float32Array(1), candidates, 2), [
    { index: 0, score: 0 },
    { index: 1, score: 0 },
  ]);
});

Deno.test("nearest() finds nothing among no rows or for a count of 0", () => {
  assertEquals(nearest(new Float32Array(2), createMatrix(0, 2), 5), []);
  assertEquals(nearest(new Float32Array(2), createMatrix(3, 2), 0), []);
});

Deno.test("nearest() refuses a query of another length", () => {
  assertThrows(
    () => nearest(new Float32Array(3), createMatrix(2, 2), 1),
    RangeError,
    "Cannot find nearest rows: query has 3 values, candidates have 2 columns",
  );
});

for (const count of [-1, 1.5, NaN, Infinity]) {
  Deno.test(`nearest() refuses a count of ${count}`, () => {
    assertThrows(
      () => nearest(new Float32Array(1), createMatrix(1, 1), count),
      RangeError,
      `Cannot find nearest rows: count must be an integer of at least 0, current value is ${count}`,
    );
  });
}

Deno.test("cosineSimilarity() and nearest() refuse a matrix in place of a vector", () => {
  const matrix = createMatrix(1, 2, Float32Array.of(1, 0));
  const notVector: unknown = matrix;
  const vector = notVector as Float32Array;
  const message = "take a row of a matrix with row(matrix, index)";
  assertThrows(() => cosineSimilarity(vector, vector), TypeError, message);
  assertThrows(() => nearest(vector, matrix, 1), TypeError, message);
});
