/**
 * The first step on a text between added tokens: which normalizer a `tokenizer.json` asks for. How each
 * kind works is in a file of its own.
 *
 * @module
 */

import { createBertNormalizer } from "./bert_normalizer.ts";
import type { NormalizerJson } from "./tokenizer_json.ts";

/** Cleans a text that holds no lone surrogates. */
export type Normalizer = (text: string) => string;

/**
 * Makes the normalizer that a `tokenizer.json` describes.
 *
 * @param spec Its section, checked; `null` for none.
 * @returns The normalizer; without a section, one that changes nothing.
 */
export function createNormalizer(spec: NormalizerJson | null): Normalizer {
  return spec === null ? keep : createBertNormalizer(spec);
}

function keep(text: string): string {
  return text;
}
