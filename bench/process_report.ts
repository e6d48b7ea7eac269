/**
 * `process_report.ts [--python PATH]`: what whole processes take: memory, time to the first sentence, and what
 * several workers bring. Each figure comes from fresh processes. Prints Markdown.
 *
 * @module
 */

import { parseArgs } from "@std/cli/parse-args";
import { join } from "@std/path";
import { largeModel } from "./large_model.ts";
import { describeOrigin } from "./measure/origin.ts";
import { findPin } from "./measure/programs.ts";
import { findPython } from "./peers/peer.ts";
import { measureColdStart } from "./processes/cold_start.ts";
import { writeManyLines } from "./processes/many_lines.ts";
import { measureMemory } from "./processes/memory.ts";
import { measureWorkers } from "./processes/workers.ts";

const flags = parseArgs(Deno.args, { string: ["python"] });
const interpreter = String(flags.python || "python3");
const python = await findPython(interpreter);
const { description: pinned, pin } = await findPin();

const folder = await Deno.makeTempDir();
try {
  const model = join(folder, "model");
  const lines = { path: join(folder, "many.txt"), count: 1_000_000 };
  const texts = { path: join(folder, "fewer.txt"), count: 100_000 };
  await (await largeModel()).savePretrained(model);
  for (const { path, count } of [lines, texts]) await writeManyLines(path, count);
  const sections = [
    "Memory, any core, the least of three processes (one for the stream):",
    await measureMemory({ model, lines: lines.path, folder }),
    `Time of whole processes, the shortest of ten, ${pinned}:`,
    await measureColdStart({
      model,
      pin,
      ...(python.program === undefined ? {} : { python: interpreter }),
    }),
    "Workers, all cores, the shortest of three processes:",
    await measureWorkers({ model, texts, lines, folder }),
    await describeOrigin("report:processes", [python.description]),
  ];
  // deno-lint-ignore no-console -- the report is for people
  console.log(sections.join("\n\n"));
} finally {
  await Deno.remove(folder, { recursive: true });
}
