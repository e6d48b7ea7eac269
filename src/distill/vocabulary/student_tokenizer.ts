/**
 * The `tokenizer.json` of a student: the teacher's, with other tokens. Which tokens stay is decided in
 * `kept_tokens.ts`.
 *
 * @module
 */

import { DEFAULT_MAX_LENGTH } from "../../model/model_config.ts";
import {
  type BpeJson,
  isBpe,
  isUnigram,
  type MergeJson,
  type ModelJson,
  type UnigramJson,
} from "../../tokenizer/json/model_json.ts";
import type { PreTokenizerJson } from "../../tokenizer/json/pre_tokenizer_json.ts";
import type { AddedTokenJson, TokenizerJson } from "../../tokenizer/json/tokenizer_json.ts";

/** What a student's tokenizer is made of. */
export interface StudentTokens {
  /** The tokens of the model, each with its place as its id. */
  readonly tokens: readonly string[];
  /** The token of what cannot be spelled, if there is one. */
  readonly unknown: string | undefined;
  /** The padding token, if there is one. */
  readonly padding: string | undefined;
  /** Tokens that are found in the text itself; those that the model does not have get the next ids. */
  readonly added: readonly Omit<AddedTokenJson, "id">[];
}

/**
 * Writes the tokenizer, as Python's model2vec does through skeletoken (`base.py`): the teacher's without its
 * post-processor, truncated at model2vec's length, padded to length 0.
 *
 * Two departures from Python: of Unigram, `unk_id` follows the unknown token to its new place, where
 * skeletoken leaves the number, so that another token counts as unknown; and no space is put before texts
 * where words end in a suffix, see {@linkcode usePrefixSpace}.
 *
 * @param teacher The teacher's tokenizer.
 * @param student The student's tokens.
 * @returns The student's tokenizer.
 */
export function createStudentTokenizer(
  teacher: TokenizerJson,
  student: StudentTokens,
): TokenizerJson {
  const idByToken = new Map(student.tokens.map((token, id) => [token, id]));
  const model = pruneModel(teacher.model, { ...student, idByToken });
  const addedTokens = listAddedTokens(teacher, student).map((token) => {
    const id = idByToken.get(token.content) ?? idByToken.size;
    idByToken.set(token.content, id);
    return { id, ...token };
  });
  const { padding } = student;
  const paddingId = padding === undefined ? undefined : idByToken.get(padding);
  return {
    "version": "1.0",
    "truncation": {
      "direction": "Right",
      "max_length": DEFAULT_MAX_LENGTH,
      "strategy": "LongestFirst",
      "stride": 0,
    },
    "padding": paddingId === undefined ? null : {
      "strategy": { "Fixed": 0 },
      "direction": "Right",
      "pad_to_multiple_of": null,
      "pad_id": paddingId,
      "pad_type_id": 0,
      "pad_token": padding,
    },
    "added_tokens": addedTokens.sort((a, b) => a.id - b.id),
    "normalizer": teacher.normalizer ?? null,
    "pre_tokenizer": usePrefixSpace(teacher),
    "post_processor": null,
    "decoder": teacher.decoder ?? null,
    model,
  };
}

/** Special tokens as the teacher has them, or else as skeletoken makes them; then the student's own. */
function listAddedTokens(
  teacher: TokenizerJson,
  { padding, unknown, added }: StudentTokens,
): Omit<AddedTokenJson, "id">[] {
  const specials = new Set([padding, unknown].filter((content) => content !== undefined));
  return [
    ...Array.from(specials, (content) => {
      const own = teacher.added_tokens?.find((token) => token.content === content);
      const { id: _, ...special } = own ?? { ...SPECIAL, id: 0, content };
      return special;
    }),
    ...added,
  ];
}

const SPECIAL: Omit<AddedTokenJson, "id" | "content"> = {
  "single_word": false,
  "lstrip": false,
  "rstrip": false,
  "normalized": false,
  "special": true,
};

/**
 * Has byte-level students put a space before each text, so that a word is the same token at its beginning as
 * after a space: `distill_from_model` of Python's model2vec does (`distill/distillation.py`). Unlike there,
 * not where words end in a suffix, as with CLIP: their vocabularies have no token that begins with a space,
 * so that each word would cost another token.
 */
function usePrefixSpace({ model, pre_tokenizer: spec }: TokenizerJson): PreTokenizerJson | null {
  const hasSuffix = isBpe(model) && Boolean(model.end_of_word_suffix);
  return spec === undefined || spec === null || hasSuffix ? spec ?? null : addPrefixSpace(spec);
}

/** In the first step that writes bytes as characters: a later one has pieces of texts before it. */
function addPrefixSpace(spec: PreTokenizerJson): PreTokenizerJson {
  if (spec.type === "ByteLevel") return { ...spec, "add_prefix_space": true };
  if (spec.type !== "Sequence") return spec;
  const first = spec.pretokenizers.findIndex(writesBytes);
  return {
    ...spec,
    "pretokenizers": spec.pretokenizers.map((step, i) => i === first ? addPrefixSpace(step) : step),
  };
}

function writesBytes(spec: PreTokenizerJson): boolean {
  return spec.type === "ByteLevel" ||
    spec.type === "Sequence" && spec.pretokenizers.some(writesBytes);
}

interface ModelTokens extends StudentTokens {
  readonly idByToken: ReadonlyMap<string, number>;
}

/** Gives a model another vocabulary, whose ids have no gaps. */
function pruneModel(model: ModelJson, student: ModelTokens): ModelJson {
  if (isUnigram(model)) return { ...model, ...pickPieces(model, student) };
  const vocab = Object.fromEntries(student.idByToken);
  if (!isBpe(model)) return { ...model, vocab };
  return { ...model, vocab, merges: keepMerges(model, student.idByToken) };
}

/** Tokens that the teacher's model did not have, such as added ones, get the lowest score there is. */
function pickPieces(
  model: UnigramJson,
  { tokens, unknown, idByToken }: ModelTokens,
): Pick<UnigramJson, "vocab" | "unk_id"> {
  const scoreByPiece = new Map(model.vocab);
  const lowest = model.vocab.reduce((score, [, other]) => Math.min(score, other), 0);
  return {
    "vocab": tokens.map((token) => [token, scoreByPiece.get(token) ?? lowest]),
    "unk_id": unknown === undefined ? null : idByToken.get(unknown) ?? null,
  };
}

/** Without those of a token that is gone: what they made is spelled with the merges that are left. */
function keepMerges(model: BpeJson, kept: ReadonlyMap<string, number>): MergeJson[] {
  const prefixLength = model.continuing_subword_prefix?.length ?? 0;
  return model.merges.filter((merge) => {
    const [left = "", right = ""] = typeof merge === "string" ? merge.split(" ") : merge;
    return kept.has(left) && kept.has(right) && kept.has(left + right.slice(prefixLength));
  });
}
