/**
 * Splits text where the script changes, as SentencePiece does. The scripts of characters are in
 * `script_tables.ts`.
 *
 * @module
 */

import { once } from "../unicode/once.ts";
import { decodeRanges } from "../unicode/unicode.ts";
import { SCRIPT_RANGES } from "./script_tables.ts";

const ANY = 0;
const SPACE = 0x20;
const PROLONGED_SOUND_MARK = 0x30fc;

/** The number of each code point's script: a megabyte. */
const scriptByCodePoint = once(readScripts);

/**
 * Splits a text into runs of one script: `unicode_scripts/pre_tokenizer.rs`.
 *
 * Japanese syllables count as Han. Spaces and unknown characters belong to the run before them; at
 * the beginning of the text, where there is none, they are dropped.
 *
 * @param text Text without lone surrogates.
 * @returns The runs. An empty one stands first if the beginning of the text was dropped.
 */
export function splitByScript(text: string): readonly string[] {
  const scripts = scriptByCodePoint();
  const pieces: string[] = [];
  let lastScript = ANY;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const codePoint = text.codePointAt(i)!;
    const script = scripts[codePoint]!;
    if (script !== ANY && script !== lastScript) {
      if (i > 0) pieces.push(lastScript === ANY ? "" : text.slice(start, i));
      start = i;
      lastScript = script;
    }
    if (codePoint > 0xffff) i++;
  }
  pieces.push(lastScript === ANY ? "" : text.slice(start));
  return pieces;
}

function readScripts(): Uint8Array {
  const scripts = new Uint8Array(0x110000);
  const han = Object.keys(SCRIPT_RANGES).indexOf("Han") + 1;
  for (const [i, [name, ranges]] of Object.entries(SCRIPT_RANGES).entries()) {
    const script = name === "Hiragana" || name === "Katakana" ? han : i + 1;
    for (const [first, last] of decodeRanges(ranges)) scripts.fill(script, first, last + 1);
  }
  scripts[SPACE] = ANY;
  scripts[PROLONGED_SOUND_MARK] = han;
  return scripts;
}
