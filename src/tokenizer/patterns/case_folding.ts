/**
 * Which characters and sequences Oniguruma takes for one another where case is ignored. It folds as
 * Unicode does in full, so `ß` is `ss` and `ﬁ` is `fi`.
 *
 * @module
 */

import { codePointsOf, engineSet, hasCodePoint, uniteSets } from "../unicode/code_point_set.ts";
import { withoutNewer } from "../unicode/character_classes.ts";
import { once } from "../unicode/once.ts";
import type { CodePointRanges } from "../unicode/unicode.ts";

/** Becomes `I` and `i` through its capital, but folds to itself. */
const DOTLESS_I = "ı";

/** No character folds to more code points. */
const LONGEST_FOLDING = 3;

const foldings = once(collectFoldings);

/**
 * Folds a text.
 *
 * @param text One character, or several.
 * @returns What all texts that differ in case only have in common.
 */
export function foldCase(text: string): string {
  return text === DOTLESS_I ? text : text.toLowerCase().toUpperCase().toLowerCase();
}

/**
 * Finds the characters with a folding.
 *
 * @param folding The folding of a character: one to three code points.
 * @returns The characters; for a folding of one code point, that one among them.
 */
export function charactersWithFolding(folding: string): CodePointRanges {
  const ranges = (foldings().get(folding) ?? []).map((codePoint) =>
    [codePoint, codePoint] as const
  );
  const [first = "", ...rest] = folding;
  return rest.length > 0
    ? ranges
    : uniteSets(ranges, [[first.codePointAt(0)!, first.codePointAt(0)!]]);
}

/**
 * Cuts a text where case is ignored into what one character each may stand for, as Oniguruma does:
 * from left to right, the longest first.
 *
 * @param text The text.
 * @returns Its folding in parts that each are the folding of some character.
 */
export function cutFoldings(text: string): readonly string[] {
  const folded = Array.from(text, foldCase).join("");
  const parts: string[] = [];
  const codePoints = Array.from(folded);
  for (let i = 0; i < codePoints.length;) {
    let length = Math.min(LONGEST_FOLDING, codePoints.length - i);
    while (length > 1 && !foldings().has(codePoints.slice(i, i + length).join(""))) length--;
    parts.push(codePoints.slice(i, i + length).join(""));
    i += length;
  }
  return parts;
}

/**
 * Adds to a set what differs in case only from one of its members.
 *
 * @param set The set.
 * @returns The larger set, and the sequences that some member folds to.
 */
export function ignoreCase(
  set: CodePointRanges,
): { readonly set: CodePointRanges; readonly sequences: readonly string[] } {
  const sets = [set];
  const sequences: string[] = [];
  for (const [folding, codePoints] of foldings()) {
    const isSequence = Array.from(folding).length > 1;
    const members = isSequence
      ? codePoints.map((c) => [c, c] as const)
      : charactersWithFolding(folding);
    if (!codePointsOf(members).some((codePoint) => hasCodePoint(set, codePoint))) continue;
    sets.push(members);
    if (isSequence) sequences.push(folding);
  }
  return { set: uniteSets(...sets), sequences };
}

/** The characters of each folding. */
function collectFoldings(): ReadonlyMap<string, readonly number[]> {
  const collected = new Map<string, number[]>();
  for (const codePoint of codePointsOf(withoutNewer(engineSet("\\p{Changes_When_Casemapped}")))) {
    const folding = foldCase(String.fromCodePoint(codePoint));
    const others = collected.get(folding);
    if (others === undefined) collected.set(folding, [codePoint]);
    else others.push(codePoint);
  }
  return collected;
}
