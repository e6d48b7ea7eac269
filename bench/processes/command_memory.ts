/**
 * `command_memory.ts ARGUMENT...`: runs our command line with these arguments, and prints the memory that the
 * process has needed, as JSON.
 *
 * @module
 */

import { main } from "../../cli.ts";
import { watchMemory } from "../measure/memory.ts";

// Before: the command line gives away the permission that this takes.
const readMemory = watchMemory();
const code = await main(Deno.args);
// deno-lint-ignore no-console -- the answer of this process
console.log(JSON.stringify(readMemory()));
Deno.exit(code);
