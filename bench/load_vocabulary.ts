/**
 * `load_vocabulary.ts FILE`: loads a `tokenizer.json` and prints, as JSON, how long that took and how much
 * memory the process has needed. It is run in a process of its own, so that nothing else is counted.
 *
 * @module
 */

import { parseTokenizerJson, Tokenizer } from "../src/tokenizer/tokenizer.ts";

/** What loading took. */
export interface LoadCost {
  readonly milliseconds: number;
  /** The largest resident size of the process, the runtime included. */
  readonly peakBytes: number;
  /** The resident size before, so that of the runtime alone. */
  readonly startBytes: number;
}

const [file] = Deno.args;
if (file === undefined) {
  throw new TypeError("Cannot load vocabulary: no file was given, one is needed");
}
const startBytes = Deno.memoryUsage().rss;
const start = performance.now();
const tokenizer = new Tokenizer(parseTokenizerJson(Deno.readTextFileSync(file)));
const milliseconds = performance.now() - start;
tokenizer.encode("The first text finds everything built.");
const cost: LoadCost = { milliseconds, peakBytes: readPeakBytes(), startBytes };
// deno-lint-ignore no-console -- the answer of this process
console.log(JSON.stringify(cost));

/** Linux keeps the peak; elsewhere the size at the end stands for it. */
function readPeakBytes(): number {
  if (Deno.build.os !== "linux") return Deno.memoryUsage().rss;
  const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(Deno.readTextFileSync("/proc/self/status"))!;
  return Number(kibibytes) * 1024;
}
