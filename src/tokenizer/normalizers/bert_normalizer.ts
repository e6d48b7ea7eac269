/**
 * BERT's cleaning of text, with the sets of characters that it removes or sets apart. No other kind of
 * normalizer.
 *
 * @module
 */

import type { BertNormalizerJson } from "../json/normalizer_json.ts";
import { setSource } from "../unicode/code_point_set.ts";
import { once } from "../unicode/once.ts";
import { stripAccents } from "../unicode/normal_form.ts";
import { type CodePointRanges, lowerCharacters, WHITE_SPACE } from "../unicode/unicode.ts";

/**
 * What `clean_text` removes: U+FFFD and the categories Cc, Cf and Co of Unicode 8, without tab, line
 * feed and carriage return. Unassigned code points stay, as in `unicode_categories` 0.1.1.
 */
export const REMOVED_CHARACTERS: CodePointRanges = [
  [0x0, 0x8],
  [0xb, 0xc],
  [0xe, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x600, 0x605],
  [0x61c, 0x61c],
  [0x6dd, 0x6dd],
  [0x70f, 0x70f],
  [0x180e, 0x180e],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x2064],
  [0x2066, 0x206f],
  [0xe000, 0xf8ff],
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffb],
  [0xfffd, 0xfffd],
  [0x110bd, 0x110bd],
  [0x1bca0, 0x1bca3],
  [0x1d173, 0x1d17a],
  [0xe0001, 0xe0001],
  [0xe0020, 0xe007f],
  [0xf0000, 0xffffd],
  [0x100000, 0x10fffd],
];

/** The blocks that `handle_chinese_chars` sets apart: `is_chinese_char` of the Rust normalizer. */
export const CHINESE_CHARACTERS: CodePointRanges = [
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xf900, 0xfaff],
  [0x20000, 0x2a6df],
  [0x2a700, 0x2b73f],
  [0x2b740, 0x2b81f],
  [0x2b920, 0x2ceaf],
  [0x2f800, 0x2fa1f],
];

/** Only the case of these can change. */
const PRINTABLE_ASCII = /^[ -~]*$/;

const removed = once(() => new RegExp(setSource(REMOVED_CHARACTERS), "gu"));
const space = once(() => new RegExp(setSource(WHITE_SPACE), "gu"));
const chinese = once(() => new RegExp(setSource(CHINESE_CHARACTERS), "gu"));

/**
 * Makes BERT's text cleaning: `BertNormalizer` of `tokenizers`, step by step in its order.
 *
 * @param spec Which steps to take.
 * @returns The normalizer; it expects text without lone surrogates.
 */
export function createBertNormalizer(spec: BertNormalizerJson): (text: string) => string {
  const strips = spec.strip_accents ?? spec.lowercase;
  return (text) => {
    if (PRINTABLE_ASCII.test(text)) return spec.lowercase ? text.toLowerCase() : text;
    let normalized = text;
    if (spec.clean_text) normalized = normalized.replace(removed(), "").replace(space(), " ");
    if (spec.handle_chinese_chars) normalized = normalized.replace(chinese(), " $& ");
    if (strips) normalized = stripAccents(normalized);
    if (spec.lowercase) normalized = lowerCharacters(normalized);
    return normalized;
  };
}
