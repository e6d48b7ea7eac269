import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import {
  checkSifCoefficient,
  sifWeights,
  sifWeightsOfCounts,
  zipfProbabilities,
} from "../../src/distill/sif.ts";

Deno.test("zipfProbabilities() starts at rank 2, and sums to 1", () => {
  const [a, b, c] = zipfProbabilities(3);
  const total = 1 / 2 + 1 / 3 + 1 / 4;
  assertAlmostEquals(a!, 1 / 2 / total, 1e-15);
  assertAlmostEquals(b!, 1 / 3 / total, 1e-15);
  assertAlmostEquals(c!, 1 / 4 / total, 1e-15);
  const sum = zipfProbabilities(30_000).reduce((sum, value) => sum + value);
  assertAlmostEquals(sum, 1, 1e-12);
});

// Of `compute_weights(n, a)` in model2vec 0.10.0's distill/inference.py.
const recorded: [count: number, coefficient: number, weights: number[]][] = [
  [1, 0.0001, [9.999000099990002e-05]],
  [4, 0.0001, [
    0.00025660080579317974,
    0.0003848518320446628,
    0.0005130699574218569,
    0.0006412551945834756,
  ]],
  [4, 0.5, [0.5620437956204379, 0.658119658119658, 0.7196261682242991, 0.7623762376237623]],
  [6, 0.001, [
    0.0031755977386326417,
    0.004755845282187262,
    0.006331090480651847,
    0.007901357049215178,
    0.009466668553396822,
    0.011027048410225981,
  ]],
];
for (const [count, coefficient, weights] of recorded) {
  Deno.test(`sifWeights() gives Python's weights of ${count} tokens by ${coefficient}`, () => {
    const ours = sifWeights(count, coefficient);
    assertEquals(ours.length, weights.length);
    weights.forEach((weight, i) => assertAlmostEquals(ours[i]!, weight, 1e-12));
  });
}

Deno.test("sifWeights() of no tokens is empty", () => {
  assertEquals(sifWeights(0, 0.5), new Float64Array());
  assertEquals(zipfProbabilities(0), new Float64Array());
});

for (const coefficient of [0, 1, -1e-4, 2, NaN, Infinity]) {
  Deno.test(`sifWeights() refuses a coefficient of ${coefficient}`, () => {
    const message = `Cannot weigh tokens: the SIF coefficient must be above 0 and below 1, ` +
      `current value is ${coefficient}`;
    assertThrows(() => sifWeights(3, coefficient), RangeError, message);
    assertThrows(() => checkSifCoefficient(coefficient), RangeError, message);
  });
}

Deno.test("sifWeightsOfCounts() weighs by the share of all counts", () => {
  const weights = sifWeightsOfCounts(Float64Array.of(6, 3, 1, 0), 0.1);
  assertEquals([...weights], [0.1 / 0.7, 0.1 / 0.4, 0.1 / 0.2, 1]);
});

Deno.test("sifWeightsOfCounts() of no rows is empty", () => {
  assertEquals(sifWeightsOfCounts(new Float64Array(), 0.5), new Float64Array());
});

Deno.test("sifWeightsOfCounts() refuses coefficients as sifWeights() does", () => {
  assertThrows(
    () => sifWeightsOfCounts(Float64Array.of(1), 1),
    RangeError,
    "Cannot weigh tokens: the SIF coefficient must be above 0 and below 1, current value is 1",
  );
});
