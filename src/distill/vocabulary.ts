/**
 * From a teacher's tokenizer to the student's: which tokens stay, and how the teacher embeds each.
 *
 * Follows `clean_and_create_vocabulary` and `turn_tokens_into_ids` of Python's model2vec 0.10
 * (`tokenizer/tokenizer.py`), which edit the tokenizer through skeletoken 0.6 (`base.py`).
 *
 * @module
 */

import { DEFAULT_MAX_LENGTH } from "../model/model_config.ts";
import { createPostProcessor } from "../tokenizer/post_processor.ts";
import { Tokenizer } from "../tokenizer/tokenizer.ts";
import { isBpe, isUnigram } from "../tokenizer/json/model_json.ts";
import type { AddedTokenJson, TokenizerJson } from "../tokenizer/json/tokenizer_json.ts";

/** A student's vocabulary, and how the teacher embeds it. */
export interface StudentVocabulary {
  /** The student's tokenizer; token `i` of it has row `i`. */
  readonly tokenizer: Tokenizer;
  /** For each token of the student the ids to give to the teacher, special tokens included. */
  readonly sequences: readonly (readonly number[])[];
}

/**
 * Plans the student's vocabulary.
 *
 * - Tokens that the pattern matches at their beginning are removed. The unknown token always stays.
 * - Of the added tokens only the unknown and the padding token stay: bos and eos are of no use without
 *   the teacher, and neither is the mask.
 * - The teacher sees each token between its own bos and eos.
 *
 * @param teacher The teacher's tokenizer.
 * @param removePattern Tokens to remove; `false` for none.
 * @returns The vocabulary; ids in the order of the teacher's.
 */
export function planVocabulary(
  teacher: TokenizerJson,
  removePattern: RegExp | false,
): StudentVocabulary {
  const original = new Tokenizer(teacher);
  if (isBpe(teacher.model) || isUnigram(teacher.model)) {
    throw new TypeError(
      `Cannot plan a vocabulary of the kind ${teacher.model.type}: WordPiece or WordLevel is needed`,
    );
  }
  const { before, after } = createPostProcessor(teacher.post_processor ?? null);
  const unknown = teacher.model.unk_token;
  const padding = paddingToken(teacher);
  const isRemoved = createTokenFilter(removePattern);
  const added = new Set(teacher.added_tokens?.map((token) => token.content));

  const idByToken = new Map<string, number>();
  const sequences: number[][] = [];
  for (const [id, token] of original.tokens.entries()) {
    const isHole = original.tokenToId(token) !== id;
    const stays = !isRemoved(token) && (token === padding || !added.has(token));
    if (isHole || (!stays && token !== unknown)) continue;
    idByToken.set(token, idByToken.size);
    sequences.push([...before, id, ...after]);
  }
  return { tokenizer: new Tokenizer(studentJson(teacher, idByToken, padding)), sequences };
}

type WordModelJson = Extract<TokenizerJson["model"], { readonly max_input_chars_per_word: number }>;

/** Matches at the beginning of a token, as `re.match` does in Python. */
function createTokenFilter(pattern: RegExp | false): (token: string) => boolean {
  if (pattern === false) return () => false;
  const sticky = new RegExp(pattern.source, `${pattern.flags.replace(/[gy]/g, "")}y`);
  return (token) => {
    sticky.lastIndex = 0;
    return sticky.test(token);
  };
}

function paddingToken({ padding }: TokenizerJson): string | undefined {
  const isObject = typeof padding === "object" && padding !== null;
  return isObject && "pad_token" in padding && typeof padding.pad_token === "string"
    ? padding.pad_token
    : undefined;
}

function studentJson(
  teacher: TokenizerJson,
  idByToken: ReadonlyMap<string, number>,
  padding: string | undefined,
): TokenizerJson {
  const { unk_token: unknown } = teacher.model as WordModelJson;
  const addedTokens = [padding, unknown].flatMap((content) => {
    const id = content === undefined ? undefined : idByToken.get(content);
    return content === undefined || id === undefined ? [] : [keptToken(teacher, content, id)];
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
    "pre_tokenizer": teacher.pre_tokenizer ?? null,
    "post_processor": null,
    "decoder": teacher.decoder ?? null,
    "model": { ...teacher.model as WordModelJson, "vocab": Object.fromEntries(idByToken) },
  };
}

/** The teacher's own entry for a special token, or the one that skeletoken makes. */
function keptToken(teacher: TokenizerJson, content: string, id: number): AddedTokenJson {
  const own = teacher.added_tokens?.find((token) => token.content === content);
  const made = {
    id,
    content,
    "single_word": false,
    "lstrip": false,
    "rstrip": false,
    "normalized": false,
    "special": true,
  };
  return { ...made, ...own, id };
}
