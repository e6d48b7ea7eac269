/**
 * How Python's model2vec bounds the length of a text before it is tokenised.
 *
 * @module
 */

/**
 * Median length of a vocabulary's tokens, rounded down (`int(np.median(...))` in Python's `model.py`).
 *
 * @param tokens At least one token.
 * @returns Code points.
 */
export function medianTokenLength(tokens: readonly string[]): number {
  const countByLength: number[] = [];
  for (const token of tokens) {
    const length = codePointCount(token);
    while (countByLength.length <= length) countByLength.push(0);
    countByLength[length]!++;
  }
  const lower = lengthAt(countByLength, (tokens.length - 1) >> 1);
  return Math.floor((lower + lengthAt(countByLength, tokens.length >> 1)) / 2);
}

/**
 * Cuts a text after a number of code points.
 *
 * @param text Any text.
 * @param limit Code points to keep; may be infinite.
 * @returns The text itself, or its beginning.
 */
export function cutCodePoints(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let end = 0;
  for (let kept = 0; kept < limit && end < text.length; kept++) {
    end += isSurrogatePair(text, end) ? 2 : 1;
  }
  return text.slice(0, end);
}

/** The length at a place of the sorted lengths. */
function lengthAt(countByLength: readonly number[], place: number): number {
  let left = place;
  return countByLength.findIndex((count) => (left -= count) < 0);
}

function codePointCount(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; count++) i += isSurrogatePair(text, i) ? 2 : 1;
  return count;
}

function isSurrogatePair(text: string, index: number): boolean {
  return (text.charCodeAt(index) & 0xfc00) === 0xd800 &&
    (text.charCodeAt(index + 1) & 0xfc00) === 0xdc00;
}
