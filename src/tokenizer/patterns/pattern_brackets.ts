/**
 * Reads a bracket expression of Oniguruma, such as `[^\s\p{L}]` or `[a-w&&[^c-g]z]`, into a set.
 *
 * @module
 */

import { posixSet } from "../unicode/character_classes.ts";
import { complementOf, intersectSets, uniteSets } from "../unicode/code_point_set.ts";
import type { PatternCursor } from "./pattern_cursor.ts";
import { refuseSyntax } from "./pattern_node.ts";
import type { CodePointRanges } from "../unicode/unicode.ts";

/** The letters that stand for a set after a backslash, by the POSIX bracket they equal. */
const SET_ESCAPES: ReadonlyMap<string, string> = new Map([
  ["w", "word"],
  ["d", "digit"],
  ["s", "space"],
  ["h", "xdigit"],
]);

/** No pattern in use nests brackets or groups a tenth as deep. */
const DEPTH_LIMIT = 250;

/**
 * Takes an escape that stands for a set, without its backslash: `\s`, `\P{L}` and so on.
 *
 * @param cursor Behind the backslash.
 * @returns The set; `undefined`, with nothing taken, for another escape.
 * @throws {PatternFault} For an unknown property.
 */
export function takeSetEscape(cursor: PatternCursor): CodePointRanges | undefined {
  const letter = cursor.next;
  const name = SET_ESCAPES.get(letter.toLowerCase());
  if (name === undefined) return cursor.takeProperty();
  cursor.take();
  const set = posixSet(name)!;
  return letter === letter.toLowerCase() ? set : complementOf(set);
}

/**
 * Checks how deep a pattern nests.
 *
 * @param depth How deep it does.
 * @throws {PatternFault} If it is too deep.
 */
export function checkDepth(depth: number): void {
  if (depth > DEPTH_LIMIT) refuseSyntax(`it nests deeper than ${DEPTH_LIMIT}, less would do`);
}

/** What a bracket expression says. */
export interface Brackets {
  /** What is between the brackets, without the `^`. */
  readonly content: CodePointRanges;
  /** Whether all else is meant. */
  readonly isNegated: boolean;
}

/**
 * Takes a bracket expression: `prs_cc` of Oniguruma's regparse.c.
 *
 * @param cursor Behind the opening bracket.
 * @param depth How deep it is in others, from 0.
 * @returns What it says.
 * @throws {PatternFault} If it is not closed, has a range that runs backwards or too deep nesting.
 */
export function takeBrackets(cursor: PatternCursor, depth: number): Brackets {
  checkDepth(depth);
  const isNegated = cursor.takeIf("^");
  const operands: CodePointRanges[] = [];
  let members = new BracketMembers();
  if (cursor.startsWith("]")) {
    cursor.take();
    if (!cursor.includes("]")) refuseSyntax("it has empty brackets, a character must be in them");
    members.addCharacter("]");
  }
  while (!cursor.takeIf("]")) {
    if (cursor.isAtEnd) refuseSyntax('it has an open bracket, "]" must follow');
    if (cursor.takeIf("&&")) {
      operands.push(members.finish());
      members = new BracketMembers();
    } else takeMember(cursor, members, depth);
  }
  operands.push(members.finish());
  return { content: intersectSets(...operands), isNegated };
}

/**
 * Finds the set of a bracket expression.
 *
 * @param brackets What it says.
 * @returns The set.
 */
export function setOfBrackets({ content, isNegated }: Brackets): CodePointRanges {
  return isNegated ? complementOf(content) : content;
}

function takeMember(cursor: PatternCursor, members: BracketMembers, depth: number): void {
  if (cursor.startsWith("[")) {
    const posix = cursor.takeMatch(/\[:(\^?)(\w+):\]/y);
    if (posix !== undefined) {
      const [all = "", circumflex, name = ""] = posix;
      const set = posixSet(name) ?? refuseSyntax(`${all} is not known, [:alpha:] would be`);
      members.addSet(circumflex === "^" ? complementOf(set) : set);
    } else {
      cursor.take();
      members.addNested(setOfBrackets(takeBrackets(cursor, depth + 1)));
    }
  } else if (cursor.takeIf("\\")) {
    const set = takeSetEscape(cursor);
    if (set === undefined) members.addCharacter(cursor.takeEscape());
    else members.addSet(set);
  } else if (cursor.takeIf("-")) {
    members.addHyphen(cursor.startsWith("]") || cursor.startsWith("&&"));
  } else members.addCharacter(cursor.take());
}

/** The members of one operand as they are read, with what a hyphen after them would mean. */
class BracketMembers {
  readonly #ranges: (readonly [first: number, last: number])[] = [];
  /** What was read last: a character may start a range, a set may not. */
  #last: number | "set" | "nothing" = "nothing";
  #isRangeOpen = false;

  addCharacter(character: string): void {
    const codePoint = character.codePointAt(0)!;
    if (this.#isRangeOpen && typeof this.#last === "number") {
      if (codePoint < this.#last) {
        refuseSyntax("it has a range that runs backwards, its ends must change places");
      }
      this.#ranges.push([this.#last, codePoint]);
      this.#last = "nothing";
      this.#isRangeOpen = false;
    } else {
      this.#flush();
      this.#last = codePoint;
    }
  }

  addSet(set: CodePointRanges): void {
    if (this.#isRangeOpen) {
      refuseSyntax("it has a range that ends in a set, a character must end it");
    }
    this.#flush();
    this.#ranges.push(...set);
    this.#last = "set";
  }

  /** Drops a range that it interrupts, as Oniguruma does. */
  addNested(set: CodePointRanges): void {
    if (!this.#isRangeOpen) this.#flush();
    this.#ranges.push(...set);
    this.#last = "nothing";
    this.#isRangeOpen = false;
  }

  addHyphen(isLast: boolean): void {
    if (isLast || this.#isRangeOpen || this.#last === "nothing") this.addCharacter("-");
    else if (this.#last === "set") {
      refuseSyntax("it has a range that begins with a set, a character must begin it");
    } else this.#isRangeOpen = true;
  }

  finish(): CodePointRanges {
    this.#flush();
    return uniteSets(this.#ranges);
  }

  #flush(): void {
    if (typeof this.#last === "number") this.#ranges.push([this.#last, this.#last]);
    this.#last = "nothing";
  }
}
