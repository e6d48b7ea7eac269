/**
 * White space as Python's `tokenizers` knows it, which takes it along with added tokens.
 *
 * @module
 */

import { classSource, WHITE_SPACE } from "../../tokenizer/unicode/unicode.ts";

const EDGES = new RegExp(`^[${classSource(WHITE_SPACE)}]+|[${classSource(WHITE_SPACE)}]+$`, "gu");
const ANY = new RegExp(`[${classSource(WHITE_SPACE)}]`, "u");

/**
 * Drops white space at the ends of a text.
 *
 * @param text Any text.
 * @returns The text between.
 */
export function stripSpace(text: string): string {
  return text.replace(EDGES, "");
}

/**
 * Tells whether a text has white space.
 *
 * @param text Any text.
 * @returns Whether it is anywhere in it.
 */
export function hasSpace(text: string): boolean {
  return ANY.test(text);
}
