/**
 * The patterns of a `tokenizer.json`, which normalizers and pre-tokenizers share: their type and what is
 * checked of it. What a regular expression means is for `split_pattern.ts`.
 *
 * @module
 */

import { checkObject, checkString, refuse } from "./json_check.ts";

/** What to find: a string as it is, or a regular expression of Oniguruma. */
export type PatternJson = { readonly String: string } | { readonly Regex: string };

/**
 * Checks a pattern. Whether a regular expression can be translated shows when it is compiled.
 *
 * @param value The value.
 * @param path Where it stands, for the message.
 * @throws {TypeError} If it has neither form, or both.
 */
export function checkPattern(value: unknown, path: string): void {
  checkObject(value, path);
  const [form, ...others] = Object.keys(value);
  if (others.length > 0 || (form !== "String" && form !== "Regex")) {
    refuse(value, path, 'an object with either "String" or "Regex"');
  }
  checkString(value[form], `${path}.${form}`);
}
