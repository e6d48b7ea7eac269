/**
 * Vocabularies read from the text of a file: a list of tokens, without the object of as many fields that
 * `JSON.parse` would make of them first. What is wrong or unusual is left to `JSON.parse` and to the checks
 * of `vocabulary_json.ts`: there are no messages here.
 *
 * @module
 */

import { isId } from "./json_check.ts";
import type { TokenList } from "./vocabulary_json.ts";

const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const ZERO = 0x30;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const CLOSING_BRACE = 0x7d;

/** The units that keep a string from standing for itself: escapes, and what may not be allowed. */
// deno-lint-ignore no-control-regex -- JSON has no control characters in strings
const UNUSUAL = /[\\\x00-\x1f\ud800-\udfff]/g;

/** An odd number without a pattern, for hashes. */
const BASE = 0x2c1b3c6d;

/** What was read, and where it ends. */
export interface VocabularyText {
  /** The tokens. */
  readonly list: TokenList;
  /** The place behind the closing brace. */
  readonly end: number;
}

/**
 * Reads a vocabulary. Tokens are found by searching for quotes, which takes less than a step for each
 * character: most of this runs before it is compiled.
 *
 * @param text The text of a file.
 * @param start The place of the vocabulary's opening brace.
 * @returns The vocabulary; `undefined` if it is empty, no JSON, refused by the checks, has a token twice, or
 * an id of at least the number of characters.
 */
export function readVocabularyText(text: string, start: number): VocabularyText | undefined {
  const tokens: (string | undefined)[] = [];
  let size = 0;
  let at = start;
  let unusual = findUnusual(text, start);
  do {
    const opening = skipSpace(text, at + 1);
    if (text.charCodeAt(opening) !== QUOTE) return undefined;
    if (unusual < opening) unusual = findUnusual(text, opening);
    let closing = text.indexOf(`"`, opening + 1);
    if (closing < 0) return undefined;
    const isUsual = closing < unusual;
    if (!isUsual) closing = findQuote(text, opening + 1);
    const token = isUsual
      ? text.slice(opening + 1, closing)
      : readUnusual(text.slice(opening, closing + 1));
    at = skipSpace(text, closing + 1);
    if (token === undefined || text.charCodeAt(at) !== COLON) return undefined;
    at = skipSpace(text, at + 1);
    const digits = at;
    let id = 0;
    for (let digit; (digit = text.charCodeAt(at) - ZERO) >= 0 && digit <= 9; at++) {
      id = 10 * id + digit;
    }
    const isPadded = at > digits + 1 && text.charCodeAt(digits) === ZERO;
    if (at === digits || isPadded || !isId(id) || id >= text.length) return undefined;
    while (tokens.length <= id) tokens.push(undefined);
    if (tokens[id] !== undefined) return undefined;
    tokens[id] = token;
    size++;
    at = skipSpace(text, at);
  } while (text.charCodeAt(at) === COMMA);
  const list = { tokens, size };
  if (text.charCodeAt(at) !== CLOSING_BRACE || hasTwins(list)) return undefined;
  return { list, end: at + 1 };
}

function findUnusual(text: string, start: number): number {
  UNUSUAL.lastIndex = start;
  return UNUSUAL.test(text) ? UNUSUAL.lastIndex - 1 : Infinity;
}

function skipSpace(text: string, start: number): number {
  let at = start;
  for (let unit = text.charCodeAt(at); unit <= SPACE; unit = text.charCodeAt(++at)) {
    if (unit !== SPACE && unit !== LINE_FEED && unit !== TAB && unit !== CARRIAGE_RETURN) break;
  }
  return at;
}

/** Finds the first quote without a backslash before it, or else the end of the text or beyond. */
function findQuote(text: string, start: number): number {
  let at = start;
  while (at < text.length && text.charCodeAt(at) !== QUOTE) {
    at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
  }
  return at;
}

/** Reads a string with its quotes. */
function readUnusual(json: string): string | undefined {
  try {
    const token: string = JSON.parse(json);
    return token.isWellFormed() ? token : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Tells whether a token is there twice. In JSON the last one counts, and no other check sees it, since the
 * ids differ. A set of the tokens would take several times the memory of these slots.
 */
function hasTwins({ tokens, size }: TokenList): boolean {
  const slotBits = 33 - Math.clz32(size);
  const slots = new Int32Array(2 ** slotBits);
  for (let id = 0; id < tokens.length; id++) {
    const token = tokens[id];
    if (token === undefined) continue;
    let hash = 0;
    for (let i = 0; i < token.length; i++) hash = Math.imul(hash, BASE) + token.charCodeAt(i) | 0;
    let slot = Math.imul(hash, 0x9e3779b1) >>> 32 - slotBits;
    for (; slots[slot] !== 0; slot = slot + 1 & slots.length - 1) {
      if (tokens[slots[slot]! - 1] === token) return true;
    }
    slots[slot] = id + 1;
  }
  return false;
}
