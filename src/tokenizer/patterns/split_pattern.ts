/**
 * The patterns of a `tokenizer.json` as RegExps: Oniguruma's language in JavaScript's. What is done
 * with the matches is in `split.ts`.
 *
 * @module
 */

import { parsePattern } from "./pattern_parser.ts";
import type { PatternJson } from "../json/pattern_json.ts";
import { PatternFault } from "./pattern_node.ts";
import { literalSource, writePattern } from "./pattern_writer.ts";

/**
 * Far above the patterns in use, the longest of which have some hundred characters: V8's compiler runs out
 * of stack at a hundred thousand, and not before the first text is searched.
 */
const PATTERN_LIMIT = 10_000;

/**
 * Translates a pattern.
 *
 * The RegExp finds in any text without lone surrogates what Python's `tokenizers` finds, but for
 * empty matches right behind another match: Python skips them, JavaScript's methods do not.
 * `\p{...}`, `\w` and case are those of Unicode 16, Oniguruma's version.
 *
 * @param pattern The pattern: a string that stands for itself, or a regular expression.
 * @returns The RegExp, with the flags `g` and `u`.
 * @throws {SyntaxError} If the regular expression is wrong.
 * @throws {TypeError} If it asks for something that JavaScript does not have.
 * @throws {RangeError} If the pattern is longer than 10,000 UTF-16 units.
 */
export function compilePattern(pattern: PatternJson): RegExp {
  const { length } = "String" in pattern ? pattern.String : pattern.Regex;
  if (length > PATTERN_LIMIT) {
    throw new RangeError(
      `Cannot translate a pattern of ${length} characters: at most ${PATTERN_LIMIT} would do`,
    );
  }
  if ("String" in pattern) return new RegExp(literalSource(pattern.String), "gu");
  try {
    return new RegExp(writePattern(parsePattern(pattern.Regex)), "gu");
  } catch (cause) {
    if (!(cause instanceof PatternFault)) throw cause;
    const message = `Cannot translate the pattern ${
      JSON.stringify(pattern.Regex)
    }: ${cause.message}`;
    throw cause.isMalformed ? new SyntaxError(message) : new TypeError(message);
  }
}
