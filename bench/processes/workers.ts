/**
 * What a second worker brings, in the library and through the command line.
 *
 * @module
 */

import { fromFileUrl, join } from "@std/path";
import { formatNumber, renderTable } from "../measure/markdown.ts";
import { denoProgram, findPin, type Program, runProgram } from "../measure/programs.ts";

/** Processes of each number of workers, in turns. */
const ROUNDS = 3;

/** What processes are given. */
export interface WorkersMaterial {
  /** Folder of the model. */
  readonly model: string;
  /** Lines for the library, few enough to be held in memory. */
  readonly texts: LineFile;
  /** Lines for the command line. */
  readonly lines: LineFile;
  /** Folder for vectors. */
  readonly folder: string;
}

/** A file of lines. */
export interface LineFile {
  readonly path: string;
  readonly count: number;
}

/**
 * Times encoding by no, one and two workers. In the library the main thread collects, in the command line it reads
 * and writes as well; there one worker is the main thread itself. As the system writes on another core while a thread
 * encodes, one worker is timed on a single core too.
 *
 * @param material Model and lines.
 * @returns A table in Markdown.
 */
export async function measureWorkers(
  { model, texts, lines, folder }: WorkersMaterial,
): Promise<string> {
  const { pin } = await findPin();
  const library = await timeInTurns([0, 1, 2], async (workers) => {
    const args = [model, texts.path, String(workers)];
    const program = denoProgram("processes/parallel_passes.ts", args);
    return Number((await runProgram(workers === 0 ? pin(program) : program)).output);
  });
  const output = join(folder, "vectors.npy");
  const command = await timeInTurns([0, 1, 2], async (workers) => {
    const count = String(Math.max(1, workers));
    const args = [lines.path, "--model", model, "--output", output, "--workers", count];
    const program = encodeProgram(args);
    const { seconds } = await runProgram(workers === 0 ? pin(program) : program);
    await Deno.remove(output);
    return seconds;
  });
  const [none, one, two] = library.map((seconds) => texts.count / seconds);
  const [pinned, alone, both] = command.map((seconds) => lines.count / seconds);
  return renderTable([
    [
      "library, best pass",
      ...[none, one, two].map((speed) => formatNumber(speed)),
      ...[two! / one!, two! / none!].map((ratio) => formatNumber(ratio, 2)),
    ],
    [
      "`encode FILE -o vectors.npy --workers N`, the whole process",
      ...[pinned, alone, both].map((speed) => formatNumber(speed)),
      ...[both! / alone!, both! / pinned!].map((ratio) => formatNumber(ratio, 2)),
    ],
  ], {
    titles: [
      ...["Lines/s", "main thread alone, on one core", "one worker", "two workers"],
      ...["two workers / one", "two workers / one core"],
    ],
  });
}

function encodeProgram(args: readonly string[]): Program {
  const script = fromFileUrl(new URL("../../cli.ts", import.meta.url));
  return {
    command: Deno.execPath(),
    args: ["run", "--cached-only", "--allow-all", script, "encode", ...args],
  };
}

/** The shortest seconds of each number of workers. */
async function timeInTurns(
  workerCounts: readonly number[],
  run: (workers: number) => Promise<number>,
): Promise<number[]> {
  const shortest = workerCounts.map(() => Infinity);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, workers] of workerCounts.entries()) {
      shortest[i] = Math.min(shortest[i]!, await run(workers));
    }
  }
  return shortest;
}
