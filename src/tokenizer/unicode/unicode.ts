/**
 * Unicode as the Rust crates behind Python's `tokenizers` know it: how sets of code points are kept, those
 * that several steps need, and case. Marks are in `normal_form.ts`, grapheme clusters in
 * `grapheme_clusters.ts`.
 *
 * @module
 */

import { once } from "./once.ts";
import { PUNCTUATION_RANGES } from "./unicode_tables.ts";

/** A set of code points as inclusive ranges, ascending and apart. */
export type CodePointRanges = readonly (readonly [first: number, last: number])[];

/** Rust's `char::is_whitespace`: unlike `\s` it holds U+0085 and not U+FEFF. */
export const WHITE_SPACE: CodePointRanges = [
  [0x9, 0xd],
  [0x20, 0x20],
  [0x85, 0x85],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
];

/** ASCII punctuation, symbols such as `$` and `+` included, and category P. */
export const punctuation: () => CodePointRanges = once(() => decodeRanges(PUNCTUATION_RANGES));

/** Capitals of Unicode 17, each with the distance to its small letter: newer than some engines. */
const NEW_CAPITALS: readonly (readonly [capitals: RegExp, distance: number])[] = [
  [/[\ua7ce\ua7d2\ua7d4]/gu, 1],
  [/[\u{16ea0}-\u{16eb8}]/gu, 27],
];

const ONLY_ASCII = /^[\0-\x7f]*$/;

/**
 * Reads a set of code points as `unicode_tables.ts` writes it.
 *
 * @param encoded The set.
 * @returns Its ranges.
 */
export function decodeRanges(encoded: string): CodePointRanges {
  let previous = 0;
  return encoded.split(" ").map((range) => {
    const [distance = "", extent = "0"] = range.split("+");
    const first = previous + parseInt(distance, 36);
    previous = first + parseInt(extent, 36);
    return [first, previous] as const;
  });
}

/**
 * Writes a set of code points as the inside of a character class, for RegExps with the flag `u`.
 *
 * Characters stand for themselves: V8 does not optimize a RegExp of more than 20,480 units, which the
 * classes of a usual pattern would be together if they were written as escapes.
 *
 * @param ranges The set.
 * @returns Source text without the brackets.
 */
export function classSource(ranges: CodePointRanges): string {
  return ranges.map(([first, last]) => {
    if (first === last) return memberSource(first);
    const hyphen = last === first + 1 ? "" : "-";
    return memberSource(first) + hyphen + memberSource(last);
  }).join("");
}

function memberSource(codePoint: number): string {
  const character = String.fromCodePoint(codePoint);
  return /[\\\]^-]/.test(character) ? `\\${character}` : character;
}

/**
 * Lowers each character for itself, as Rust's `char::to_lowercase` does: a sigma at the end of a
 * word stays a middle sigma.
 *
 * @param text Any text.
 * @returns The text in lower case; it can be longer (`"İ"` becomes two code points).
 */
export function lowerCharacters(text: string): string {
  if (ONLY_ASCII.test(text)) return text.toLowerCase();
  let lowered = text.replaceAll("Σ", "σ").toLowerCase();
  for (const [capitals, distance] of NEW_CAPITALS) {
    lowered = lowered.replace(capitals, (c) => String.fromCodePoint(c.codePointAt(0)! + distance));
  }
  return lowered;
}
