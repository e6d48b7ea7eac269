/**
 * How well a vocabulary fits some texts: the share of their tokens that it does not know.
 *
 * @module
 */

import { TokenIds, type Tokenizer } from "../tokenizer/tokenizer.ts";
import type { InputText } from "./read_texts.ts";

/** What was counted. */
export interface UnknownShare {
  /** Texts. */
  readonly count: number;
  /** Texts with tokens of which none is known: their vectors are zero. */
  readonly unknownTexts: number;
  /** Tokens, none cut off. */
  readonly tokens: number;
  /** Tokens that are unknown. */
  readonly unknownTokens: number;
  /** Unknown tokens in proportion to all, from 0 to 1; 0 without tokens. */
  readonly unknownShare: number;
}

/**
 * Counts the tokens of texts.
 *
 * @param tokenizer The tokenizer.
 * @param batches The texts.
 * @returns What was counted; without an unknown token in the vocabulary, nothing is unknown.
 */
export async function countUnknown(
  tokenizer: Tokenizer,
  batches: AsyncIterable<readonly InputText[]>,
): Promise<UnknownShare> {
  const ids = new TokenIds();
  let count = 0;
  let unknownTexts = 0;
  let tokens = 0;
  let known = 0;
  for await (const batch of batches) {
    for (const { text } of batch) {
      ids.clear();
      tokenizer.encodeInto(text, ids);
      const tokenCount = ids.length;
      if (tokenizer.unknownId !== undefined) ids.remove(tokenizer.unknownId);
      count++;
      tokens += tokenCount;
      known += ids.length;
      if (tokenCount > 0 && ids.length === 0) unknownTexts++;
    }
  }
  const unknownTokens = tokens - known;
  const unknownShare = tokens === 0 ? 0 : unknownTokens / tokens;
  return { count, unknownTexts, tokens, unknownTokens, unknownShare };
}
