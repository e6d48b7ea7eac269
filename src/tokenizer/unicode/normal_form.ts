/**
 * The normalization forms of Unicode 9 and the marks that letters carry, as the Rust crates behind Python's
 * `tokenizers` know them.
 *
 * @module
 */

import { once } from "./once.ts";
import { classSource, type CodePointRanges, decodeRanges } from "./unicode.ts";
import {
  MARK_RANGES,
  NEWER_RANGES,
  NONSPACING_MARK_RANGES,
  NONSTARTER_RANGES,
} from "./unicode_tables.ts";

/** The forms that Unicode gives text a canonical order and spelling in. */
export type NormalForm = "NFC" | "NFD" | "NFKC" | "NFKD";

const ONLY_ASCII = /^[\0-\x7f]*$/;

const nonspacingMark = once(() => membersOf(NONSPACING_MARK_RANGES));
const mark = once(() => membersOf(MARK_RANGES));
const newerSet = once(() => decodeRanges(NEWER_RANGES));
const newer = once(() => new RegExp(`([${classSource(newerSet())}])`, "u"));

/** How many marks in a row the engine may sort: its time is quadratic in their number. */
const ENGINE_RUN = 64;

/** Non-starters, and the starters U+0F73, U+0F75 and U+0F81, which decompose to some. */
const canonicalRun = once(() =>
  longRun([
    ...decodeRanges(NONSTARTER_RANGES),
    [0xf73, 0xf73],
    [0xf75, 0xf75],
    [0xf81, 0xf81],
  ])
);

/** U+FF9E and U+FF9F decompose to some by compatibility. */
const compatibleRun = once(() => longRun([...canonicalRun().members, [0xff9e, 0xff9f]]));

/** When a UTF-16 unit keeps a text from the engine: the numbers in `careByUnit`. */
const IN_LONG_RUNS = 1;
const ALWAYS = 2;
const careByUnit = once(createCare);

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
  return text.split(newer())
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
  return ONLY_ASCII.test(text) ? text : normalForm(text, "NFD").replace(nonspacingMark(), "");
}

/**
 * Drops the marks of a text (category M of Unicode 9), which is not decomposed: `"é"` keeps its accent if
 * it is one character.
 *
 * @param text Text without lone surrogates.
 * @returns The text without marks.
 */
export function dropMarks(text: string): string {
  return text.replace(mark(), "");
}

/** Finds the characters of a set that is written as `decodeRanges` reads it. */
function membersOf(encoded: string): RegExp {
  return new RegExp(`[${classSource(decodeRanges(encoded))}]`, "gu");
}

/** A quick answer for most texts: whether they hold nothing that the engine must not be given. */
function isSimple(text: string): boolean {
  const cares = careByUnit();
  let run = 0;
  for (let i = 0; i < text.length; i++) {
    const care = cares[text.charCodeAt(i)];
    if (care === ALWAYS) return false;
    run = care === IN_LONG_RUNS ? run + 1 : 0;
    if (run > ENGINE_RUN) return false;
  }
  return true;
}

function createCare(): Uint8Array {
  const care = new Uint8Array(0x10000);
  for (const [first, last] of compatibleRun().members) care.fill(IN_LONG_RUNS, first, last + 1);
  for (const [first, last] of newerSet()) care.fill(ALWAYS, first, last + 1);
  return care.fill(ALWAYS, 0xd800, 0xe000);
}

function normalizeKnown(text: string, form: NormalForm): string {
  const sorted = form === "NFC" || form === "NFD"
    ? sortLongRuns(text, canonicalRun(), "NFD")
    : sortLongRuns(text, compatibleRun(), "NFKD");
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
