/**
 * How an own entry is written as an added token, so that it is found wherever it stands as a word.
 *
 * @module
 */

import { createNormalizer, type Normalizer } from "../../tokenizer/normalizer.ts";
import type { AddedTokenJson } from "../../tokenizer/json/tokenizer_json.ts";
import { setSource } from "../../tokenizer/unicode/code_point_set.ts";
import { WHITE_SPACE } from "../../tokenizer/unicode/unicode.ts";

/** Drops white space at the ends of a text, as it is known to `tokenizers`, which takes it along with matches. */
export const stripSpace: Normalizer = createNormalizer({
  type: "Strip",
  "strip_left": true,
  "strip_right": true,
});

const SPACE = new RegExp(setSource(WHITE_SPACE), "u");

/**
 * Tells whether a text has white space.
 *
 * @param text Any text.
 * @returns Whether it is anywhere in it.
 */
export function hasSpace(text: string): boolean {
  return SPACE.test(text);
}

/** How added tokens are found with a normalizer. */
export interface PhraseMatching {
  /** Whether they are looked for in normalized text. */
  readonly normalized: boolean;
  /** Whether a match takes the white space after it along. */
  readonly rstrip: boolean;
}

/** Words and phrases as they are found in models of words, where white space is of no further use. */
export const AMONG_WORDS: PhraseMatching = { normalized: true, rstrip: true };

/** Scripts that put no space between words, so that a word boundary means nothing at their letters. */
const UNSPACED = String
  .raw`\p{Script=Han}\p{scx=Hira}\p{scx=Kana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`;
/** What `tokenizers` takes for the character of a word, in all other scripts. */
const SPACED = String.raw`[[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}]--[${UNSPACED}]]`;
const SPACED_EDGE = new RegExp(`^${SPACED}|${SPACED}$`, "v");

/**
 * Finds out how added tokens are to be matched where the model spells words from pieces, some of which
 * begin with the space before the word.
 *
 * The space after a match is left to the next word, but not where the normalizer puts a mark before each
 * text: the next word would have two. A normalizer that writes spaces as a letter-like mark leaves nothing
 * that could be told from the inside of a word, so that the text is searched as it is given.
 *
 * @param normalize The tokenizer's normalizer.
 * @returns How to match.
 */
export function matchAmongPieces(normalize: Normalizer): PhraseMatching {
  const keepsSpaces = normalize("a b") === `${normalize("a")} ${normalize("b")}`;
  const prepends = normalize("ab") !== normalize("a") + normalize("b");
  return { normalized: keepsSpaces, rstrip: prepends };
}

/**
 * Gives an entry the content under which it is found: normalized and stripped, as Python's model2vec has it,
 * unless normalizing that again changes it, since `tokenizers` does. Of Chinese, that would put each
 * ideograph apart twice, and Python's phrases are never found.
 *
 * @param entry The entry.
 * @param normalize The tokenizer's normalizer.
 * @returns The content; empty if nothing is left.
 */
export function phraseContent(entry: string, normalize: Normalizer): string {
  const normal = stripSpace(normalize(entry));
  return normalize(normal) === normal ? normal : stripSpace(entry);
}

/**
 * Writes an own entry as an added token.
 *
 * A match must be a word of its own, which Python's need not be ("new york" is found in "new yorker" there).
 * An entry between punctuation, or in a script without spaces, is found anywhere.
 *
 * @param content What to find.
 * @param matching How to match.
 * @returns The token, without its id.
 */
export function phraseToken(
  content: string,
  { normalized, rstrip }: PhraseMatching,
): Omit<AddedTokenJson, "id"> {
  return {
    content,
    "single_word": SPACED_EDGE.test(content),
    "lstrip": true,
    rstrip,
    normalized,
    "special": false,
  };
}
