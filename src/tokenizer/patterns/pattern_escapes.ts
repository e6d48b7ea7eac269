/**
 * What a backslash means in a regular expression of Oniguruma outside of brackets. Escapes for one
 * character, which mean the same inside, are in `pattern_cursor.ts`.
 *
 * @module
 */

import { bareWordSet } from "../unicode/character_classes.ts";
import { complementOf, setSource } from "../unicode/code_point_set.ts";
import { takeSetEscape } from "./pattern_brackets.ts";
import type { PatternCursor } from "./pattern_cursor.ts";
import { type PatternNode, refuseFeature } from "./pattern_node.ts";
import type { CodePointRanges } from "../unicode/unicode.ts";

/** What `\O` stands for. */
export const ALL_CHARACTERS: CodePointRanges = [[0x0, 0xd7ff], [0xe000, 0x10ffff]];
/** What `\N` stands for. */
export const NOT_LINE_FEED: CodePointRanges = [
  [0x0, 0x9],
  [0xb, 0xd7ff],
  [0xe000, 0x10ffff],
];

const LINE_BREAK_PAIR: PatternNode = {
  kind: "sequence",
  nodes: [
    { kind: "character", character: "\r", ignoresCase: false },
    { kind: "character", character: "\n", ignoresCase: false },
  ],
};

/** `\R`, which never takes the first half of a pair alone. */
const LINE_BREAK: PatternNode = {
  kind: "choice",
  branches: [LINE_BREAK_PAIR, {
    kind: "sequence",
    nodes: [
      { kind: "look", opener: "(?!", body: LINE_BREAK_PAIR },
      { kind: "set", set: [[0xa, 0xd], [0x85, 0x85], [0x2028, 0x2029]] },
    ],
  }],
};

const UNSUPPORTED: Readonly<Record<string, string>> = {
  G: "the beginning of a search (\\G)",
  K: "a match that begins later (\\K)",
  X: "a text segment (\\X)",
  y: "a boundary of text segments (\\y)",
  Y: "a place within a text segment (\\Y)",
  g: "recursion (\\g<...>)",
};

/** Where an escape stands. */
export interface EscapeContext {
  /** Whether case does not matter. */
  readonly ignoresCase: boolean;
  /** How many groups have been opened. */
  readonly groupCount: number;
}

/**
 * Takes an escape, without its backslash.
 *
 * @param cursor Behind the backslash.
 * @param context Where it stands.
 * @returns What it means.
 * @throws {PatternFault} If it is incomplete or not supported.
 */
export function takeEscaped(cursor: PatternCursor, context: EscapeContext): PatternNode {
  const word = cursor.takeMatch(/([wW])|([pP])\{(\^?)[Ww][Oo][Rr][Dd]\}/y);
  if (word !== undefined) {
    const isNegated = word[1] === "W" || (word[2] === "P") !== (word[3] === "^");
    return { kind: "set", set: isNegated ? complementOf(bareWordSet()) : bareWordSet() };
  }
  const set = takeSetEscape(cursor);
  if (set !== undefined) return { kind: "set", set };
  const id = takeReference(cursor, context.groupCount);
  if (id !== undefined) {
    if (context.ignoresCase) refuseFeature(`a reference where case is ignored (${id})`);
    return { kind: "reference", id };
  }
  const assertion = cursor.takeMatch(/[AzZbB]/y);
  if (assertion !== undefined) return { kind: "assertion", source: assertionSource(assertion[0]!) };
  if (cursor.takeIf("R")) return LINE_BREAK;
  if (cursor.takeIf("N")) return { kind: "set", set: NOT_LINE_FEED };
  if (cursor.takeIf("O")) return { kind: "set", set: ALL_CHARACTERS };
  const unsupported = cursor.takeMatch(/[GKXyY]|g(?=[<'])/y);
  if (unsupported !== undefined) return refuseFeature(UNSUPPORTED[unsupported[0]!]!);
  return {
    kind: "character",
    character: cursor.takeEscape(),
    ignoresCase: context.ignoresCase,
  };
}

/** Numbers of several digits that no group has are octal: as GNU regex reads them. */
function takeReference(cursor: PatternCursor, groupCount: number): string | undefined {
  const named = cursor.takeMatch(/k(?:<(-?[^<>'+-]+)>|'(-?[^<>'+-]+)')/y);
  if (named !== undefined) {
    const id = (named[1] ?? named[2])!;
    return id.startsWith("-") ? String(groupCount + 1 + Number(id)) : id;
  }
  if (cursor.takeMatch(/k(?=[<'])/y)) refuseFeature("a reference with a level (\\k<...>)");
  const [, digits = ""] = cursor.takeMatch(/(?=([1-9]\d*))/y) ?? [];
  const isReference = digits.length === 1 || Number(digits) <= groupCount;
  return digits !== "" && isReference && cursor.takeIf(digits) ? digits : undefined;
}

function assertionSource(letter: string): string {
  const word = setSource(bareWordSet());
  switch (letter) {
    case "A":
      return "^";
    case "z":
      return "$";
    case "Z":
      return "(?=\\n?$)";
    case "b":
      return `(?:(?<=${word})(?!${word})|(?<!${word})(?=${word}))`;
    default:
      return `(?:(?<=${word})(?=${word})|(?<!${word})(?!${word}))`;
  }
}
