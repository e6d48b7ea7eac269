/**
 * Random tokenizers and texts, put to our tokenizer and to the package's.
 *
 * @module
 */

import { judgeCase, type NewVerdict } from "./judge_case.ts";
import type { PeerPackage } from "./peer_package.ts";
import { RandomSource } from "./random_source.ts";
import { randomText } from "./random_text.ts";
import { randomTokenizer } from "./random_tokenizer.ts";
import { type Shrinkable, shrinkCase } from "./shrink_case.ts";
import type { Answers } from "./tokenizer_case.ts";

/** Texts that each tokenizer gets. */
export const TEXTS_OF_A_TOKENIZER = 20;

/** How long to go on. */
export interface FuzzLimits {
  /** The first of the tokenizers' seeds. */
  readonly seed: number;
  /** Whether to go on, given the cases so far; asked before each tokenizer. */
  readonly goOn: (caseCount: number) => boolean;
}

/** What came out. */
export interface FuzzReport {
  readonly agreedCount: number;
  readonly knownCount: number;
  /** How many of the known differences each divergence is needed for. */
  readonly countByDivergence: ReadonlyMap<string, number>;
  /** At most one of each tokenizer. */
  readonly findings: readonly Finding[];
}

/** A difference that no known divergence accounts for, made small. */
export type Finding = Shrinkable & Answers;

/**
 * Compares until it is told to stop.
 *
 * @param peer The package.
 * @param limits Where to begin and when to stop.
 * @returns What came out; the same for the same seeds.
 */
export function fuzz(peer: PeerPackage, { seed, goOn }: FuzzLimits): FuzzReport {
  let agreedCount = 0;
  let knownCount = 0;
  const countByDivergence = new Map<string, number>();
  const findings: Finding[] = [];
  for (let i = 0; goOn(i * TEXTS_OF_A_TOKENIZER); i++) {
    const random = new RandomSource(seed + i);
    const json = randomTokenizer(random);
    const words = json.added_tokens.map(({ content }) => content);
    const texts = Array.from({ length: TEXTS_OF_A_TOKENIZER }, () => randomText(random, words));
    for (const text of texts) {
      const verdict = judgeCase(peer, { json, peerJson: json, text });
      if (verdict.kind === "agreed") agreedCount++;
      if (verdict.kind === "known") {
        knownCount++;
        for (const name of verdict.names) {
          countByDivergence.set(name, (countByDivergence.get(name) ?? 0) + 1);
        }
      }
      if (verdict.kind === "new") {
        findings.push(shrinkFinding(peer, { json, text }, { first: verdict }));
        break;
      }
    }
  }
  return { agreedCount, knownCount, countByDivergence, findings };
}

/** A smaller case must not fail where the larger one gave ids. */
function shrinkFinding(
  peer: PeerPackage,
  found: Shrinkable,
  { first }: { first: NewVerdict },
): Finding {
  let smallest = first;
  shrinkCase(found, ({ json, text }) => {
    const verdict = judgeCase(peer, { json, peerJson: json, text });
    if (verdict.kind !== "new" || !failAlike(verdict.answers, first.answers)) return false;
    smallest = verdict;
    return true;
  });
  const { avoided: { json, text }, answers } = smallest;
  return { json, text, ...answers };
}

function failAlike(a: Answers, b: Answers): boolean {
  return typeof a.ours === typeof b.ours && typeof a.theirs === typeof b.theirs;
}
