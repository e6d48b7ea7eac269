/**
 * The first step on a text between added tokens: which normalizer a `tokenizer.json` asks for, and the
 * kinds that take a few lines. It does not look at the vocabulary.
 *
 * @module
 */

import { createBertNormalizer } from "./normalizers/bert_normalizer.ts";
import { toByteCharacters } from "./pre_tokenizers/byte_level.ts";
import { parseCharsmap } from "./normalizers/charsmap.ts";
import { CharsmapNormalizer } from "./normalizers/charsmap_normalizer.ts";
import { type NormalizerJson, type StripJson, withType } from "./json/normalizer_json.ts";
import { createReplacer } from "./normalizers/replacer.ts";
import { once } from "./unicode/once.ts";
import { setSource } from "./unicode/code_point_set.ts";
import { type CodePointRanges, lowerCharacters, WHITE_SPACE } from "./unicode/unicode.ts";
import { dropMarks, normalForm } from "./unicode/normal_form.ts";

/** Cleans a text that holds no lone surrogates. */
export type Normalizer = (text: string) => string;

/** What `Nmt` removes: `do_nmt` of the Rust normalizer, which the two sets are copied from. */
const NMT_REMOVED: CodePointRanges = [
  [0x1, 0x8],
  [0xb, 0xb],
  [0xe, 0x1f],
  [0x7f, 0x7f],
  [0x8f, 0x8f],
  [0x9f, 0x9f],
];

/** What becomes a space. */
const NMT_SPACES: CodePointRanges = [
  [0x9, 0xa],
  [0xc, 0xd],
  [0x1680, 0x1680],
  [0x200b, 0x200f],
  [0x2028, 0x2029],
  [0x2581, 0x2581],
  [0xfeff, 0xfeff],
  [0xfffd, 0xfffd],
];

const removed = once(() => new RegExp(setSource(NMT_REMOVED), "gu"));
const space = once(() => new RegExp(setSource(NMT_SPACES), "gu"));
const white = once(() => new RegExp(setSource(WHITE_SPACE), "u"));

/**
 * Makes the normalizer that a `tokenizer.json` describes.
 *
 * @param spec Its section, checked; `null` for none.
 * @returns The normalizer; without a section, one that changes nothing.
 * @throws {SyntaxError} If a pattern or a character map cannot be read.
 * @throws {TypeError} If a pattern asks for something that JavaScript does not have.
 * @throws {RangeError} If a pattern is too long, or bytes of a character map are missing or wrong.
 */
export function createNormalizer(spec: NormalizerJson | null): Normalizer {
  if (spec === null) return (text) => text;
  const typed = withType(spec);
  switch (typed.type) {
    case "BertNormalizer":
      return createBertNormalizer(typed);
    case "NFC":
    case "NFD":
    case "NFKC":
    case "NFKD": {
      const form = typed.type;
      return (text) => normalForm(text, form);
    }
    case "Lowercase":
      return lowerCharacters;
    case "StripAccents":
      return dropMarks;
    case "Nmt":
      return (text) => text.replace(removed(), "").replace(space(), " ");
    case "ByteLevel":
      return toByteCharacters;
    case "Strip":
      return (text) => strip(text, typed);
    case "Replace":
      return createReplacer(typed);
    case "Prepend":
      return (text) => text === "" ? "" : typed.prepend + text;
    case "Precompiled": {
      const charsmap = new CharsmapNormalizer(parseCharsmap(typed.precompiled_charsmap));
      return (text) => charsmap.normalize(text);
    }
    case "Sequence":
      return chain(typed.normalizers.map(createNormalizer));
  }
}

function chain(normalizers: readonly Normalizer[]): Normalizer {
  return (text) => normalizers.reduce((normalized, normalize) => normalize(normalized), text);
}

/** No RegExp: one that looks for white space at the end takes quadratic time over a run elsewhere. */
function strip(text: string, spec: StripJson): string {
  let start = 0;
  let end = text.length;
  if (spec.strip_left) { while (start < end && white().test(text.charAt(start))) start++; }
  if (spec.strip_right) { while (end > start && white().test(text.charAt(end - 1))) end--; }
  return text.slice(start, end);
}
