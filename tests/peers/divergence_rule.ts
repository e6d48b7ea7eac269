/**
 * What a known divergence is, and the ways to go round one.
 *
 * @module
 */

import type { NormalizerJson, PreTokenizerJson } from "../../src/tokenizer/tokenizer.ts";
import type { WholeTokenizerJson } from "./random_tokenizer.ts";
import type { TokenizerCase } from "./tokenizer_case.ts";

/**
 * One way in which the package answers otherwise than Python.
 *
 * A difference between two answers counts as known if it is gone once all divergences that concern the
 * case are avoided. So a fault of ours stays hidden only if it needs what is avoided; where the package
 * understands the same thing in other words, only its tokenizer is changed and nothing is hidden.
 */
export interface Divergence {
  /** What the list of examples calls it. */
  readonly name: string;
  /** Whether a case has what sets it off. */
  readonly concerns: (question: TokenizerCase) => boolean;
  /** The case without that; called if it concerns the case. */
  readonly avoid: (question: TokenizerCase) => TokenizerCase;
}

/** How steps are said in other words; a step that needs no others is given back as it is. */
export interface Wording {
  readonly normalizer?: (step: NormalizerJson) => NormalizerJson;
  readonly preTokenizer?: (step: PreTokenizerJson) => PreTokenizerJson;
}

/** Changes a tokenizer, and gives back one that needs no change as it is. */
export type Change = (json: WholeTokenizerJson) => WholeTokenizerJson;

/**
 * Avoids a divergence by telling the package the same in other words.
 *
 * @param name What the list of examples calls it.
 * @param change Changes what the package's tokenizer is made of.
 * @returns The divergence.
 */
export function inOtherWords(name: string, change: Change): Divergence {
  const changeOnce = memoize(change);
  return {
    name,
    concerns: ({ peerJson }) => changeOnce(peerJson) !== peerJson,
    avoid: (question) => ({ ...question, peerJson: changeOnce(question.peerJson) }),
  };
}

/**
 * Avoids a divergence by asking both tokenizers something else.
 *
 * @param name What the list of examples calls it.
 * @param change Changes what a tokenizer is made of.
 * @returns The divergence.
 */
export function withOtherSettings(name: string, change: Change): Divergence {
  const changeOnce = memoize(change);
  return {
    name,
    concerns: ({ json }) => changeOnce(json) !== json,
    avoid: (question) => ({
      ...question,
      json: changeOnce(question.json),
      peerJson: changeOnce(question.peerJson),
    }),
  };
}

/** So that a tokenizer is changed, and then built, once for all texts. */
function memoize(change: Change): Change {
  const changed = new WeakMap<WholeTokenizerJson, WholeTokenizerJson>();
  return (json) => {
    const result = changed.get(json) ?? change(json);
    changed.set(json, result);
    return result;
  };
}

/**
 * Avoids a divergence by leaving characters out of the text.
 *
 * @param name What the list of examples calls it.
 * @param characters Those characters, as a global pattern.
 * @param options `where`: which tokenizers treat them in their own way.
 * @returns The divergence.
 */
export function withoutCharacters(
  name: string,
  characters: RegExp,
  { where }: { where: (json: WholeTokenizerJson) => boolean },
): Divergence {
  const strip = (text: string) => text.replaceAll(characters, "");
  return {
    name,
    concerns: ({ json, text }) => where(json) && strip(text) !== text,
    avoid: (question) => ({ ...question, text: strip(question.text) }),
  };
}

/**
 * Lists the normalizers of a tokenizer.
 *
 * @param json The tokenizer.
 * @returns Those that are no sequences, in their order.
 */
export function normalizerSteps({ normalizer }: WholeTokenizerJson): NormalizerJson[] {
  const listSteps = (step: NormalizerJson): NormalizerJson[] =>
    "normalizers" in step ? step.normalizers.flatMap(listSteps) : [step];
  return normalizer === null ? [] : listSteps(normalizer);
}

/**
 * Lists the pre-tokenizers of a tokenizer.
 *
 * @param json The tokenizer.
 * @returns Those that are no sequences, in their order.
 */
export function preTokenizerSteps(json: WholeTokenizerJson): PreTokenizerJson[] {
  const listSteps = (step: PreTokenizerJson): PreTokenizerJson[] =>
    "pretokenizers" in step ? step.pretokenizers.flatMap(listSteps) : [step];
  return json.pre_tokenizer === null ? [] : listSteps(json.pre_tokenizer);
}

/**
 * Changes steps of a tokenizer.
 *
 * @param wording How they are said in other words.
 * @returns The change.
 */
export function changeSteps({ normalizer = keep, preTokenizer = keep }: Wording): Change {
  const rewordNormalizer = (step: NormalizerJson): NormalizerJson =>
    "normalizers" in step
      ? { ...step, normalizers: step.normalizers.map(rewordNormalizer) }
      : normalizer(step);
  const rewordPreTokenizer = (step: PreTokenizerJson): PreTokenizerJson =>
    "pretokenizers" in step
      ? { ...step, pretokenizers: step.pretokenizers.map(rewordPreTokenizer) }
      : preTokenizer(step);
  return (json) => {
    const isSame = normalizerSteps(json).every((step) => normalizer(step) === step) &&
      preTokenizerSteps(json).every((step) => preTokenizer(step) === step);
    return isSame ? json : {
      ...json,
      normalizer: json.normalizer && rewordNormalizer(json.normalizer),
      "pre_tokenizer": json.pre_tokenizer && rewordPreTokenizer(json.pre_tokenizer),
    };
  };
}

function keep<Step>(step: Step): Step {
  return step;
}

/**
 * Renames a token so that it is not found, where leaving it out would change the ids of others.
 *
 * @param id The token's id.
 * @returns A character for private use that no random text has.
 */
export function nameOutsideTexts(id: number): string {
  return String.fromCodePoint(0xf0000 + id);
}
