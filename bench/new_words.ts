/**
 * Texts in which no word comes twice, so that no memory of words helps.
 *
 * @module
 */

import { seededRandom } from "../tests/seeded_random.ts";

const CONSONANTS = "bcdfghjklmnprstvwz";
const VOWELS = "aeiou";

/** Words of a text. */
const WORDS_PER_TEXT = 8;

/**
 * Makes words that nobody knows, of two to four syllables.
 *
 * @param count Number of words, at most a million: there are few more of them.
 * @param seed Any integer.
 * @returns The same words for the same arguments, all different, in lower case.
 */
export function makeWords(count: number, seed: number): string[] {
  const random = seededRandom(seed);
  const pick = (letters: string) => letters[Math.floor(random() * letters.length)]!;
  const words = new Set<string>();
  while (words.size < count) {
    const syllables = 2 + Math.floor(random() * 3);
    let word = "";
    for (let i = 0; i < syllables; i++) word += pick(CONSONANTS) + pick(VOWELS);
    words.add(word);
  }
  return [...words];
}

/**
 * Makes texts of eight words, each of which comes once in all of them.
 *
 * @param count Number of texts, at most 125,000.
 * @returns The same texts for the same count.
 */
export function makeNewWordTexts(count: number): string[] {
  const words = makeWords(count * WORDS_PER_TEXT, 11);
  return Array.from(
    { length: count },
    (_, i) => words.slice(i * WORDS_PER_TEXT, (i + 1) * WORDS_PER_TEXT).join(" "),
  );
}
