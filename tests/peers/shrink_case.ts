/**
 * Makes a case smaller as long as it shows what it is kept for.
 *
 * @module
 */

import { isBpe, isUnigram } from "../../src/tokenizer/json/model_json.ts";
import type { ModelJson, NormalizerJson, PreTokenizerJson } from "../../src/tokenizer/tokenizer.ts";
import { listTokens, numberAddedTokens, type WholeTokenizerJson } from "./random_tokenizer.ts";

/** What is made smaller: one tokenizer for both sides, and a text. */
export interface Shrinkable {
  readonly json: WholeTokenizerJson;
  readonly text: string;
}

/**
 * Drops sections, steps, tokens, merges and characters, over and over, until nothing more can go.
 *
 * @param start What to begin with.
 * @param isKept Whether something smaller still shows what `start` does.
 * @returns Something from which no single part can be dropped.
 */
export function shrinkCase(
  start: Shrinkable,
  isKept: (smaller: Shrinkable) => boolean,
): Shrinkable {
  let smallest = start;
  for (let isSmaller = true; isSmaller;) {
    isSmaller = false;
    for (const candidate of smallerCases(smallest)) {
      if (!isKept(candidate)) continue;
      smallest = candidate;
      isSmaller = true;
      break;
    }
  }
  return smallest;
}

/** Everything that is one part smaller, large parts first. */
function* smallerCases({ json, text }: Shrinkable): Generator<Shrinkable> {
  for (const characters of shorterLists([...text])) yield { json, text: characters.join("") };
  for (const section of ["post_processor", "pre_tokenizer", "normalizer"] as const) {
    if (json[section] !== null) yield { json: { ...json, [section]: null }, text };
  }
  for (const normalizer of smallerNormalizers(json.normalizer)) {
    yield { json: { ...json, normalizer }, text };
  }
  for (const step of smallerPreTokenizers(json.pre_tokenizer)) {
    yield { json: { ...json, "pre_tokenizer": step }, text };
  }
  for (const tokens of shorterLists(json.added_tokens)) {
    yield { json: { ...json, "added_tokens": numberAddedTokens(tokens, json.model) }, text };
  }
  // With a post-processor the ids of a vocabulary must stay as they are.
  if (json.post_processor !== null) return;
  for (const model of smallerModels(json.model)) {
    const tokens = numberAddedTokens(json.added_tokens, model);
    yield { json: { ...json, model, "added_tokens": tokens }, text };
  }
}

function* smallerNormalizers(section: NormalizerJson | null): Generator<NormalizerJson> {
  if (section === null || !("normalizers" in section)) return;
  for (const normalizers of shorterLists(section.normalizers)) yield { ...section, normalizers };
  yield* section.normalizers;
}

function* smallerPreTokenizers(section: PreTokenizerJson | null): Generator<PreTokenizerJson> {
  if (section === null || !("pretokenizers" in section)) return;
  for (const steps of shorterLists(section.pretokenizers)) {
    yield { ...section, pretokenizers: steps };
  }
  yield* section.pretokenizers;
}

function* smallerModels(model: ModelJson): Generator<ModelJson> {
  if (isUnigram(model)) {
    for (const vocab of shorterLists(model.vocab)) yield { ...model, vocab };
    return;
  }
  if (isBpe(model)) {
    for (const merges of shorterLists(model.merges)) yield { ...model, merges };
  }
  for (const tokens of shorterLists(listTokens(model))) {
    yield { ...model, vocab: Object.fromEntries(tokens.map((token, id) => [token, id])) };
  }
}

/** The list without one of its parts: halves first, single items last. */
function* shorterLists<Item>(list: readonly Item[]): Generator<Item[]> {
  for (
    let size = Math.ceil(list.length / 2);
    size > 0;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  ) {
    for (let start = 0; start < list.length; start += size) yield list.toSpliced(start, size);
  }
}
