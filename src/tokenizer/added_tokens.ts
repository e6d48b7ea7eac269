/**
 * Added tokens: which ids they get, and in which text each is looked for. Finding them is for
 * `token_matcher.ts`.
 *
 * @module
 */

import type { Normalizer } from "./normalizer.ts";
import { TokenMatcher, type TokenPattern } from "./token_matcher.ts";
import type { Vocabulary } from "./token_model.ts";
import type { AddedTokenJson } from "./json/tokenizer_json.ts";

/** What added tokens depend on. */
export interface AddedTokensOptions {
  /** The model's vocabulary. */
  readonly vocabulary: Vocabulary;
  /** The normalizer that texts go through, and so the content of normalized tokens. */
  readonly normalize: Normalizer;
}

/**
 * The tokens that are cut out of a text before it is split into pieces: `AddedVocabulary` of
 * `tokenizers` 0.22.
 *
 * Tokens that are not normalized are cut out of the text as it is given; the others then out of the
 * normalized text between those. A token whose normalized content is empty is never found; Python
 * would cut the text between all bytes there, and panic if that cuts a character.
 */
export class AddedTokens {
  /** Id by token, for the added tokens alone. */
  readonly idByToken: ReadonlyMap<string, number>;
  /** Finds tokens in text as it is given. */
  readonly verbatim: TokenMatcher;
  /** Finds tokens in normalized text. */
  readonly normalized: TokenMatcher;

  /**
   * Gives the tokens their ids and builds both matchers.
   *
   * @param tokens The tokens, as in `tokenizer.json`.
   * @param options The vocabulary and the normalizer.
   */
  constructor(tokens: readonly AddedTokenJson[], { vocabulary, normalize }: AddedTokensOptions) {
    const added = assignIds(tokens, vocabulary);
    const ordered = [...added].sort(([, a], [, b]) => Number(b.special) - Number(a.special));
    const verbatim: TokenPattern[] = [];
    const normalized: TokenPattern[] = [];
    for (const [id, token] of ordered) {
      const pattern = { id, ...matchOptions(token) };
      if (!token.normalized) verbatim.push({ ...pattern, text: token.content });
      else normalized.push({ ...pattern, text: normalize(token.content) });
    }
    this.idByToken = new Map(Array.from(added, ([id, { content }]) => [content, id]));
    this.verbatim = new TokenMatcher(verbatim);
    this.normalized = new TokenMatcher(normalized.filter(({ text }) => text !== ""));
  }
}

/**
 * Numbers tokens as Python does, which does not read their `id`: the vocabulary's id, or else the
 * first one above both the vocabulary's size and the ids given so far. The last of several tokens
 * with one id stays.
 */
function assignIds(
  tokens: readonly AddedTokenJson[],
  vocabulary: Vocabulary,
): Map<number, AddedTokenJson> {
  const addedIdByToken = new Map<string, number>();
  const tokenById = new Map<number, AddedTokenJson>();
  let free = vocabulary.size;
  for (const token of tokens) {
    if (token.content === "") continue;
    const id = addedIdByToken.get(token.content) ?? vocabulary.get(token.content) ?? free;
    free = Math.max(free, id + 1);
    addedIdByToken.set(token.content, id);
    tokenById.set(id, token);
  }
  return tokenById;
}

function matchOptions(token: AddedTokenJson): Omit<TokenPattern, "id" | "text"> {
  return { singleWord: token.single_word, stripLeft: token.lstrip, stripRight: token.rstrip };
}
