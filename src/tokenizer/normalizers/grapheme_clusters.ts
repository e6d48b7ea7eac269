/**
 * Where the extended grapheme clusters of a text end: the rules of Unicode 16 (UAX #29), as
 * `unicode-segmentation` 1.12.0 has them. The engine's `Intl.Segmenter` follows a version of its own and
 * is slow.
 *
 * @module
 */

import { type CodePointRanges, decodeRanges } from "../unicode/unicode.ts";
import {
  CONSONANT_RANGES,
  CONTROL_RANGES,
  EXTEND_RANGES,
  PICTOGRAPHIC_RANGES,
  PREPEND_RANGES,
  SPACING_MARK_RANGES,
  VOWEL_JAMO_RANGES,
} from "../unicode/unicode_tables.ts";

const CONTROL = 1;
const CARRIAGE_RETURN = 2;
const LINE_FEED = 3;
const EXTEND = 4;
const JOINER = 5;
const SPACING_MARK = 6;
const PREPEND = 7;
const REGIONAL = 8;
const PICTOGRAPHIC = 9;
const CONSONANT = 10;
const LEADING_JAMO = 11;
const VOWEL_JAMO = 12;
const TRAILING_JAMO = 13;
const OPEN_SYLLABLE = 14;
const CLOSED_SYLLABLE = 15;

/** The code points of each class; all others have class 0. */
const CLASSES: readonly (readonly [kind: number, members: CodePointRanges | string])[] = [
  [CONTROL, CONTROL_RANGES],
  [CARRIAGE_RETURN, [[0xd, 0xd]]],
  [LINE_FEED, [[0xa, 0xa]]],
  [EXTEND, EXTEND_RANGES],
  [JOINER, [[0x200d, 0x200d]]],
  [SPACING_MARK, SPACING_MARK_RANGES],
  [PREPEND, PREPEND_RANGES],
  [REGIONAL, [[0x1f1e6, 0x1f1ff]]],
  [PICTOGRAPHIC, PICTOGRAPHIC_RANGES],
  [CONSONANT, CONSONANT_RANGES],
  [LEADING_JAMO, [[0x1100, 0x115f], [0xa960, 0xa97c]]],
  [VOWEL_JAMO, VOWEL_JAMO_RANGES],
  [TRAILING_JAMO, [[0x11a8, 0x11ff], [0xd7cb, 0xd7fb]]],
  [CLOSED_SYLLABLE, [[0xac00, 0xd7a3]]],
];

/** Every 28th syllable of Hangul, beginning with the first, has no final consonant. */
const SYLLABLES = { first: 0xac00, last: 0xd7a3, step: 28 } as const;

/** Behind the last code point that has a class. */
const CLASS_LIMIT = 0xe1000;

/** Viramas: Indic_Conjunct_Break=Linker. */
const LINKERS: ReadonlySet<number> = new Set([0x94d, 0x9cd, 0xacd, 0xb4d, 0xc4d, 0xd4d]);

/** The only code point of class Extend that parts the consonants of a conjunct. */
const NON_JOINER = 0x200c;

/** What a cluster ends with, where the next code point's joining depends on more than the last one. */
const NOTHING = 0;
const PICTURE = 1; // a pictograph and any marks
const PICTURE_JOINER = 2; // the same with a joiner behind
const LETTER = 3; // a consonant and any marks
const LINKED_LETTER = 4; // the same with a virama among them
const HALF_FLAG = 5; // an odd number of regional indicators

/** Made at the first use: it takes a megabyte, and few tokenizers need it. */
let classByCodePoint: Uint8Array | undefined;

/**
 * Tells whether a cluster ends between a code point and any neighbour that stands alone too.
 *
 * @param codePoint The code point.
 * @returns Whether that is so: only one that `joinsBefore` can then join it.
 */
export function standsAlone(codePoint: number): boolean {
  const kind = classOf(codePoint);
  return !joinsBefore(codePoint) && kind !== CARRIAGE_RETURN && kind !== LINE_FEED &&
    kind !== PREPEND && kind !== LEADING_JAMO && kind !== REGIONAL;
}

/**
 * Tells whether a code point can join one before it that stands alone.
 *
 * @param codePoint The code point.
 * @returns Whether it can.
 */
export function joinsBefore(codePoint: number): boolean {
  const kind = classOf(codePoint);
  return isMark(kind) || kind === VOWEL_JAMO || kind === TRAILING_JAMO;
}

/**
 * Finds the end of a cluster.
 *
 * @param text Text without lone surrogates.
 * @param start Where a cluster begins, in UTF-16 units; below the text's length.
 * @returns Where it ends.
 */
export function clusterEnd(text: string, start: number): number {
  let codePoint = text.codePointAt(start)!;
  let kind = classOf(codePoint);
  let tail = NOTHING;
  let end = start;
  for (;;) {
    end += codePoint > 0xffff ? 2 : 1;
    if (end >= text.length) return end;
    tail = tailWith(tail, kind, codePoint);
    codePoint = text.codePointAt(end)!;
    const next = classOf(codePoint);
    if (!joins(kind, next, tail)) return end;
    kind = next;
  }
}

function classOf(codePoint: number): number {
  classByCodePoint ??= createClasses();
  return codePoint < CLASS_LIMIT ? classByCodePoint[codePoint]! : 0;
}

function createClasses(): Uint8Array {
  const classes = new Uint8Array(CLASS_LIMIT);
  for (const [kind, members] of CLASSES) {
    const ranges = typeof members === "string" ? decodeRanges(members) : members;
    for (const [first, last] of ranges) classes.fill(kind, first, last + 1);
  }
  for (let i = SYLLABLES.first; i <= SYLLABLES.last; i += SYLLABLES.step) {
    classes[i] = OPEN_SYLLABLE;
  }
  return classes;
}

function isMark(kind: number): boolean {
  return kind === EXTEND || kind === JOINER || kind === SPACING_MARK;
}

function isControl(kind: number): boolean {
  return kind === CONTROL || kind === CARRIAGE_RETURN || kind === LINE_FEED;
}

/** What the cluster ends with after one more code point. */
function tailWith(tail: number, kind: number, codePoint: number): number {
  switch (kind) {
    case PICTOGRAPHIC:
      return PICTURE;
    case CONSONANT:
      return LETTER;
    case REGIONAL:
      return tail === HALF_FLAG ? NOTHING : HALF_FLAG;
    case JOINER:
      return tail === PICTURE ? PICTURE_JOINER : isLetter(tail) ? tail : NOTHING;
    case EXTEND:
      if (isLetter(tail) && LINKERS.has(codePoint)) return LINKED_LETTER;
      return tail === PICTURE || isLetter(tail) && codePoint !== NON_JOINER ? tail : NOTHING;
    default:
      return NOTHING;
  }
}

function isLetter(tail: number): boolean {
  return tail === LETTER || tail === LINKED_LETTER;
}

/** The rules GB3 to GB13, in an order that gives the same answer. */
function joins(before: number, after: number, tail: number): boolean {
  if (isControl(before) || isControl(after)) {
    return before === CARRIAGE_RETURN && after === LINE_FEED;
  }
  if (isMark(after) || before === PREPEND) return true;
  switch (after) {
    case CONSONANT:
      return tail === LINKED_LETTER;
    case PICTOGRAPHIC:
      return tail === PICTURE_JOINER;
    case REGIONAL:
      return tail === HALF_FLAG;
    case VOWEL_JAMO:
      return before === LEADING_JAMO || before === VOWEL_JAMO || before === OPEN_SYLLABLE;
    case TRAILING_JAMO:
      return before === VOWEL_JAMO || before === TRAILING_JAMO || before === OPEN_SYLLABLE ||
        before === CLOSED_SYLLABLE;
    case LEADING_JAMO:
    case OPEN_SYLLABLE:
    case CLOSED_SYLLABLE:
      return before === LEADING_JAMO;
    default:
      return false;
  }
}
