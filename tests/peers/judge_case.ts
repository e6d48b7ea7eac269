/**
 * Whether a difference between two tokenizers is known.
 *
 * @module
 */

import type { Divergence } from "./divergence_rule.ts";
import type { PeerPackage } from "./peer_package.ts";
import { agree, type Answers, askBoth, type TokenizerCase } from "./tokenizer_case.ts";
import { DIVERGENCES } from "./tokenizer_divergences.ts";

/** What to make of a case. */
export type Verdict =
  | { readonly kind: "agreed" }
  | { readonly kind: "known"; readonly names: readonly string[] }
  | NewVerdict;

/** A difference that stays. */
export interface NewVerdict {
  readonly kind: "new";
  /** The case without what sets known divergences off. */
  readonly avoided: TokenizerCase;
  /** What both say to that. */
  readonly answers: Answers;
}

/**
 * Compares two tokenizers on a case.
 *
 * @param peer The package.
 * @param question The case.
 * @returns For a known difference, the divergences without whose avoidance it stays; more than one may
 * be needed to bring it about, then there is none.
 */
export function judgeCase(peer: PeerPackage, question: TokenizerCase): Verdict {
  if (agree(askBoth(peer, question))) return { kind: "agreed" };
  const avoided = avoidAll(question, DIVERGENCES);
  const answers = askBoth(peer, avoided);
  if (!agree(answers, avoided.joinedId)) return { kind: "new", avoided, answers };
  const names = DIVERGENCES.filter((divergence) => {
    const others = DIVERGENCES.filter((other) => other !== divergence);
    const rest = avoidAll(question, others);
    return divergence.concerns(rest) && !agree(askBoth(peer, rest), rest.joinedId);
  }).map(({ name }) => name);
  return { kind: "known", names };
}

/**
 * Takes out of a case what sets known divergences off.
 *
 * @param question The case.
 * @param divergences The divergences, in the order of their avoidance.
 * @returns The case without all that.
 */
export function avoidAll(
  question: TokenizerCase,
  divergences: readonly Divergence[],
): TokenizerCase {
  return divergences.reduce(
    (rest, { concerns, avoid }) => concerns(rest) ? avoid(rest) : rest,
    question,
  );
}
