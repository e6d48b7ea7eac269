/** The part of `jsr:@std/text/closest-string` that this repository uses, for machines without access to JSR. */

import { levenshteinDistance } from "./levenshtein_distance.ts";

/** Finds the word with the smallest edit distance to `givenWord`. */
export function closestString(givenWord: string, possibleWords: ReadonlyArray<string>): string {
  if (possibleWords.length === 0) {
    throw new TypeError(
      "When using closestString(), the possibleWords array must contain at least one word",
    );
  }
  const given = givenWord.toLowerCase();
  const distances = possibleWords.map((word) => levenshteinDistance(given, word.toLowerCase()));
  return possibleWords[distances.indexOf(Math.min(...distances))]!;
}
