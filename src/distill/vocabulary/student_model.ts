/**
 * The model section of a student's tokenizer: the teacher's, with other tokens. Which tokens stay is
 * decided in `kept_tokens.ts`.
 *
 * @module
 */

import {
  type BpeJson,
  isBpe,
  isUnigram,
  type MergeJson,
  type ModelJson,
  type UnigramJson,
} from "../../tokenizer/json/model_json.ts";

/** What a student's model is made of. */
export interface StudentModelParts {
  /** The tokens, each with its place as its id. */
  readonly tokens: readonly string[];
  /** The token of what cannot be spelled, if there is one. */
  readonly unknown: string | undefined;
}

/**
 * Gives a teacher's model another vocabulary, whose ids have no gaps.
 *
 * Of BPE, merges that name a token which is gone, or make one, go too: what they made is spelled with the
 * merges that are left. Of Unigram, `unk_id` follows the unknown token to its new place; Python's skeletoken
 * leaves the number as it is, so that another token counts as unknown there.
 *
 * @param model The teacher's section, checked.
 * @param parts The student's tokens.
 * @returns The student's section.
 */
export function createStudentModel(
  model: ModelJson,
  { tokens, unknown }: StudentModelParts,
): ModelJson {
  if (isUnigram(model)) return { ...model, ...pickPieces(model, { tokens, unknown }) };
  const idByToken = new Map(tokens.map((token, id) => [token, id]));
  const vocab = Object.fromEntries(idByToken);
  if (!isBpe(model)) return { ...model, vocab };
  return { ...model, vocab, merges: keepMerges(model, idByToken) };
}

/** Tokens that the teacher's model did not have, such as added ones, get the lowest score there is. */
function pickPieces(
  model: UnigramJson,
  { tokens, unknown }: StudentModelParts,
): Pick<UnigramJson, "vocab" | "unk_id"> {
  const scoreByPiece = new Map(model.vocab);
  const lowest = model.vocab.reduce((score, [, other]) => Math.min(score, other), 0);
  return {
    "vocab": tokens.map((token) => [token, scoreByPiece.get(token) ?? lowest]),
    "unk_id": unknown === undefined ? null : tokens.indexOf(unknown),
  };
}

function keepMerges(model: BpeJson, kept: ReadonlyMap<string, number>): MergeJson[] {
  const prefixLength = model.continuing_subword_prefix?.length ?? 0;
  return model.merges.filter((merge) => {
    const [left = "", right = ""] = typeof merge === "string" ? merge.split(" ") : merge;
    return kept.has(left) && kept.has(right) && kept.has(left + right.slice(prefixLength));
  });
}
