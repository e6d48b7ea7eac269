/**
 * Programs that take turns, so that all of them meet the same disturbances.
 *
 * @module
 */

import { type Pin, runProgram } from "../measure/programs.ts";
import type { Peer } from "./peer.ts";
import type { PeerText } from "./peer_texts.ts";
import { type BestTimes, parsePeerTimes, type PeerTimes, takeBest } from "./peer_times.ts";

/** What programs are timed on. */
export interface Contest {
  /** Folder of the model. */
  readonly model: string;
  /** Encoded again and again. */
  readonly repeated: PeerText;
  /** Encoded once, after the repeated text; left out by default. */
  readonly once?: PeerText;
}

/** How programs take turns. */
export interface Turns {
  /** Processes of each program. */
  readonly rounds: number;
  readonly pin: Pin["pin"];
}

/** Seconds for which a process repeats a text, at least. */
const BUDGET = 0.4;

/**
 * Times programs on the same model and text, each in fresh processes.
 *
 * @param peers The programs.
 * @param contest Model and texts.
 * @param turns Number of rounds, in each of which every program runs once.
 * @returns The shortest times of each, in the order of the programs; `undefined` for one that is not installed.
 * @throws {Error} If a program fails.
 */
export async function timeInTurns(
  peers: readonly Peer[],
  { model, repeated, once }: Contest,
  { rounds, pin }: Turns,
): Promise<(BestTimes | undefined)[]> {
  const files = [repeated, ...(once === undefined ? [] : [once])].map(({ file }) => file);
  const times = peers.map((): PeerTimes[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [i, { program }] of peers.entries()) {
      if (program === undefined) continue;
      const { output } = await runProgram(pin(program({ model, budget: BUDGET, files })));
      times[i]!.push(parsePeerTimes(output, repeated.lines));
    }
  }
  return times.map((processes) => processes.length === 0 ? undefined : takeBest(processes));
}
