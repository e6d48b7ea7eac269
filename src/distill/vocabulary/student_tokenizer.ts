/**
 * The `tokenizer.json` of a student.
 *
 * @module
 */

import { DEFAULT_MAX_LENGTH } from "../../model/model_config.ts";
import type { AddedTokenJson, TokenizerJson } from "../../tokenizer/json/tokenizer_json.ts";
import { studentPreTokenizer } from "./prefix_space.ts";
import { createStudentModel } from "./student_model.ts";

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
 * @param teacher The teacher's tokenizer.
 * @param student The student's tokens.
 * @returns The student's tokenizer.
 */
export function createStudentTokenizer(
  teacher: TokenizerJson,
  { tokens, unknown, padding, added }: StudentTokens,
): TokenizerJson {
  const idByToken = new Map(tokens.map((token, id) => [token, id]));
  const marks = [padding, unknown].filter((content) => content !== undefined);
  const addedTokens = [
    ...new Set(marks).values().map((content) => specialToken(teacher, content)),
    ...added,
  ].map((token) => {
    const id = idByToken.get(token.content) ?? idByToken.size;
    idByToken.set(token.content, id);
    return { id, ...token };
  });
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
    "pre_tokenizer": studentPreTokenizer(teacher),
    "post_processor": null,
    "decoder": teacher.decoder ?? null,
    "model": createStudentModel(teacher.model, { tokens, unknown }),
  };
}

/** The teacher's own entry for a special token, or the one that skeletoken makes. */
function specialToken(teacher: TokenizerJson, content: string): Omit<AddedTokenJson, "id"> {
  const { id: _, ...own } = teacher.added_tokens?.find((token) => token.content === content) ??
    { id: 0 };
  return {
    content,
    "single_word": false,
    "lstrip": false,
    "rstrip": false,
    "normalized": false,
    "special": true,
    ...own,
  };
}
