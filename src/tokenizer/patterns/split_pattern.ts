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
 */
export function compilePattern(pattern: PatternJson): RegExp {
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
