/**
 * Which of a teacher's tokens a student keeps.
 *
 * @module
 */

import { isBpe, isUnigram, type ModelJson } from "../../tokenizer/json/model_json.ts";
import type { Tokenizer } from "../../tokenizer/tokenizer.ts";

/** The teacher's tokens that a student keeps. */
export interface KeptTokens {
  /** Id in the teacher's tokenizer by token, in the order of the ids. */
  readonly teacherIdByToken: ReadonlyMap<string, number>;
  /** The token of what cannot be spelled, if there is one. */
  readonly unknown: string | undefined;
  /** The padding token, if there is one. */
  readonly padding: string | undefined;
}

/** Tokens that a byte fallback spells characters with. */
const BYTE_TOKEN = /^<0x[0-9A-F]{2}>$/;

/**
 * Chooses the tokens to keep.
 *
 * - Tokens that the pattern matches at their beginning go. The unknown token always stays.
 * - Of the added tokens only the unknown and the padding token stay: bos and eos are of no use without the
 *   teacher, and neither is the mask.
 * - The byte tokens of a byte fallback stay, which Llama's files list among the added tokens: the student
 *   spells unknown characters with them. Python drops them there, and with them those characters.
 *
 * @param teacher The teacher's tokenizer.
 * @param isRemoved Whether the caller wants a token removed.
 * @returns What stays.
 */
export function chooseTokens(
  teacher: Tokenizer,
  isRemoved: (token: string) => boolean,
): KeptTokens {
  const { model, padding: section, added_tokens: addedTokens = [] } = teacher.toJson();
  const padding = paddingToken(section);
  const unknown = teacher.unknownId === undefined ? undefined : teacher.tokens[teacher.unknownId];
  const added = new Set(addedTokens.map(({ content }) => content));
  const fallsBack = fallsBackToBytes(model);
  const teacherIdByToken = new Map<string, number>();
  for (const [id, token] of teacher.tokens.entries()) {
    const isHole = teacher.tokenToId(token) !== id;
    const isOfUse = token === padding || !added.has(token) || fallsBack && BYTE_TOKEN.test(token);
    const stays = token === unknown || isOfUse && !isRemoved(token);
    if (!isHole && stays) teacherIdByToken.set(token, id);
  }
  return {
    teacherIdByToken,
    unknown,
    padding: padding !== undefined && teacherIdByToken.has(padding) ? padding : undefined,
  };
}

/**
 * Matches at the beginning of a token, as `re.match` does in Python.
 *
 * @param pattern The pattern, not changed; `false` for one that matches nothing.
 * @returns Whether it matches.
 */
export function createTokenFilter(pattern: RegExp | false): (token: string) => boolean {
  if (pattern === false) return () => false;
  const sticky = new RegExp(pattern.source, `${pattern.flags.replace(/[gy]/g, "")}y`);
  return (token) => {
    sticky.lastIndex = 0;
    return sticky.test(token);
  };
}

function paddingToken(padding: unknown): string | undefined {
  const isObject = typeof padding === "object" && padding !== null;
  return isObject && "pad_token" in padding && typeof padding.pad_token === "string"
    ? padding.pad_token
    : undefined;
}

function fallsBackToBytes(model: ModelJson): boolean {
  return (isBpe(model) || isUnigram(model)) && (model.byte_fallback ?? false);
}
