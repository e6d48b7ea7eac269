/**
 * The known divergences of the package in added tokens, and how each is avoided.
 *
 * @module
 */

import { isUnigram } from "../../src/tokenizer/json/model_json.ts";
import { createNormalizer, type Normalizer } from "../../src/tokenizer/normalizer.ts";
import type { AddedTokenJson, NormalizerJson } from "../../src/tokenizer/tokenizer.ts";
import {
  type Change,
  type Divergence,
  inOtherWords,
  nameOutsideTexts,
  withOtherSettings,
} from "./divergence_rule.ts";
import { isAllUnknown } from "./model_divergences.ts";
import { listTokens, type WholeTokenizerJson } from "./random_tokenizer.ts";
import type { TokenizerCase } from "./tokenizer_case.ts";

/** In the order of avoiding them. */
export const ADDED_TOKEN_DIVERGENCES: readonly Divergence[] = [
  inOtherWords("normalized tokens without a normalizer", addEmptyNormalizer),
  withOtherSettings("added tokens that are normalized to the same", dropDoubles),
  withOtherSettings("stripping beside white space", dropStripping),
  withOtherSettings("single words", changeAddedTokens(matchAnywhere)),
  withOtherSettings("added tokens as pieces", addToVocabulary),
  {
    name: "added tokens in another spelling",
    concerns: (question) => hideOtherSpellings(question, question.json) !== question.json,
    avoid: (question) => ({
      ...question,
      json: hideOtherSpellings(question, question.json),
      peerJson: hideOtherSpellings(question, question.peerJson),
    }),
  },
];

/** The package then looks for all tokens at once, and not for those first that are not normalized. */
function addEmptyNormalizer(json: WholeTokenizerJson): WholeTokenizerJson {
  if (json.normalizer !== null || !json.added_tokens.some((token) => token.normalized)) return json;
  return { ...json, normalizer: { type: "Sequence", normalizers: [] } };
}

/** In Python the first is found, in the package the last. */
function dropDoubles(json: WholeTokenizerJson): WholeTokenizerJson {
  const texts = json.added_tokens.map((token) => searchedText(token, json));
  if (new Set(texts).size === texts.length) return json;
  return hideTokens(json, (_, i) => texts.indexOf(texts[i]!) !== i);
}

/** The package takes the white space of a neighbouring token too, and then does not know that token. */
function dropStripping(json: WholeTokenizerJson): WholeTokenizerJson {
  const texts = json.added_tokens.map((token) => searchedText(token, json));
  if (texts.every((text) => text === text.trim())) return json;
  return changeAddedTokens((token) =>
    token.lstrip || token.rstrip ? { ...token, lstrip: false, rstrip: false } : token
  )(json);
}

/** Takes tokens away; one that is not in the vocabulary keeps its place, on which other ids depend. */
function hideTokens(
  json: WholeTokenizerJson,
  isHidden: (token: AddedTokenJson, i: number) => boolean,
): WholeTokenizerJson {
  if (!json.added_tokens.some(isHidden)) return json;
  const vocabulary = listTokens(json.model);
  const tokens = json.added_tokens.flatMap((token, i) => {
    if (!isHidden(token, i)) return [token];
    if (vocabulary.includes(token.content)) return [];
    return [{ ...token, content: nameOutsideTexts(token.id) }];
  });
  return { ...json, "added_tokens": tokens };
}

/** What is looked for in a text. */
function searchedText(
  { normalized, content }: AddedTokenJson,
  { normalizer }: WholeTokenizerJson,
): string {
  return normalized && normalizer !== null ? normalizerOf(normalizer)(content) : content;
}

/** Normalizers by what they are made of: reading a charsmap takes long. */
const normalizers = new WeakMap<NormalizerJson, Normalizer>();

function normalizerOf(json: NormalizerJson): Normalizer {
  const normalizer = normalizers.get(json) ?? createNormalizer(json);
  normalizers.set(json, normalizer);
  return normalizer;
}

function matchAnywhere(token: AddedTokenJson): AddedTokenJson {
  return token.single_word ? { ...token, "single_word": false } : token;
}

/**
 * The package's model spells words with added tokens; so do both if those are tokens like others. In
 * Unigram it can only take unknown characters for one, which are then better left out.
 */
function addToVocabulary(json: WholeTokenizerJson): WholeTokenizerJson {
  const { model } = json;
  if (isUnigram(model)) {
    return hideTokens(json, ({ content }) => isAllUnknown(content, model));
  }
  const missing = json.added_tokens.filter(({ content }) => !Object.hasOwn(model.vocab, content));
  if (missing.length === 0) return json;
  const added = Object.fromEntries(missing.map(({ content, id }) => [content, id]));
  return { ...json, model: { ...model, vocab: { ...model.vocab, ...added } } };
}

/**
 * The package takes a whole part of the text for a token that is spelled like it, although the token is
 * looked for in its normalized form, or before the text was normalized; and a piece likewise.
 */
function hideOtherSpellings(
  { json: { normalizer }, text }: TokenizerCase,
  json: WholeTokenizerJson,
): WholeTokenizerJson {
  if (normalizer === null || json.added_tokens.length === 0) return json;
  const normalize = normalizerOf(normalizer);
  const normalizedText = normalize(text);
  const vocabulary = new Set(listTokens(json.model));
  return hideTokens(json, ({ content, normalized }) => {
    const searched = normalized ? normalize(content) : content;
    if (searched !== content && vocabulary.has(searched)) return true;
    const isFound = normalized ? searched === content : text.includes(content);
    return !isFound && normalizedText.includes(content);
  });
}

function changeAddedTokens(change: (token: AddedTokenJson) => AddedTokenJson): Change {
  return (json) => {
    const tokens = json.added_tokens.map(change);
    const isSame = tokens.every((token, i) => token === json.added_tokens[i]);
    return isSame ? json : { ...json, "added_tokens": tokens };
  };
}
