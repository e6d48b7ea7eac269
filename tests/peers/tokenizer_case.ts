/**
 * One question to two tokenizers, and whether their answers agree.
 *
 * @module
 */

import { Tokenizer } from "../../src/tokenizer/tokenizer.ts";
import type { PeerEncode, PeerPackage } from "./peer_package.ts";
import type { WholeTokenizerJson } from "./random_tokenizer.ts";

/** A tokenizer and a text. */
export interface TokenizerCase {
  /** What our tokenizer is made of. */
  readonly json: WholeTokenizerJson;
  /** What the package's tokenizer is made of: the same, or the same said in other words. */
  readonly peerJson: WholeTokenizerJson;
  /** The text. */
  readonly text: string;
  /** An id of which neighbours count as one when answers are compared. */
  readonly joinedId?: number;
}

/** The ids without and with special tokens, or why there are none. */
export type Answer = readonly [ids: readonly number[], idsInFrame: readonly number[]] | string;

/** What both say to a case. */
export interface Answers {
  readonly ours: Answer;
  readonly theirs: Answer;
}

/** Tokenizers by what they are made of: building one takes longer than most texts. */
const ourTokenizers = new WeakMap<WholeTokenizerJson, Tokenizer>();
const peerTokenizers = new WeakMap<WholeTokenizerJson, PeerEncode>();

/**
 * Asks our tokenizer.
 *
 * @param json What it is made of.
 * @param text The text.
 * @returns Its answer.
 */
export function askOurs(json: WholeTokenizerJson, text: string): Answer {
  return answer(() => {
    const tokenizer = ourTokenizers.get(json) ?? new Tokenizer(json);
    ourTokenizers.set(json, tokenizer);
    return [tokenizer.encode(text), tokenizer.encode(text, { specialTokens: true })];
  });
}

/**
 * Asks the package's tokenizer.
 *
 * @param peer The package.
 * @param question What the tokenizer is made of, and the text.
 * @returns Its answer.
 */
export function askPeer(
  peer: PeerPackage,
  { json, text }: { json: WholeTokenizerJson; text: string },
): Answer {
  return answer(() => {
    const encode = peerTokenizers.get(json) ?? peer(json);
    peerTokenizers.set(json, encode);
    return [encode(text, { specialTokens: false }), encode(text, { specialTokens: true })];
  });
}

function answer(encode: () => Answer): Answer {
  try {
    return encode();
  } catch (error) {
    return String(error);
  }
}

/**
 * Asks both.
 *
 * @param peer The package.
 * @param question The case.
 * @returns Both answers.
 */
export function askBoth(peer: PeerPackage, question: TokenizerCase): Answers {
  return {
    ours: askOurs(question.json, question.text),
    theirs: askPeer(peer, { json: question.peerJson, text: question.text }),
  };
}

/**
 * Tells whether both say the same. A case is a tokenizer that loads and a text that has ids, so an
 * error of both is no agreement.
 *
 * @param answers Both answers.
 * @param joinedId An id of which neighbours count as one, if there is one.
 * @returns Whether the ids are the same.
 */
export function agree({ ours, theirs }: Answers, joinedId?: number): boolean {
  if (typeof ours === "string" || typeof theirs === "string") return false;
  return ours.every((ids, i) => {
    const [a, b] = [joinIds(ids, joinedId), joinIds(theirs[i]!, joinedId)];
    return a.length === b.length && a.every((id, j) => id === b[j]);
  });
}

function joinIds(ids: readonly number[], joinedId: number | undefined): readonly number[] {
  if (joinedId === undefined) return ids;
  return ids.filter((id, i) => id !== joinedId || ids[i - 1] !== joinedId);
}
