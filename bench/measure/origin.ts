/**
 * How a report came about.
 *
 * @module
 */

import { tryProgram } from "./programs.ts";

/**
 * The last line of a report.
 *
 * @param task Name of the task that makes the report.
 * @param versions What else was measured, such as `Python 3.11`.
 * @returns The command, versions, system and processor, in a sentence.
 */
export async function describeOrigin(
  task: string,
  versions: readonly string[] = [],
): Promise<string> {
  const cpu = await tryProgram({ command: "cat", args: ["/proc/cpuinfo"] });
  const [, processor = Deno.build.arch] = /^model name\s*: (.+)$/m.exec(cpu ?? "") ?? [];
  const cores = cpu?.match(/^processor\s*:/gm)?.length ?? navigator.hardwareConcurrency;
  const parts = [
    `Deno ${Deno.version.deno} with V8 ${Deno.version.v8}`,
    ...versions,
    `${processor}, ${navigator.hardwareConcurrency} of ${cores} cores, ${Deno.build.os}`,
  ];
  return `Made by \`${["deno task", task, ...Deno.args].join(" ")}\`: ${parts.join("; ")}.`;
}
