/**
 * How a tokenizer of whole words cleans texts, after a teacher that spells them from pieces.
 *
 * @module
 */

import { createNormalizer } from "../../tokenizer/normalizer.ts";
import type { NormalizerJson } from "../../tokenizer/json/normalizer_json.ts";

const LOWERCASE: NormalizerJson = { "type": "Lowercase" };

/**
 * Takes from a teacher's normalizer what makes words of one meaning equal; marks for spaces and bytes are of
 * no use to whole words. Case is dropped too where no word has any: "The" would be unknown beside "the".
 *
 * @param teacher The teacher's section; `null` for none.
 * @param words The words that the tokenizer is to know.
 * @returns The section.
 */
export function createWordNormalizer(
  teacher: NormalizerJson | null,
  words: readonly string[],
): NormalizerJson | null {
  const kept = keepFolding(teacher);
  const lower = createNormalizer(LOWERCASE);
  const dropsCase = createNormalizer(kept)("A") === "a";
  if (dropsCase || words.some((word) => lower(word) !== word)) return kept;
  return kept === null ? LOWERCASE : { "type": "Sequence", "normalizers": [kept, LOWERCASE] };
}

function keepFolding(spec: NormalizerJson | null): NormalizerJson | null {
  switch (spec?.type) {
    case undefined:
    case "Prepend":
    case "Replace":
    case "ByteLevel":
      return null;
    case "Sequence": {
      const steps = spec.normalizers.map(keepFolding).filter((step) => step !== null);
      return steps.length === 0 ? null : { ...spec, "normalizers": steps };
    }
    default:
      return spec;
  }
}
