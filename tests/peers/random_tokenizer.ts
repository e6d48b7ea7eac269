// deno-lint-ignore-file camelcase -- the fields carry the names that the format gives them
/**
 * Random `tokenizer.json` files that Python's `tokenizers` loads.
 *
 * @module
 */

import type {
  AddedTokenJson,
  ModelJson,
  PostProcessorJson,
  TokenizerJson,
} from "../../src/tokenizer/tokenizer.ts";
import { randomModel, UNKNOWN_TOKEN } from "./random_model.ts";
import type { RandomSource } from "./random_source.ts";
import { randomNormalizer, randomPreTokenizer } from "./random_steps.ts";

/** A `tokenizer.json` with every section. */
export type WholeTokenizerJson = Required<TokenizerJson>;

const ADDED_CONTENTS: readonly string[] = [
  ..."<s>,</s>,<mask>,<m,the,new york,Été,hello,c++, a,▁a,河流,a,日,👍,é,##a,😀 ".split(","),
  UNKNOWN_TOKEN,
];

/**
 * Makes a tokenizer.
 *
 * @param random Where choices come from.
 * @returns The content of a `tokenizer.json`.
 */
export function randomTokenizer(random: RandomSource): WholeTokenizerJson {
  const model = randomModel(random);
  return {
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: random.chance() ? randomAddedTokens(random, model) : [],
    normalizer: randomNormalizer(random),
    pre_tokenizer: randomPreTokenizer(random),
    post_processor: randomPostProcessor(random, model),
    decoder: null,
    model,
  };
}

function randomAddedTokens(random: RandomSource, model: ModelJson): AddedTokenJson[] {
  const tokens = random.some(ADDED_CONTENTS, 0.15).map((content) => ({
    id: 0,
    content,
    single_word: random.chance(0.2),
    lstrip: random.chance(0.3),
    rstrip: random.chance(0.3),
    normalized: random.chance(),
    special: random.chance(),
  }));
  return numberAddedTokens(tokens, model);
}

function randomPostProcessor(random: RandomSource, model: ModelJson): PostProcessorJson | null {
  const tokens = listTokens(model);
  const randomToken = (): [string, number] => {
    const id = random.below(tokens.length);
    return [tokens[id]!, id];
  };
  const byteLevel = { type: "ByteLevel", add_prefix_space: true, trim_offsets: true } as const;
  switch (random.below(6)) {
    case 0:
      return { type: "BertProcessing", sep: randomToken(), cls: randomToken() };
    case 1: {
      const offsets = { trim_offsets: true, add_prefix_space: true };
      return { type: "RobertaProcessing", sep: randomToken(), cls: randomToken(), ...offsets };
    }
    case 2:
      return byteLevel;
    case 3:
      return randomTemplate(random, randomToken);
    case 4:
      return { type: "Sequence", processors: [byteLevel, randomTemplate(random, randomToken)] };
    default:
      return null;
  }
}

function randomTemplate(
  random: RandomSource,
  randomToken: () => [string, number],
): PostProcessorJson {
  const names: string[] = [];
  const special_tokens: Record<string, { id: string; ids: number[]; tokens: string[] }> = {};
  for (const [token, id] of [randomToken(), randomToken()]) {
    const name = random.chance(0.95) ? token : "mark";
    special_tokens[name] = { id: name, ids: [id], tokens: [token] };
    names.push(name);
  }
  const marks = () => random.some(names, 0.6).map((id) => ({ SpecialToken: { id, type_id: 0 } }));
  const text = { Sequence: { id: "A", type_id: 0 } };
  const second = { Sequence: { id: "B", type_id: 1 } };
  const single = [...marks(), text, ...marks()];
  return { type: "TemplateProcessing", single, pair: [text, second], special_tokens };
}

/**
 * Lists the vocabulary of a model.
 *
 * @param model The model.
 * @returns The tokens by id.
 */
export function listTokens(model: ModelJson): string[] {
  if (Array.isArray(model.vocab)) return model.vocab.map(([piece]) => piece);
  const tokens: string[] = [];
  for (const [token, id] of Object.entries(model.vocab)) tokens[id] = token;
  return tokens;
}

/**
 * Gives added tokens the ids that Python gives them, whatever a file says.
 *
 * @param tokens The tokens.
 * @param model The model, whose ids have no gaps.
 * @returns The tokens with their ids.
 */
export function numberAddedTokens(
  tokens: readonly AddedTokenJson[],
  model: ModelJson,
): AddedTokenJson[] {
  const vocabulary = listTokens(model);
  let free = vocabulary.length;
  return tokens.map((token) => {
    const known = vocabulary.indexOf(token.content);
    return { ...token, id: known >= 0 ? known : free++ };
  });
}
