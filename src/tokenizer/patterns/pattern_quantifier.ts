/**
 * Reads how often a part of a regular expression of Oniguruma is repeated: `*`, `+?`, `{2,}` and so on.
 *
 * @module
 */

import type { PatternCursor } from "./pattern_cursor.ts";
import { refuseSyntax } from "./pattern_node.ts";

/** `ONIG_MAX_REPEAT_NUM`. */
const REPEAT_LIMIT = 100_000;

/** How often a part is repeated. */
export interface Quantifier {
  /** How often at least. */
  readonly min: number;
  /** How often at most; may be `Infinity`. */
  readonly max: number;
  /** Whether more is tried before less. */
  readonly isGreedy: boolean;
  /** Whether less is not tried at all. */
  readonly isPossessive: boolean;
}

/**
 * Takes a quantifier.
 *
 * @param cursor Where one may be.
 * @returns The quantifier; `undefined` if there is none: a brace that is none is a character.
 * @throws {PatternFault} If a number is too large.
 */
export function takeQuantifier(cursor: PatternCursor): Quantifier | undefined {
  const symbol = cursor.takeMatch(/([*+?])([?+]?)/y);
  if (symbol === undefined) return takeInterval(cursor);
  const [, character, suffix] = symbol;
  return {
    min: character === "+" ? 1 : 0,
    max: character === "?" ? 1 : Infinity,
    isGreedy: suffix !== "?",
    isPossessive: suffix === "+",
  };
}

/** `fetch_interval` of regparse.c: `{3,1}` is `{1,3}`, possessive; `{2}?` and `{1,2}+` repeat twice. */
function takeInterval(cursor: PatternCursor): Quantifier | undefined {
  const fixed = cursor.takeMatch(/\{(\d+)\}/y);
  if (fixed !== undefined) {
    const count = repeatCount(fixed[1]!);
    return { min: count, max: count, isGreedy: true, isPossessive: false };
  }
  const range = cursor.takeMatch(/\{(?:(\d+),(\d*)|,(\d+))\}/y);
  if (range === undefined) return undefined;
  const [, low = "0", high = range[3] ?? ""] = range;
  const [min, max] = [repeatCount(low), high === "" ? Infinity : repeatCount(high)];
  if (min > max) return { min: max, max: min, isGreedy: true, isPossessive: true };
  return { min, max, isGreedy: !cursor.takeIf("?"), isPossessive: false };
}

function repeatCount(digits: string): number {
  const count = Number(digits);
  if (count > REPEAT_LIMIT) {
    refuseSyntax(`it repeats ${count} times, at most ${REPEAT_LIMIT} would do`);
  }
  return count;
}
