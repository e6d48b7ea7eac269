/**
 * Numbers written in decimal, from bytes to single precision.
 *
 * @module
 */

const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const PLUS = 0x2b;
const MINUS = 0x2d;
const ZERO = 0x30;
/** The decimal point, counted from the digit 0 as digits are. */
const POINT = 0x2e - ZERO;

/** What numbers look like: JavaScript's `Number` would take "0x10", "Infinity" and the empty text too. */
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** From here on, double precision no longer has all integers. */
const INTEGER_LIMIT = 2 ** 53;

/** Bytes as code points: what is not ASCII is no number. */
const LATIN1 = new TextDecoder("latin1");

/** Every power of ten that double precision has exactly. */
const EXACT_POWERS = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`));

/**
 * Reads a number.
 *
 * @param text Decimal, with or without sign, point and exponent.
 * @returns The nearest number of single precision; NaN if the text is no number, or too large for that.
 */
export function parseSingle(text: string): number {
  const value = NUMBER.test(text) ? Math.fround(Number(text)) : NaN;
  return Number.isFinite(value) ? value : NaN;
}

/**
 * Reads numbers up to the end of a row, or of the line, whichever comes first.
 *
 * A number of few digits is read without making a string, and is that of `Number` all the same: its digits
 * as an integer and the power of ten are exact, so that one division rounds correctly (Clinger, "How to
 * read floating point numbers accurately", 1990).
 *
 * @param bytes ASCII; numbers are apart by spaces or tabs.
 * @param start Where in `bytes` the first number, or white space before it, is.
 * @param row The numbers read; overwritten also when they turn out to be wrong.
 * @returns Where the last number ends, or -1 if there are fewer numbers, or something else among them.
 */
export function readNumberRow(bytes: Uint8Array, start: number, row: Float32Array): number {
  let at = start;
  for (let d = 0; d < row.length; d++) {
    while (bytes[at] === SPACE || bytes[at] === TAB) at++;
    const first = at;
    const isNegative = bytes[at] === MINUS;
    if (isNegative || bytes[at] === PLUS) at++;
    const digitsStart = at;
    let integer = 0;
    let digit = bytes[at]! - ZERO;
    for (; digit >= 0 && digit <= 9; digit = bytes[++at]! - ZERO) integer = integer * 10 + digit;
    let fractionCount = 0;
    let digitCount = at - digitsStart;
    if (digit === POINT) {
      const fractionStart = ++at;
      digit = bytes[at]! - ZERO;
      for (; digit >= 0 && digit <= 9; digit = bytes[++at]! - ZERO) integer = integer * 10 + digit;
      fractionCount = at - fractionStart;
      digitCount += fractionCount;
    }
    const isExact = integer < INTEGER_LIMIT && fractionCount < EXACT_POWERS.length;
    if (isExact && digitCount > 0 && isEnd(bytes[at]!)) {
      row[d] = (isNegative ? -integer : integer) / EXACT_POWERS[fractionCount]!;
      continue;
    }
    while (at < bytes.length && !isEnd(bytes[at]!)) at++;
    row[d] = parseSingle(LATIN1.decode(bytes.subarray(first, at)));
    if (Number.isNaN(row[d])) return -1;
  }
  return at;
}

function isEnd(byte: number): boolean {
  return byte === SPACE || byte === LINE_FEED || byte === CARRIAGE_RETURN || byte === TAB;
}
