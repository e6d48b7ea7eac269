/**
 * The step that splits normalized text into pieces. It does not look at the vocabulary.
 *
 * @module
 */

import type { PreTokenizerJson } from "./tokenizer_json.ts";
import { classSource, PUNCTUATION, WHITE_SPACE } from "./unicode.ts";

/** Splits normalized text into pieces, none of them empty. */
export type PreTokenizer = (text: string) => readonly string[];

const PUNCTUATION_SOURCE = classSource(PUNCTUATION);
const BERT_PIECE = new RegExp(
  `[${PUNCTUATION_SOURCE}]|[^${PUNCTUATION_SOURCE}${classSource(WHITE_SPACE)}]+`,
  "gu",
);

/**
 * Makes the pre-tokenizer that a `tokenizer.json` describes.
 *
 * @param spec Its section, checked; `null` for none.
 * @returns The pre-tokenizer; without a section, one that gives the text as one piece.
 */
export function createPreTokenizer(spec: PreTokenizerJson | null): PreTokenizer {
  return spec === null ? keepWhole : splitLikeBert;
}

function keepWhole(text: string): readonly string[] {
  return text === "" ? [] : [text];
}

function splitLikeBert(text: string): readonly string[] {
  return text.match(BERT_PIECE) ?? [];
}
