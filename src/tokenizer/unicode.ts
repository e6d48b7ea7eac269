/**
 * Unicode as the Rust crates behind Python's `tokenizers` know it: sets of code points, decomposition,
 * accents and case. It does not compose.
 *
 * @module
 */

import {
  DECOMPOSABLE_RANGES,
  NONSPACING_MARK_RANGES,
  NONSTARTER_RANGES,
  PUNCTUATION_RANGES,
} from "./unicode_tables.ts";

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
export const PUNCTUATION: CodePointRanges = decodeRanges(PUNCTUATION_RANGES);

const NONSPACING_MARK = new RegExp(`[${classSource(decodeRanges(NONSPACING_MARK_RANGES))}]+`, "gu");

/** Bounded, because one call of `normalize` takes time quadratic in the length of a run of marks. */
const DECOMPOSABLE = new RegExp(`[${classSource(decodeRanges(DECOMPOSABLE_RANGES))}]{1,64}`, "gu");
const NONSTARTER_RUN = new RegExp(`[${classSource(decodeRanges(NONSTARTER_RANGES))}]{2,}`, "gu");

/** Capitals of Unicode 17, each with the distance to its small letter: newer than some engines. */
const NEW_CAPITALS: readonly (readonly [capitals: RegExp, distance: number])[] = [
  [/[\ua7ce\ua7d2\ua7d4]/gu, 1],
  [/[\u{16ea0}-\u{16eb8}]/gu, 27],
];

const ONLY_ASCII = /^[\0-\x7f]*$/;

/** Reads a set of code points as `unicode_tables.ts` writes it. */
function decodeRanges(encoded: string): CodePointRanges {
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
 * @param ranges The set.
 * @returns Source text without the brackets.
 */
export function classSource(ranges: CodePointRanges): string {
  return ranges.map(([first, last]) => `\\u{${first.toString(16)}}-\\u{${last.toString(16)}}`)
    .join("");
}

/**
 * Decomposes canonically (NFD) as of Unicode 9, in linear time.
 *
 * Only characters that had a decomposition or a combining class in Unicode 9 are given to the
 * engine. The stability policy of Unicode fixes what becomes of those, so the engine's version does
 * not matter.
 *
 * @param text Text without lone surrogates.
 * @returns The decomposed text.
 */
function decompose(text: string): string {
  if (ONLY_ASCII.test(text)) return text;
  return text
    .replace(DECOMPOSABLE, (characters) => characters.normalize("NFD"))
    .replace(NONSTARTER_RUN, sortMarks);
}

/**
 * Decomposes a text and drops its non-spacing marks (category Mn of Unicode 8).
 *
 * @param text Text without lone surrogates.
 * @returns The text without accents.
 */
export function stripAccents(text: string): string {
  return ONLY_ASCII.test(text) ? text : decompose(text).replace(NONSPACING_MARK, "");
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

/** Sorts marks stably by combining class; the classes are read off the engine's own reordering. */
function sortMarks(marks: string): string {
  if (marks.length <= 64) return marks.normalize("NFD");
  const distinct = [...new Set(marks)].sort(compareCombiningClass);
  const rankByMark = new Map<string, number>();
  let rank = 0;
  distinct.forEach((mark, i) => {
    if (i > 0 && compareCombiningClass(distinct[i - 1]!, mark) !== 0) rank++;
    rankByMark.set(mark, rank);
  });
  const marksByRank = Array.from({ length: rank + 1 }, (): string[] => []);
  for (const mark of marks) marksByRank[rankByMark.get(mark)!]!.push(mark);
  return marksByRank.map((group) => group.join("")).join("");
}

function compareCombiningClass(left: string, right: string): number {
  if ((left + right).normalize("NFD") !== left + right) return 1;
  return (right + left).normalize("NFD") !== right + left ? -1 : 0;
}
