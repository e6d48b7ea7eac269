/**
 * `our_peer.ts RESIDENT_TYPE MODEL SECONDS REPEATED_FILE [ONCE_FILE]`: times this package as `bench/peers.ts`
 * asks, in a process of its own. The first argument is an element type, or `stored` for that of the file.
 *
 * @module
 */

import { type EmbeddingDtype, StaticModel } from "../../mod.ts";
import type { PeerTimes } from "./peer_times.ts";

const [resident, folder, budget, repeated, ...once] = Deno.args;
if (folder === undefined || repeated === undefined) {
  throw new TypeError(
    "Cannot time encoding: an element type, a model, seconds and a file are needed",
  );
}

const start = performance.now();
const model = await StaticModel.fromPretrained(
  folder,
  resident === "stored" ? {} : { residentType: resident as EmbeddingDtype },
);
const load = secondsSince(start);
const lines = readLines(repeated);
const passes: number[] = [];
for (let spent = 0; passes.length < 2 || spent < Number(budget); spent += passes.at(-1)!) {
  passes.push(timePass(lines));
}
const times: PeerTimes = {
  lines: lines.length,
  load,
  repeated: passes,
  once: once.map((path) => timePass(readLines(path))),
};
// deno-lint-ignore no-console -- the answer of this process
console.log(JSON.stringify(times));

function timePass(texts: readonly string[]): number {
  const start = performance.now();
  model.encode(texts);
  return secondsSince(start);
}

function secondsSince(start: number): number {
  return (performance.now() - start) / 1000;
}

function readLines(path: string): string[] {
  return Deno.readTextFileSync(path).trimEnd().split("\n");
}
