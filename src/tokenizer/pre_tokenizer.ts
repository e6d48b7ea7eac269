import type { PreTokenizerJson } from "./tokenizer_json.ts";
import { classSource, punctuation, whiteSpace } from "./unicode.ts";

/** Splits normalized text into pieces, none of them empty. */
export type PreTokenizer = (text: string) => readonly string[];

const punctuationSource = classSource(punctuation);
const bertPiece = new RegExp(
  `[${punctuationSource}]|[^${punctuationSource}${classSource(whiteSpace)}]+`,
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
  return text.match(bertPiece) ?? [];
}
