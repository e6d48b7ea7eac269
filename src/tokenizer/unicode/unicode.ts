/**
 * Unicode as the Rust crates behind Python's `tokenizers` know it: sets of code points, normalization
 * forms, accents and case. Grapheme clusters are in a file of their own.
 *
 * @module
 */

import {
  MARK_RANGES,
  NEWER_RANGES,
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

const NONSPACING_MARK = new RegExp(`[${classSource(decodeRanges(NONSPACING_MARK_RANGES))}]`, "gu");
const MARK = new RegExp(`[${classSource(decodeRanges(MARK_RANGES))}]`, "gu");

const NEWER_SET = decodeRanges(NEWER_RANGES);
const NEWER = new RegExp(`([${classSource(NEWER_SET)}])`, "u");

/** How many marks in a row the engine may sort: its time is quadratic in their number. */
const ENGINE_RUN = 64;

/** Non-starters, and the starters U+0F73, U+0F75 and U+0F81, which decompose to some. */
const CANONICAL_RUN = longRun([
  ...decodeRanges(NONSTARTER_RANGES),
  [0xf73, 0xf73],
  [0xf75, 0xf75],
  [0xf81, 0xf81],
]);

/** U+FF9E and U+FF9F decompose to some by compatibility. */
const COMPATIBLE_RUN = longRun([...CANONICAL_RUN.members, [0xff9e, 0xff9f]]);

/** When a UTF-16 unit keeps a text from the engine: table of `isSimple`, made at the first use. */
const IN_LONG_RUNS = 1;
const ALWAYS = 2;
let careByUnit: Uint8Array | undefined;

/** Capitals of Unicode 17, each with the distance to its small letter: newer than some engines. */
const NEW_CAPITALS: readonly (readonly [capitals: RegExp, distance: number])[] = [
  [/[\ua7ce\ua7d2\ua7d4]/gu, 1],
  [/[\u{16ea0}-\u{16eb8}]/gu, 27],
];

const ONLY_ASCII = /^[\0-\x7f]*$/;

/** The forms that Unicode gives text a canonical order and spelling in. */
export type NormalForm = "NFC" | "NFD" | "NFKC" | "NFKD";

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
 * @param ranges The set.
 * @returns Source text without the brackets.
 */
export function classSource(ranges: CodePointRanges): string {
  return ranges.map(([first, last]) => `\\u{${first.toString(16)}}-\\u{${last.toString(16)}}`)
    .join("");
}

/**
 * Brings a text into a normalization form as of Unicode 9, in linear time.
 *
 * The engine does it, and only with characters that Unicode 9 had: the stability policy of Unicode
 * fixes what becomes of those, so the engine's version does not matter. The crate takes all others
 * for characters that stand alone.
 *
 * @param text Text without lone surrogates.
 * @param form The form.
 * @returns The text in that form.
 */
export function normalForm(text: string, form: NormalForm): string {
  if (ONLY_ASCII.test(text)) return text;
  if (isSimple(text)) return text.normalize(form);
  return text.split(NEWER)
    .map((part, i) => i % 2 === 0 ? normalizeKnown(part, form) : part)
    .join("");
}

/**
 * Decomposes a text and drops its non-spacing marks (category Mn of Unicode 8).
 *
 * @param text Text without lone surrogates.
 * @returns The text without accents.
 */
export function stripAccents(text: string): string {
  return ONLY_ASCII.test(text) ? text : normalForm(text, "NFD").replace(NONSPACING_MARK, "");
}

/**
 * Drops the marks of a text (category M of Unicode 9), which is not decomposed: `"é"` keeps its accent if
 * it is one character.
 *
 * @param text Text without lone surrogates.
 * @returns The text without marks.
 */
export function dropMarks(text: string): string {
  return text.replace(MARK, "");
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

/** A quick answer for most texts: whether they hold nothing that the engine must not be given. */
function isSimple(text: string): boolean {
  careByUnit ??= createCare();
  let run = 0;
  for (let i = 0; i < text.length; i++) {
    const care = careByUnit[text.charCodeAt(i)];
    if (care === ALWAYS) return false;
    run = care === IN_LONG_RUNS ? run + 1 : 0;
    if (run > ENGINE_RUN) return false;
  }
  return true;
}

function createCare(): Uint8Array {
  const care = new Uint8Array(0x10000);
  for (const [first, last] of COMPATIBLE_RUN.members) care.fill(IN_LONG_RUNS, first, last + 1);
  for (const [first, last] of NEWER_SET) care.fill(ALWAYS, first, last + 1);
  return care.fill(ALWAYS, 0xd800, 0xe000);
}

function normalizeKnown(text: string, form: NormalForm): string {
  const sorted = form === "NFC" || form === "NFD"
    ? sortLongRuns(text, CANONICAL_RUN, "NFD")
    : sortLongRuns(text, COMPATIBLE_RUN, "NFKD");
  return sorted.normalize(form);
}

/** How to find runs of marks that are too long for the engine. */
interface LongRun {
  /** The characters of a run. */
  readonly members: CodePointRanges;
  /** Finds the beginning of a run. */
  readonly beginning: RegExp;
  /** Finds the first character behind it. */
  readonly end: RegExp;
}

/** Two RegExps, as one for the whole run would need a stack as deep as the run is long. */
function longRun(members: CodePointRanges): LongRun {
  const source = classSource(members);
  return {
    members,
    beginning: new RegExp(`[${source}]{${ENGINE_RUN + 1}}`, "gu"),
    end: new RegExp(`[^${source}]`, "gu"),
  };
}

/** Sorts ahead of `normalize`, which takes time quadratic in the length of a run out of order. */
function sortLongRuns(text: string, run: LongRun, form: "NFD" | "NFKD"): string {
  let sorted = "";
  let copied = 0;
  run.beginning.lastIndex = 0;
  for (let found = run.beginning.exec(text); found !== null; found = run.beginning.exec(text)) {
    run.end.lastIndex = run.beginning.lastIndex;
    const end = run.end.exec(text)?.index ?? text.length;
    sorted += text.slice(copied, found.index) + sortMarks(text.slice(found.index, end), form);
    run.beginning.lastIndex = copied = end;
  }
  return sorted + text.slice(copied);
}

/** Sorts marks stably by combining class; the classes are read off the engine's own reordering. */
function sortMarks(run: string, form: "NFD" | "NFKD"): string {
  const marks = run.replace(/[^]{1,64}/gu, (part) => part.normalize(form));
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
