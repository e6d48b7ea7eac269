/**
 * From counts of words to counts of rows.
 *
 * @module
 */

import type { Tokenizer } from "../tokenizer/tokenizer.ts";

/**
 * Counts how often each row is used: a word's count goes to every token that it is spelled with. Each row is
 * counted once more, so that one which never occurs has the probability of a rare word and not none.
 *
 * @param tokenizer The student's tokenizer.
 * @param counts Occurrences by word or phrase, finite and at least 0.
 * @returns Occurrences by row, at least 1.
 */
export function countRows(
  tokenizer: Tokenizer,
  counts: ReadonlyMap<string, number>,
): Float64Array {
  const rows = new Float64Array(tokenizer.tokens.length).fill(1);
  for (const [entry, count] of counts) {
    for (const id of tokenizer.encode(entry)) rows[id]! += count;
  }
  return rows;
}
