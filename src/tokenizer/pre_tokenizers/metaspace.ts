/**
 * Spaces as a visible character, and pieces that begin with it: SentencePiece's way of splitting.
 *
 * @module
 */

import type { PreTokenizer } from "../pre_tokenizer.ts";
import type { MetaspaceJson } from "../json/pre_tokenizer_json.ts";

/**
 * Makes the pre-tokenizer that writes spaces as a visible character.
 *
 * @param spec Its section, checked.
 * @returns The pre-tokenizer.
 */
export function createMetaspace(spec: MetaspaceJson): PreTokenizer {
  const { replacement, prepend_scheme: scheme = "always", split } = spec;
  return (text, position) => {
    const visible = text.replaceAll(" ", replacement);
    const prepends = scheme === "always" || (scheme === "first" && position === "start");
    const isBare = prepends && visible !== "" && !visible.startsWith(replacement);
    const marked = isBare ? replacement + visible : visible;
    return split === false ? [marked] : splitBefore(marked, replacement);
  };
}

/** Of several marks in a row only the last begins a longer piece (`MergedWithNext`). */
function splitBefore(text: string, mark: string): readonly string[] {
  const pieces: string[] = [];
  let start = 0;
  for (let end = text.indexOf(mark, 1); end !== -1; end = text.indexOf(mark, end + 1)) {
    pieces.push(text.slice(start, end));
    start = end;
  }
  pieces.push(text.slice(start));
  return pieces;
}
