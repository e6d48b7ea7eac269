/**
 * The step that splits normalized text into pieces: which kind a `tokenizer.json` asks for, and the
 * kinds that look at one character at a time. It does not look at the vocabulary.
 *
 * @module
 */

import { createByteLevel } from "./pre_tokenizers/byte_level.ts";
import { rustNumericSet, rustWordSet } from "./unicode/character_classes.ts";
import { complementOf, runSource, setSource, uniteSets } from "./unicode/code_point_set.ts";
import { once } from "./unicode/once.ts";
import { createMetaspace } from "./pre_tokenizers/metaspace.ts";
import type { PreTokenizerJson, SplitBehavior } from "./json/pre_tokenizer_json.ts";
import { splitText } from "./pre_tokenizers/split.ts";
import { compilePattern } from "./patterns/split_pattern.ts";
import { type CodePointRanges, punctuation, WHITE_SPACE } from "./unicode/unicode.ts";
import { splitByScript } from "./pre_tokenizers/unicode_scripts.ts";

/** What BERT's way of splitting leaves whole: nearly all that comes to it. */
const PLAIN_PIECE = /^(?:[0-9A-Za-z]+|[!-/:-@[-`{-~])$/;

/** Whether something begins where the whole input text does, or further inside it. */
export type TextPosition = "start" | "inside";

/**
 * Splits normalized text into pieces. `position` says where it begins.
 *
 * Empty pieces carry no meaning, but for the first: an empty first piece stands for a beginning that
 * was removed, so that the piece behind it does not begin where the input text does.
 */
export type PreTokenizer = (text: string, position: TextPosition) => readonly string[];

/**
 * Makes the pre-tokenizer that a `tokenizer.json` describes.
 *
 * @param spec Its section, checked; `null` for none.
 * @returns The pre-tokenizer; without a section, one that gives the text as one piece. It expects
 * text without lone surrogates.
 * @throws {SyntaxError} If a pattern is wrong.
 * @throws {TypeError} If a pattern asks for something that JavaScript does not have.
 * @throws {RangeError} If a pattern is too long.
 */
export function createPreTokenizer(spec: PreTokenizerJson | null): PreTokenizer {
  switch (spec?.type) {
    case undefined:
      return (text) => [text];
    case "BertPreTokenizer":
      return createBert();
    case "ByteLevel":
      return createByteLevel(spec);
    case "Metaspace":
      return createMetaspace(spec);
    case "Split": {
      const pattern = compilePattern(spec.pattern);
      return (text) => splitText(text, pattern, spec);
    }
    case "Whitespace":
      return findAll(`${runSource(rustWordSet())}|${runOutside(rustWordSet(), WHITE_SPACE)}`);
    case "WhitespaceSplit":
      return splitAtCharacters(WHITE_SPACE, "Removed");
    case "Punctuation":
      return splitAtCharacters(punctuation(), spec.behavior ?? "Isolated");
    case "Digits":
      return splitAtCharacters(
        rustNumericSet(),
        spec.individual_digits ? "Isolated" : "Contiguous",
      );
    case "CharDelimiterSplit": {
      const delimiter = spec.delimiter.codePointAt(0)!;
      return splitAtCharacters([[delimiter, delimiter]], "Removed");
    }
    case "UnicodeScripts":
      return splitByScript;
    case "FixedLength":
      return createFixedLength(spec.length ?? 5);
    case "Sequence":
      return createSequence(spec.pretokenizers.map(createPreTokenizer));
  }
}

/** Words of ASCII need no search, and a short text no pattern at all. */
function createBert(): PreTokenizer {
  const split = once(() => {
    const single = setSource(punctuation());
    return findAll(`${single}|${runOutside(punctuation(), WHITE_SPACE)}`);
  });
  return (text, position) => PLAIN_PIECE.test(text) ? [text] : split()(text, position);
}

/** What `splitText` does, in one pass, where each character of a set is a match. */
function splitAtCharacters(set: CodePointRanges, behavior: SplitBehavior): PreTokenizer {
  const one = setSource(set);
  const others = runOutside(set);
  switch (behavior) {
    case "Removed":
      return findAll(others);
    case "Isolated":
      return findAll(`${one}|${others}`);
    case "Contiguous":
      return findAll(`${runSource(set)}|${others}`);
    case "MergedWithPrevious":
      return findAll(`${others}${one}?|${one}`);
    case "MergedWithNext":
      return findAll(`${one}?${others}|${one}`);
  }
}

function runOutside(...sets: readonly CodePointRanges[]): string {
  return runSource(complementOf(uniteSets(...sets)));
}

function findAll(source: string): PreTokenizer {
  const pattern = new RegExp(source, "gu");
  return (text) => {
    const pieces = text.match(pattern);
    if (pieces === null) return [""];
    return text.startsWith(pieces[0]!) ? pieces : ["", ...pieces];
  };
}

function createFixedLength(length: number): PreTokenizer {
  return (text) => {
    const pieces: string[] = [];
    let start = 0;
    let count = 0;
    for (let end = 0; end < text.length;) {
      end += text.codePointAt(end)! > 0xffff ? 2 : 1;
      if (++count < length && end < text.length) continue;
      pieces.push(text.slice(start, end));
      start = end;
      count = 0;
    }
    return pieces;
  };
}

function createSequence(steps: readonly PreTokenizer[]): PreTokenizer {
  return (text, position) => {
    let pieces: readonly string[] = [text];
    for (const step of steps) pieces = splitPieces(pieces, step, position);
    return pieces;
  };
}

function splitPieces(
  pieces: readonly string[],
  step: PreTokenizer,
  position: TextPosition,
): readonly string[] {
  const [first = "", ...others] = pieces;
  const parts = first === "" ? [""] : [...step(first, position)];
  for (const piece of others) {
    if (piece === "") continue;
    for (const part of step(piece, "inside")) parts.push(part);
  }
  return parts;
}
