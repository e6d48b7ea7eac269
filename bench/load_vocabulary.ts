/**
 * `load_vocabulary.ts FILE`: loads a `tokenizer.json` and prints, as JSON, how long that took and how much
 * memory the process has needed. It is run in a process of its own, so that nothing else is counted.
 *
 * @module
 */

import { parseTokenizerJson, Tokenizer } from "../src/tokenizer/tokenizer.ts";
import { watchMemory } from "./measure/memory.ts";

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
const readMemory = watchMemory();
const startBytes = readMemory().resident;
const start = performance.now();
const tokenizer = new Tokenizer(parseTokenizerJson(Deno.readTextFileSync(file)));
const milliseconds = performance.now() - start;
tokenizer.encode("The first text finds everything built.");
const cost: LoadCost = { milliseconds, peakBytes: readMemory().peak, startBytes };
// deno-lint-ignore no-console -- the answer of this process
console.log(JSON.stringify(cost));
