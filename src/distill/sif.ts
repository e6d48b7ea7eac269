/**
 * Smooth inverse frequency weights, for a vocabulary whose counts are known or not.
 *
 * @module
 */

/**
 * Probabilities by Zipf's law.
 *
 * @param tokenCount Number of tokens, at least 0.
 * @returns One probability per token, in the order of the vocabulary; they sum to 1.
 */
export function zipfProbabilities(tokenCount: number): Float64Array {
  const probabilities = Float64Array.from({ length: tokenCount }, (_, rank) => 1 / (rank + 2));
  const total = probabilities.reduce((sum, value) => sum + value, 0);
  return probabilities.map((value) => value / total);
}

/**
 * Weighs tokens so that frequent ones count less: SIF (Arora et al. 2017,
 * https://openreview.net/pdf?id=SyK00v5xx) over Zipf's law.
 *
 * Tokens are assumed sorted from frequent to rare; the token at position `r`, counted from 0, is given
 * probability proportional to `1 / (r + 2)`, as `compute_weights` of Python's model2vec does.
 *
 * @param tokenCount Number of tokens, at least 0.
 * @param coefficient Smoothing, in (0, 1), typically 1e-4. Larger values bring all weights closer to 1.
 * @returns One weight in (0, 1) per token, in the order of the vocabulary.
 * @throws {RangeError} If `coefficient` is outside (0, 1).
 *
 * @example Rare tokens weigh more
 * ```ts
 * import { sifWeights } from "@model2vec/model2vec/distill";
 * import { assert } from "@std/assert";
 *
 * const weights = sifWeights(1_000, 1e-4);
 * assert(weights[0]! < weights[999]!);
 * ```
 */
export function sifWeights(tokenCount: number, coefficient: number): Float64Array {
  return weigh(zipfProbabilities(tokenCount), coefficient);
}

/**
 * Weighs tokens by how often they occur: SIF (Arora et al. 2017, https://openreview.net/pdf?id=SyK00v5xx) as
 * the paper has it, with estimated probabilities in place of Zipf's law.
 *
 * @param counts Occurrences of each token, finite and at least 0, not all 0.
 * @param coefficient Smoothing, in (0, 1), typically 1e-4. Larger values bring all weights closer to 1.
 * @returns One weight in (0, 1] per token, in the order of the counts.
 * @throws {RangeError} If `coefficient` is outside (0, 1).
 */
export function sifWeightsOfCounts(counts: Float64Array, coefficient: number): Float64Array {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return weigh(counts.map((count) => count / total), coefficient);
}

function weigh(probabilities: Float64Array, coefficient: number): Float64Array {
  checkSifCoefficient(coefficient);
  return probabilities.map((probability) => coefficient / (coefficient + probability));
}

/**
 * Checks a SIF coefficient before anything expensive is done.
 *
 * @param coefficient Smoothing.
 * @throws {RangeError} If `coefficient` is outside (0, 1).
 */
export function checkSifCoefficient(coefficient: number): void {
  if (!(coefficient > 0 && coefficient < 1)) {
    throw new RangeError(
      `Cannot weigh tokens: the SIF coefficient must be above 0 and below 1, current value is ${coefficient}`,
    );
  }
}
