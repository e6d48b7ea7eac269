/**
 * The space that byte-level students put before each text, so that a word is the same token at its beginning
 * as after a space.
 *
 * @module
 */

import { isBpe } from "../../tokenizer/json/model_json.ts";
import type { ByteLevelJson, PreTokenizerJson } from "../../tokenizer/json/pre_tokenizer_json.ts";
import type { TokenizerJson } from "../../tokenizer/json/tokenizer_json.ts";

/**
 * Finds the step that writes bytes as characters.
 *
 * @param spec A pre-tokenizer's section; `null` for none.
 * @returns The first such step.
 */
export function findByteLevel(spec: PreTokenizerJson | null): ByteLevelJson | undefined {
  if (spec?.type === "ByteLevel") return spec;
  if (spec?.type !== "Sequence") return undefined;
  for (const step of spec.pretokenizers) {
    const found = findByteLevel(step);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * Gives a student's pre-tokenizer the space, as `distill_from_model` of Python's model2vec does (`distill/
 * distillation.py`). Unlike there, not where words end in a suffix, as with CLIP: their vocabularies have no
 * token that begins with a space, so that each word would cost another token.
 *
 * @param teacher The teacher's tokenizer.
 * @returns The student's section.
 */
export function studentPreTokenizer(teacher: TokenizerJson): PreTokenizerJson | null {
  const { model, pre_tokenizer: spec = null } = teacher;
  const step = findByteLevel(spec);
  const hasSuffix = isBpe(model) && Boolean(model.end_of_word_suffix);
  if (spec === null || step === undefined || hasSuffix) return spec;
  return replaceStep(spec, step);
}

function replaceStep(spec: PreTokenizerJson, step: ByteLevelJson): PreTokenizerJson {
  if (spec === step) return { ...step, "add_prefix_space": true };
  if (spec.type !== "Sequence") return spec;
  return { ...spec, "pretokenizers": spec.pretokenizers.map((inner) => replaceStep(inner, step)) };
}
