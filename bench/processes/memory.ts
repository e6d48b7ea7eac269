/**
 * How much memory processes need: with a model, and while they encode a stream of lines.
 *
 * @module
 */

import { join } from "@std/path";
import type { MemoryUse } from "../measure/memory.ts";
import { formatMegabytes, renderTable } from "../measure/markdown.ts";
import { denoProgram, type Program, runProgram } from "../measure/programs.ts";

/** Processes of which the one with the least memory counts. */
const ROUNDS = 3;

/** What is asked for, and what the model's rows then are. */
const RESIDENT_TYPES = [
  ["stored", "float16 rows, as in its file"],
  ["int8", "int8 rows"],
  ["float32", "float32 rows"],
] as const;

/** What processes are given. */
export interface MemoryMaterial {
  /** Folder of the model. */
  readonly model: string;
  /** File of many lines. */
  readonly lines: string;
  /** Folder for vectors. */
  readonly folder: string;
}

/**
 * Measures the memory of fresh processes.
 *
 * @param material Model and lines.
 * @returns A table in Markdown.
 */
export async function measureMemory(
  { model, lines, folder }: MemoryMaterial,
): Promise<string> {
  const empty = await measureLeast(denoProgram("processes/empty_memory.ts"));
  const rows = [renderRow("an empty script", empty, empty)];
  for (const [type, description] of RESIDENT_TYPES) {
    const use = await measureLeast(denoProgram("processes/model_memory.ts", [model, type]));
    rows.push(renderRow(`the model loaded with ${description}, a sentence encoded`, use, empty));
  }
  const output = join(folder, "vectors.npy");
  const encode = denoProgram("processes/command_memory.ts", [
    ...["encode", "--model", model, "--output", output],
  ]);
  const use = await measureOnce(readingFrom(lines, encode));
  rows.push(
    renderRow("`encode -o vectors.npy` of 1,000,000 lines from standard input", use, empty),
  );
  await Deno.remove(output);
  return renderTable(rows, {
    titles: ["Process", "resident at the end", "above empty", "peak", "above empty"],
  });
}

/** The program with a file for its standard input. */
function readingFrom(file: string, { command, args }: Program): Program {
  return { command: "sh", args: ["-c", 'exec "$@" < "$0"', file, command, ...args] };
}

async function measureOnce(program: Program): Promise<MemoryUse> {
  return JSON.parse((await runProgram(program)).output);
}

async function measureLeast(program: Program): Promise<MemoryUse> {
  const uses: MemoryUse[] = [];
  for (let i = 0; i < ROUNDS; i++) uses.push(await measureOnce(program));
  return {
    resident: Math.min(...uses.map(({ resident }) => resident)),
    peak: Math.min(...uses.map(({ peak }) => peak)),
  };
}

function renderRow(name: string, { resident, peak }: MemoryUse, empty: MemoryUse): string[] {
  return [
    name,
    formatMegabytes(resident),
    formatMegabytes(resident - empty.resident),
    formatMegabytes(peak),
    formatMegabytes(peak - empty.peak),
  ];
}
