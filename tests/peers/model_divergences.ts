/**
 * The known divergences of the package in models and special tokens, and how each is avoided.
 *
 * @module
 */

import { isBpe, isUnigram } from "../../src/tokenizer/json/model_json.ts";
import type { ModelJson, UnigramJson } from "../../src/tokenizer/tokenizer.ts";
import {
  type Change,
  type Divergence,
  inOtherWords,
  nameOutsideTexts,
  withOtherSettings,
} from "./divergence_rule.ts";
import { rewordPostProcessor } from "./package_wording.ts";
import { UNKNOWN_TOKEN } from "./random_model.ts";
import { listTokens, type WholeTokenizerJson } from "./random_tokenizer.ts";

/** In the order of avoiding them: names are looked up in the vocabulary, and so come after its changes. */
export const MODEL_DIVERGENCES: readonly Divergence[] = [
  withOtherSettings("continuing prefix of BPE", changeModel(dropContinuingPrefix)),
  withOtherSettings("BPE without an unknown token", changeModel(addUnknownToken)),
  withOtherSettings("BPE without all byte tokens", changeModel(dropPartOfBytes)),
  withOtherSettings("bytes of Unigram", changeModel(dropBytesOfUnigram)),
  withOtherSettings("unknown characters that spell a piece", changeModel(hideUnknownWords)),
  withOtherSettings("the unknown token as a piece", hideUnknownPiece),
  {
    name: "equal sums of Unigram scores",
    concerns: ({ json, text }) => isUnigram(json.model) && shortenRuns(text) !== text,
    avoid: (question) => ({ ...question, text: shortenRuns(question.text) }),
  },
  inOtherWords("names of special tokens", spellSpecialTokens),
  {
    name: "neighbouring unknown tokens",
    concerns: ({ json }) => joinedId(json) !== undefined,
    avoid: (question) => ({ ...question, joinedId: joinedId(question.json)! }),
  },
];

/** The merges go too: they are of tokens that begin with the prefix. */
function dropContinuingPrefix(model: ModelJson): ModelJson {
  if (!isBpe(model) || !model.continuing_subword_prefix) return model;
  return { ...model, "continuing_subword_prefix": null, merges: [] };
}

/** Without one, what stands beside an unknown character can be merged in Python only. */
function addUnknownToken(model: ModelJson): ModelJson {
  if (!isBpe(model) || model.unk_token !== null) return model;
  return { ...model, "unk_token": UNKNOWN_TOKEN };
}

/** If bytes are missing, Python puts unknown tokens behind bytes that follow them in the text. */
function dropPartOfBytes(model: ModelJson): ModelJson {
  if (!isBpe(model) || !model.byte_fallback) return model;
  const count = Object.keys(model.vocab).filter((token) => /^<0x[\dA-F]{2}>$/.test(token)).length;
  return count === 256 ? model : { ...model, "byte_fallback": false };
}

function dropBytesOfUnigram(model: ModelJson): ModelJson {
  return isUnigram(model) && model.byte_fallback ? { ...model, "byte_fallback": false } : model;
}

/** The package looks neighbouring unknown characters up as if they were one piece. */
function hideUnknownWords(model: ModelJson): ModelJson {
  if (!isUnigram(model)) return model;
  const isHidden = ([piece]: readonly [string, number], id: number) =>
    id !== model.unk_id && isAllUnknown(piece, model);
  if (!model.vocab.some(isHidden)) return model;
  const vocab = model.vocab.map((entry, id) =>
    isHidden(entry, id) ? [nameOutsideTexts(id), entry[1]] as const : entry
  );
  return { ...model, vocab };
}

/** An added token of that name is found before the model comes to it. */
function hideUnknownPiece(json: WholeTokenizerJson): WholeTokenizerJson {
  const { model } = json;
  if (!isUnigram(model) || typeof model.unk_id !== "number") return json;
  const unknown = model.unk_id;
  const [piece, score] = model.vocab[unknown]!;
  const hidden = nameOutsideTexts(unknown);
  if (piece === hidden || json.added_tokens.some(({ content }) => content === piece)) return json;
  return { ...json, model: { ...model, vocab: model.vocab.with(unknown, [hidden, score]) } };
}

/** Three characters in a row can be one and two, or two and one: rounding decides which sum is larger. */
function shortenRuns(text: string): string {
  return text.replace(/(.)\1{2,}/gsu, "$1$1");
}

/**
 * Tells whether a text holds no character that is a piece.
 *
 * @param text The text.
 * @param model The pieces.
 * @returns Whether the text can only be unknown.
 */
export function isAllUnknown(text: string, { vocab }: UnigramJson): boolean {
  return ![...text].some((character) => vocab.some(([piece]) => piece === character));
}

function spellSpecialTokens(json: WholeTokenizerJson): WholeTokenizerJson {
  const section = json.post_processor;
  if (section === null) return json;
  const spelled = rewordPostProcessor(section, listTokens(json.model));
  const isSame = JSON.stringify(spelled) === JSON.stringify(section);
  return isSame ? json : { ...json, "post_processor": spelled };
}

/** Which neighbours the package makes one of, also across pieces. */
function joinedId({ model }: WholeTokenizerJson): number | undefined {
  if (isUnigram(model)) return model.unk_id ?? undefined;
  if (!isBpe(model) || !model.fuse_unk) return undefined;
  return model.vocab[model.unk_token ?? ""];
}

function changeModel(change: (model: ModelJson) => ModelJson): Change {
  return (json) => {
    const model = change(json.model);
    return model === json.model ? json : { ...json, model };
  };
}
