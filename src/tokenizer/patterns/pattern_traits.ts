/**
 * What can be said of a part of a regular expression before it is written: questions on which the
 * writer's choices depend. Nothing is written here.
 *
 * @module
 */

import { charactersWithFolding, cutFoldings } from "./case_folding.ts";
import { type PatternNode, refuseFeature } from "./pattern_node.ts";
import type { CodePointRanges } from "../unicode/unicode.ts";

/**
 * Tells whether a part can match without taking a character.
 *
 * @param node The part.
 * @returns Whether it can, or might.
 */
export function canBeEmpty(node: PatternNode): boolean {
  switch (node.kind) {
    case "character":
    case "set":
      return false;
    case "assertion":
    case "look":
    case "reference":
      return true;
    case "sequence":
      return node.nodes.every(canBeEmpty);
    case "choice":
      return node.branches.some(canBeEmpty);
    case "repeat":
      return node.min === 0 || canBeEmpty(node.body);
    case "capture":
    case "atomic":
      return canBeEmpty(node.body);
  }
}

/**
 * Tells whether a part takes characters if it can: whether matching nothing is the last thing it
 * tries. Where such a part is repeated, Oniguruma, which leaves the loop then, and JavaScript, which
 * goes on trying, agree.
 *
 * @param node The part.
 * @returns Whether it does.
 */
export function prefersCharacters(node: PatternNode): boolean {
  if (!canBeEmpty(node)) return true;
  switch (node.kind) {
    case "sequence":
      return node.nodes.every(prefersCharacters);
    case "choice":
      return node.branches.every((branch, i) =>
        i === node.branches.length - 1 ? prefersCharacters(branch) : !canBeEmpty(branch)
      );
    case "repeat":
      return node.isGreedy && prefersCharacters(node.body);
    case "capture":
    case "atomic":
      return prefersCharacters(node.body);
    default:
      return true;
  }
}

/**
 * Tells whether a part matches wherever it is tried.
 *
 * @param node The part.
 * @returns Whether it certainly does.
 */
export function alwaysMatches(node: PatternNode): boolean {
  switch (node.kind) {
    case "sequence":
      return node.nodes.every(alwaysMatches);
    case "choice":
      return node.branches.some(alwaysMatches);
    case "repeat":
      return node.min === 0 || alwaysMatches(node.body);
    case "capture":
    case "atomic":
      return alwaysMatches(node.body);
    default:
      return false;
  }
}

/**
 * Finds the characters that a part stands for.
 *
 * @param node The part.
 * @returns The set; `undefined` if it is not exactly one character.
 */
export function setOfNode(node: PatternNode): CodePointRanges | undefined {
  if (node.kind === "set") return node.set;
  if (node.kind !== "character") return undefined;
  const codePoint = node.character.codePointAt(0)!;
  if (!node.ignoresCase) return [[codePoint, codePoint]];
  const [folding = "", ...more] = cutFoldings(node.character);
  return more.length > 0 || Array.from(folding).length > 1
    ? undefined
    : charactersWithFolding(folding);
}

/**
 * Checks that a part refers only to what has matched before: elsewhere Oniguruma fails, and
 * JavaScript takes nothing for the text that is missing.
 *
 * @param node The part.
 * @param known The groups that have matched before it; those that must match within are added.
 * @returns The groups that are referred to.
 * @throws {PatternFault} If a group may not have matched.
 */
export function checkReferences(node: PatternNode, known: Set<string>): readonly string[] {
  switch (node.kind) {
    case "reference":
      if (!known.has(node.id)) {
        refuseFeature(`a reference to a group that may be unset (${node.id})`);
      }
      return [node.id];
    case "sequence":
      return node.nodes.flatMap((part) => checkReferences(part, known));
    case "choice":
      return node.branches.flatMap((branch) => checkReferences(branch, new Set(known)));
    case "capture": {
      const referred = checkReferences(node.body, known);
      known.add(node.id);
      return referred;
    }
    case "repeat":
      return checkReferences(node.body, node.min === 0 ? new Set(known) : known);
    case "look": {
      const referred = checkReferences(node.body, node.opener === "(?=" ? known : new Set(known));
      const looksBehind = node.opener.startsWith("(?<");
      if (looksBehind && referred.length > 0) refuseFeature("a reference while looking behind");
      return referred;
    }
    case "atomic":
      return checkReferences(node.body, known);
    default:
      return [];
  }
}
