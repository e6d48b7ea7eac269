/**
 * Replaces what a pattern finds by a string, as `tokenizers` does.
 *
 * @module
 */

import type { ReplaceJson } from "../json/normalizer_json.ts";
import { compilePattern } from "../patterns/split_pattern.ts";

/** What may make a pattern find nothing at one place and something at another. */
const ASSERTION = /\^|\$|\\[bB]|\(\?[=!<]/;

/**
 * Makes the normalizer `Replace`.
 *
 * @param spec What to find, and what stands there instead.
 * @returns The normalizer; it expects text without lone surrogates.
 * @throws {SyntaxError} If the pattern is wrong.
 * @throws {TypeError} If it asks for something that JavaScript does not have.
 * @throws {RangeError} If it is too long.
 */
export function createReplacer({ pattern, content }: ReplaceJson): (text: string) => string {
  const regExp = compilePattern(pattern);
  const mayBeEmpty = ASSERTION.test(regExp.source) || regExp.exec("") !== null;
  if (mayBeEmpty) return (text) => replaceMatches(text, regExp, content);
  const literal = content.replaceAll("$", "$$$$");
  return (text) => text.replace(regExp, literal);
}

/** Unlike `replace`, it does not count an empty match right behind another match, as `onig` does not. */
function replaceMatches(text: string, regExp: RegExp, content: string): string {
  if (text === "") return "";
  let replaced = "";
  let end = 0;
  let isFirst = true;
  for (const { 0: match, index } of text.matchAll(regExp)) {
    if (match === "" && index === end && !isFirst) continue;
    replaced += text.slice(end, index) + content;
    end = index + match.length;
    isFirst = false;
  }
  return replaced + text.slice(end);
}
