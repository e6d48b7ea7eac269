/**
 * `empty_memory.ts`: prints the memory of a process that does nothing, as JSON.
 *
 * @module
 */

import { watchMemory } from "../measure/memory.ts";

// deno-lint-ignore no-console -- the answer of this process
console.log(JSON.stringify(watchMemory()()));
