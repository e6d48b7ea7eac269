/**
 * A place in the text of a regular expression, and the escapes that stand for one character, which are
 * the same inside and outside of brackets.
 *
 * @module
 */

import { propertySet } from "../unicode/character_classes.ts";
import { complementOf } from "../unicode/code_point_set.ts";
import { refuseFeature, refuseSyntax } from "./pattern_node.ts";
import type { CodePointRanges } from "../unicode/unicode.ts";

const CONTROLS: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["t", "\t"],
  ["r", "\r"],
  ["f", "\f"],
  ["v", "\v"],
  ["a", "\x07"],
  ["b", "\b"],
  ["e", "\x1b"],
]);

/** Reads a pattern from left to right. */
export class PatternCursor {
  readonly #pattern: string;
  #position = 0;

  /**
   * Starts at the beginning.
   *
   * @param pattern The pattern.
   */
  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  /** Whether nothing is left. */
  get isAtEnd(): boolean {
    return this.#position === this.#pattern.length;
  }

  /** The next character, or an empty string at the end. */
  get next(): string {
    return this.isAtEnd ? "" : String.fromCodePoint(this.#pattern.codePointAt(this.#position)!);
  }

  /**
   * Takes one character.
   *
   * @returns The character.
   * @throws {PatternFault} At the end.
   */
  take(): string {
    if (this.isAtEnd) refuseSyntax("it ends too early, more must follow");
    const character = this.next;
    this.#position += character.length;
    return character;
  }

  /**
   * Takes a text if it is next.
   *
   * @param text The text.
   * @returns Whether it was.
   */
  takeIf(text: string): boolean {
    if (!this.startsWith(text)) return false;
    this.#position += text.length;
    return true;
  }

  /**
   * Tells what is next.
   *
   * @param text A text.
   * @returns Whether it is next.
   */
  startsWith(text: string): boolean {
    return this.#pattern.startsWith(text, this.#position);
  }

  /**
   * Takes what a RegExp finds here.
   *
   * @param expression A RegExp with the flag `y`.
   * @returns The match and its groups; `undefined` if there is none.
   */
  takeMatch(expression: RegExp): readonly string[] | undefined {
    expression.lastIndex = this.#position;
    const match = expression.exec(this.#pattern);
    if (match === null) return undefined;
    this.#position += match[0].length;
    return match;
  }

  /**
   * Looks ahead for a character.
   *
   * @param character The character.
   * @returns Whether it is in what is left.
   */
  includes(character: string): boolean {
    return this.#pattern.includes(character, this.#position);
  }

  /**
   * Takes an escape that stands for one character, without its backslash.
   *
   * @returns The character.
   * @throws {PatternFault} If it is incomplete, or beyond Unicode.
   */
  takeEscape(): string {
    const octal = this.takeMatch(/[0-7]{1,3}/y);
    if (octal !== undefined) return byteCharacter(parseInt(octal[0]!, 8));
    const letter = this.take();
    switch (letter) {
      case "x":
        return this.#takeHexadecimal();
      case "o":
        return this.takeIf("{") ? this.#takeBraced(/([0-7]{1,11})\}/y, 8) : "o";
      case "u":
        return codePointCharacter(parseInt(this.#need(/[\dA-Fa-f]{4}/y, "\\u")[0]!, 16));
      case "c":
        return this.#takeControl();
      case "C":
        this.#need(/-/y, "\\C");
        return this.#takeControl();
      case "M":
        return refuseFeature("a meta character (\\M)");
      default:
        return CONTROLS.get(letter) ?? letter;
    }
  }

  /**
   * Takes the braces of a property, with what is before them.
   *
   * @returns The set; `undefined` if there are no braces.
   * @throws {PatternFault} If the property is not known.
   */
  takeProperty(): CodePointRanges | undefined {
    const match = this.takeMatch(/([pP])\{(\^?)([^}]*)\}/y);
    if (match === undefined) return undefined;
    const [all, letter, circumflex, name = ""] = match;
    const set = propertySet(name);
    if (set === undefined) refuseFeature(`the property \\${all}`);
    return (letter === "P") !== (circumflex === "^") ? complementOf(set) : set;
  }

  #takeHexadecimal(): string {
    if (this.takeIf("{")) return this.#takeBraced(/([\dA-Fa-f]{1,8})\}/y, 16);
    const [digits = ""] = this.takeMatch(/[\dA-Fa-f]{1,2}/y) ?? [];
    return byteCharacter(digits === "" ? 0 : parseInt(digits, 16));
  }

  #takeBraced(expression: RegExp, radix: number): string {
    const match = this.takeMatch(expression);
    if (match === undefined) return refuseFeature("a list of characters (\\x{...})");
    return codePointCharacter(parseInt(match[1]!, radix));
  }

  #takeControl(): string {
    if (this.takeIf("?")) return "\x7f";
    const character = this.takeIf("\\") ? this.takeEscape() : this.take();
    return String.fromCharCode(character.codePointAt(0)! & 0x9f);
  }

  #need(expression: RegExp, escape: string): readonly string[] {
    return this.takeMatch(expression) ??
      refuseSyntax(`${escape} is not complete, more must follow`);
  }
}

function byteCharacter(byte: number): string {
  if (byte > 0x7f) refuseFeature("a byte of a character");
  return String.fromCharCode(byte);
}

function codePointCharacter(codePoint: number): string {
  if (codePoint > 0x10ffff || (codePoint >= 0xd800 && codePoint <= 0xdfff)) {
    refuseSyntax(`${codePoint} is no character, numbers up to 1114111 are`);
  }
  return String.fromCodePoint(codePoint);
}
