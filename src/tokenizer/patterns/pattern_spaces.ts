/**
 * What a regular expression does at a single space between two visible characters: whether text may be cut
 * there before its matches are looked for.
 *
 * @module
 */

import { hasCodePoint, subtractSet } from "../unicode/code_point_set.ts";
import { WHITE_SPACE } from "../unicode/unicode.ts";
import type { LookNode, PatternNode, RepeatNode } from "./pattern_node.ts";
import { canBeEmpty, setOfNode } from "./pattern_traits.ts";

const SPACE = 0x20;

/**
 * Tells whether matches, and what decides on them, stay on one side of any space that stands behind a
 * visible character.
 *
 * Then the matches of a text are those of its parts, if it is cut before such spaces: no match takes a
 * visible character and the space behind it, and nothing looks from one to the other.
 *
 * @param pattern The regular expression.
 * @returns Whether they certainly do.
 */
export function staysBetweenSpaces(pattern: PatternNode): boolean {
  return !canBeEmpty(pattern) && readOn(pattern, false) !== undefined;
}

/**
 * Tells whether there is a match wherever a space is met.
 *
 * @param pattern The regular expression.
 * @returns Whether there certainly is.
 */
export function matchesAnySpace(pattern: PatternNode): boolean {
  switch (pattern.kind) {
    case "character":
    case "set":
      return hasCodePoint(setOfNode(pattern) ?? [], SPACE);
    case "repeat":
      return pattern.min === 1 && matchesAnySpace(pattern.body);
    case "choice":
      return pattern.branches.some(matchesAnySpace);
    case "sequence":
      return pattern.nodes.length === 1 && pattern.nodes.every(matchesAnySpace);
    case "capture":
    case "atomic":
      return matchesAnySpace(pattern.body);
    default:
      return false;
  }
}

/**
 * Follows what is taken.
 *
 * @param node The part that takes.
 * @param isVisible Whether the character that was taken last may be a visible one.
 * @returns The same after the part; `undefined` if it may have crossed a space.
 */
function readOn(node: PatternNode, isVisible: boolean): boolean | undefined {
  switch (node.kind) {
    case "character":
    case "set": {
      const set = setOfNode(node);
      if (set === undefined) return true;
      if (isVisible && hasCodePoint(set, SPACE)) return undefined;
      return subtractSet(set, WHITE_SPACE).length > 0;
    }
    case "sequence":
      return node.nodes.reduce(
        (state: boolean | undefined, part) => state === undefined ? state : readOn(part, state),
        isVisible,
      );
    case "choice":
      return eitherOf(node.branches.map((branch) => readOn(branch, isVisible)));
    case "repeat":
      return readRepeat(node, isVisible);
    case "capture":
    case "atomic":
      return readOn(node.body, isVisible);
    case "look":
      return readLook(node, isVisible);
    case "assertion":
    case "reference":
      return undefined;
  }
}

function readRepeat({ body, min, max }: RepeatNode, isVisible: boolean): boolean | undefined {
  const once = readOn(body, isVisible);
  const again = max > 1 && once !== undefined ? readOn(body, once) : once;
  return eitherOf([once, again, ...(min === 0 ? [isVisible] : [])]);
}

/** What is looked for ahead finds the end of a part and the space that was there alike: neither fits. */
function readLook({ opener, body }: LookNode, isVisible: boolean): boolean | undefined {
  if (opener === "(?<=" || opener === "(?<!") return undefined;
  return readOn(body, isVisible) === undefined ? undefined : isVisible;
}

function eitherOf(states: readonly (boolean | undefined)[]): boolean | undefined {
  return states.includes(undefined) ? undefined : states.includes(true);
}
