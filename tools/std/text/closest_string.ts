/** The part of `jsr:@std/text/closest-string` that this repository uses, for machines without access to JSR. */

/** Finds the word with the smallest edit distance to `givenWord`. */
export function closestString(givenWord: string, possibleWords: ReadonlyArray<string>): string {
  if (possibleWords.length === 0) {
    throw new TypeError(
      "When using closestString(), the possibleWords array must contain at least one word",
    );
  }
  const given = givenWord.toLowerCase();
  const distances = possibleWords.map((word) => editDistance(given, word.toLowerCase()));
  return possibleWords[distances.indexOf(Math.min(...distances))]!;
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(substitution, previous[j]! + 1, current[j - 1]! + 1));
    }
    previous = current;
  }
  return previous[b.length]!;
}
