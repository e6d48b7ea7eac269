/**
 * What a user may have meant.
 *
 * @module
 */

import { closestString } from "@std/text/closest-string";
import { levenshteinDistance } from "@std/text/levenshtein-distance";

/**
 * Finds the name that a word was probably meant to be: one that begins so, or one that differs in at most a
 * third of its letters.
 *
 * @param word What the user wrote.
 * @param names The names that there are, at least one.
 * @returns The nearest name, if one is near.
 */
export function nearestName(word: string, names: readonly string[]): string | undefined {
  const begun = names.find((name) => word.length > 1 && name.startsWith(word));
  if (begun !== undefined) return begun;
  const nearest = closestString(word, names);
  const isNear = levenshteinDistance(word.toLowerCase(), nearest) <= Math.ceil(nearest.length / 3);
  return isNear ? nearest : undefined;
}
