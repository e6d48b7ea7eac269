/**
 * Cuts a text at the matches of a pattern, in the five ways of Python's `tokenizers`. What a pattern
 * means is for `split_pattern.ts`.
 *
 * @module
 */

import type { SplitBehavior } from "../json/pre_tokenizer_json.ts";

/** How to split. */
export interface SplitOptions {
  /** What becomes of the matches. */
  readonly behavior: SplitBehavior;
  /** Whether what is between the matches counts as the match, and the other way round. */
  readonly invert: boolean;
}

/** A text as matches and what is between them, one after the other without gaps. */
interface Spans {
  /** Where each ends, in UTF-16 units. */
  readonly ends: number[];
  /** Whether each is a match. */
  readonly areMatches: boolean[];
}

/**
 * Splits a text.
 *
 * @param text Text without lone surrogates.
 * @param pattern What to find: a RegExp with the flags `g` and `u`.
 * @param options What becomes of what is found.
 * @returns The pieces. An empty one stands first if the beginning of the text was removed; others
 * carry no meaning.
 */
export function splitText(
  text: string,
  pattern: RegExp,
  { behavior, invert }: SplitOptions,
): readonly string[] {
  const removesGaps = behavior === "Removed" && invert;
  const matches = text.match(pattern);
  if (matches === null) return removesGaps ? [""] : [text];
  if (removesGaps) return startsWithMatch(text, pattern) ? matches : ["", ...matches];
  if (behavior === "Isolated" && coverText(matches, text)) return matches;
  const spans = findSpans(text, pattern);
  return behavior === "Removed"
    ? keepGaps(text, spans)
    : joinSpans(text, spans, { behavior, invert });
}

function startsWithMatch(text: string, pattern: RegExp): boolean {
  pattern.lastIndex = 0;
  const first = pattern.exec(text);
  pattern.lastIndex = 0;
  return first?.index === 0;
}

function coverText(matches: readonly string[], text: string): boolean {
  let length = 0;
  for (const match of matches) length += match.length;
  return length === text.length;
}

/** Follows `FindMatches` of the crate `onig`, which takes no empty match right behind another. */
function findSpans(text: string, pattern: RegExp): Spans {
  const ends: number[] = [];
  const areMatches: boolean[] = [];
  let spansEnd = 0;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const start = match.index;
    const end = start + match[0].length;
    if (end === start) {
      pattern.lastIndex += text.codePointAt(start)! > 0xffff ? 2 : 1;
      if (start === spansEnd && areMatches.length > 0) continue;
    }
    if (start > spansEnd) {
      ends.push(start);
      areMatches.push(false);
    }
    ends.push(end);
    areMatches.push(true);
    spansEnd = end;
  }
  if (spansEnd < text.length) {
    ends.push(text.length);
    areMatches.push(false);
  }
  return { ends, areMatches };
}

function keepGaps(text: string, { ends, areMatches }: Spans): readonly string[] {
  const pieces: string[] = ends[0]! > 0 && areMatches[0]! ? [""] : [];
  let start = 0;
  for (let i = 0; i < ends.length; i++) {
    if (!areMatches[i]!) pieces.push(text.slice(start, ends[i]));
    start = ends[i]!;
  }
  return pieces;
}

function joinSpans(
  text: string,
  { ends, areMatches }: Spans,
  { behavior, invert }: SplitOptions,
): readonly string[] {
  const pieces: string[] = [];
  let start = 0;
  for (let i = 0; i < ends.length; i++) {
    const isMatch = areMatches[i]! !== invert;
    const isNextMatch = i + 1 < ends.length && areMatches[i + 1]! !== invert;
    if (i + 1 < ends.length && areJoined(isMatch, isNextMatch, behavior)) continue;
    if (ends[i]! > start) pieces.push(text.slice(start, ends[i]));
    start = ends[i]!;
  }
  return pieces;
}

/** `NormalizedString::split` of normalizer.rs: of several matches in a row only one is merged. */
function areJoined(isMatch: boolean, isNextMatch: boolean, behavior: SplitBehavior): boolean {
  switch (behavior) {
    case "Contiguous":
      return isMatch === isNextMatch;
    case "MergedWithPrevious":
      return isNextMatch && !isMatch;
    case "MergedWithNext":
      return isMatch && !isNextMatch;
    default:
      return false;
  }
}
