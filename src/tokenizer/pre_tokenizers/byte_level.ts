/**
 * Text as the printable characters that byte-level vocabularies write bytes with, and GPT-2's way of
 * splitting. Joining bytes to tokens is for `bpe.ts`.
 *
 * @module
 */

import type { ByteLevelJson } from "../json/pre_tokenizer_json.ts";
import { splitText } from "./split.ts";
import { once } from "../unicode/once.ts";
import { compilePattern } from "../patterns/split_pattern.ts";

/** `RE` of byte_level.rs. */
const GPT2_PATTERN =
  "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";

/** The UTF-16 unit of each byte's character. */
const unitByByte: () => Uint16Array = once(byteUnits);

/** What the pattern leaves whole: nearly all that comes to it. */
const PLAIN_WORD = /^ ?[A-Za-z]+$/;

/** What byte 0x20 is written as: most pieces are one, and letters that stay as they are. */
const VISIBLE_SPACE = "Ġ";

/** Longest part that is given to one call of `String.fromCharCode`. */
const CHUNK_LENGTH = 4096;

/**
 * Gives each byte a printable character: itself where Latin-1 has one, and U+0100 onwards for the
 * others in their order (`bytes_char` of byte_level.rs).
 *
 * @returns The characters of the bytes 0 to 255.
 */
export function byteCharacters(): readonly string[] {
  return Array.from(unitByByte(), (unit) => String.fromCharCode(unit));
}

/**
 * Writes the UTF-8 bytes of a text as printable characters.
 *
 * @param text Text without lone surrogates.
 * @returns One character for each byte: `"é"` is `"Ã©"`, a space is `"Ġ"`.
 */
export function toByteCharacters(text: string): string {
  const startsWithSpace = text.startsWith(" ");
  let i = startsWithSpace ? 1 : 0;
  while (i < text.length && isUnchanged(text.charCodeAt(i))) i++;
  if (i === text.length) return startsWithSpace ? VISIBLE_SPACE + text.slice(1) : text;
  if (text.length <= CHUNK_LENGTH) return writeBytes(text);
  const parts: string[] = [];
  for (let start = 0; start < text.length;) {
    const end = chunkEnd(text, start);
    parts.push(writeBytes(text.slice(start, end)));
    start = end;
  }
  return parts.join("");
}

/**
 * Makes the pre-tokenizer that writes bytes.
 *
 * @param spec Its section, checked.
 * @returns The pre-tokenizer: a text to pieces of byte characters.
 */
export function createByteLevel(spec: ByteLevelJson): (text: string) => readonly string[] {
  const { add_prefix_space: addsSpace, use_regex: splits = true } = spec;
  const pattern = splits ? compilePattern({ Regex: GPT2_PATTERN }) : null;
  const options = { behavior: "Isolated", invert: false } as const;
  return (text) => {
    const spaced = addsSpace && text !== "" && !text.startsWith(" ") ? ` ${text}` : text;
    if (pattern === null || PLAIN_WORD.test(spaced)) return [toByteCharacters(spaced)];
    return splitText(spaced, pattern, options).map(toByteCharacters);
  };
}

function byteUnits(): Uint16Array {
  const units = new Uint16Array(256);
  let next = 0x100;
  for (let byte = 0; byte < 256; byte++) {
    const isPrintable = isUnchanged(byte) || (byte >= 0xa1 && byte !== 0xad);
    units[byte] = isPrintable ? byte : next++;
  }
  return units;
}

function isUnchanged(unit: number): boolean {
  return unit > 0x20 && unit < 0x7f;
}

/** Does not part the two units of one character. */
function chunkEnd(text: string, start: number): number {
  const end = start + CHUNK_LENGTH;
  return end < text.length && text.codePointAt(end - 1)! > 0xffff ? end + 1 : end;
}

function writeBytes(text: string): string {
  const unitOf = unitByByte();
  const units: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const codePoint = text.codePointAt(i)!;
    if (codePoint < 0x80) {
      units.push(unitOf[codePoint]!);
      continue;
    }
    if (codePoint < 0x800) units.push(unitOf[0xc0 | (codePoint >> 6)]!);
    else {
      if (codePoint < 0x10000) units.push(unitOf[0xe0 | (codePoint >> 12)]!);
      else {
        i++;
        units.push(unitOf[0xf0 | (codePoint >> 18)]!);
        units.push(unitOf[0x80 | ((codePoint >> 12) & 0x3f)]!);
      }
      units.push(unitOf[0x80 | ((codePoint >> 6) & 0x3f)]!);
    }
    units.push(unitOf[0x80 | (codePoint & 0x3f)]!);
  }
  return String.fromCharCode(...units);
}
