/**
 * Sets of code points: their algebra, and how they are read off the engine and written into a RegExp.
 * What the sets mean is not known here.
 *
 * @module
 */

import { classSource, type CodePointRanges } from "./unicode.ts";

const LAST_CODE_POINT = 0x10ffff;
const SURROGATES: CodePointRanges = [[0xd800, 0xdfff]];
const ASTRAL: CodePointRanges = [[0x10000, LAST_CODE_POINT]];

/** Where the engine is asked about every code point. */
const ASSIGNED_BLOCKS: CodePointRanges = [
  [0x0, 0xd7ff],
  [0xe000, 0xffff],
  [0x10000, 0x3ffff],
  [0xe0000, 0xe0fff],
];

/** Where all code points have the properties of the first: unassigned planes and private use. */
const UNIFORM_BLOCKS: CodePointRanges = [
  [0x40000, 0xdffff],
  [0xe1000, 0xeffff],
  [0xf0000, 0xffffd],
  [0xffffe, 0xfffff],
  [0x100000, 0x10fffd],
  [0x10fffe, LAST_CODE_POINT],
];

/**
 * Joins sets.
 *
 * @param sets The sets; their ranges may be in any order and overlap.
 * @returns The code points that are in any of them.
 */
export function uniteSets(...sets: readonly CodePointRanges[]): CodePointRanges {
  const united: [first: number, last: number][] = [];
  for (const [first, last] of sets.flat().sort((left, right) => left[0] - right[0])) {
    const previous = united.at(-1);
    if (previous === undefined || first > previous[1] + 1) united.push([first, last]);
    else if (last > previous[1]) previous[1] = last;
  }
  return united;
}

/**
 * Turns a set around.
 *
 * @param set The set.
 * @returns The code points that are not in it, without surrogates, which no text to split has.
 */
export function complementOf(set: CodePointRanges): CodePointRanges {
  const complement: [first: number, last: number][] = [];
  let next = 0;
  for (const [first, last] of uniteSets(set, SURROGATES)) {
    if (first > next) complement.push([next, first - 1]);
    next = last + 1;
  }
  if (next <= LAST_CODE_POINT) complement.push([next, LAST_CODE_POINT]);
  return complement;
}

/**
 * Cuts sets with one another.
 *
 * @param sets The sets.
 * @returns The code points that are in all of them.
 */
export function intersectSets(...sets: readonly CodePointRanges[]): CodePointRanges {
  return complementOf(uniteSets(...sets.map(complementOf)));
}

/**
 * Takes a set out of another.
 *
 * @param set The set to take from.
 * @param taken The set to take out.
 * @returns What is left.
 */
export function subtractSet(set: CodePointRanges, taken: CodePointRanges): CodePointRanges {
  return intersectSets(set, complementOf(taken));
}

/**
 * Tells whether a code point is in a set.
 *
 * @param set The set.
 * @param codePoint The code point.
 * @returns Whether it is.
 */
export function hasCodePoint(set: CodePointRanges, codePoint: number): boolean {
  let low = 0;
  let high = set.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (set[middle]![1] < codePoint) low = middle + 1;
    else high = middle;
  }
  return low < set.length && set[low]![0] <= codePoint;
}

/**
 * Lists the code points of a small set.
 *
 * @param set The set.
 * @returns Its code points, ascending.
 */
export function codePointsOf(set: CodePointRanges): readonly number[] {
  return set.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, i) => first + i)
  );
}

/**
 * Asks the engine for a set. It takes a few milliseconds. Noncharacters of the planes 4 to 13 are not
 * told apart from what is unassigned there.
 *
 * @param source The source of a class that matches one code point, such as `\p{L}`.
 * @returns The code points that match, without surrogates.
 * @throws {SyntaxError} If the engine does not know it.
 */
export function engineSet(source: string): CodePointRanges {
  const run = new RegExp(`(?:${source})+`, "gu");
  const ranges: [first: number, last: number][] = [];
  for (const [first, last] of ASSIGNED_BLOCKS) {
    const unitsPerCodePoint = first > 0xffff ? 2 : 1;
    for (const { index, 0: { length } } of blockText(first, last).matchAll(run)) {
      const start = first + index / unitsPerCodePoint;
      ranges.push([start, start + length / unitsPerCodePoint - 1]);
    }
  }
  const one = new RegExp(source, "u");
  const uniform = UNIFORM_BLOCKS.filter(([first]) => one.test(String.fromCodePoint(first)));
  return uniteSets(ranges, uniform);
}

function blockText(first: number, last: number): string {
  const count = last - first + 1;
  const units = new Uint16Array(first > 0xffff ? 2 * count : count);
  for (let i = 0; i < count; i++) {
    if (first <= 0xffff) units[i] = first + i;
    else {
      units[2 * i] = 0xd7c0 + ((first + i) >> 10);
      units[2 * i + 1] = 0xdc00 + ((first + i) & 0x3ff);
    }
  }
  return new TextDecoder("utf-16le", { ignoreBOM: true }).decode(units);
}

/**
 * Writes a class that matches one code point of a set.
 *
 * @param set The set.
 * @returns Source text for RegExps with the flag `u`.
 */
export function setSource(set: CodePointRanges): string {
  return `[${classSource(set)}]`;
}

/**
 * Writes what matches as many code points of a set as there are, one at least, and is never
 * backtracked into, as the last thing of a pattern is not.
 *
 * Characters of one UTF-16 unit are taken in a loop of their own: V8 runs that several times faster,
 * and without the room on its stack that makes longer runs of a mixed class fail.
 *
 * @param set The set.
 * @returns Source text for RegExps with the flag `u`.
 */
export function runSource(set: CodePointRanges): string {
  const astral = intersectSets(set, ASTRAL);
  const basic = subtractSet(set, ASTRAL);
  if (astral.length === 0 || basic.length === 0) return `${setSource(set)}+`;
  return `(?:${setSource(basic)}+|${setSource(astral)})+`;
}
