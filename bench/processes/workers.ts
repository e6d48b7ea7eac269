/**
 * What a second worker brings, in the library and through the command line.
 *
 * @module
 */

import { fromFileUrl, join } from "@std/path";
import { ABSENT, formatNumber, renderTable } from "../measure/markdown.ts";
import { denoProgram, type Program, runProgram } from "../measure/programs.ts";

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
 * and writes as well; there one worker is the main thread itself.
 *
 * @param material Model and lines.
 * @returns A table in Markdown.
 */
export async function measureWorkers(
  { model, texts, lines, folder }: WorkersMaterial,
): Promise<string> {
  const library = await timeInTurns([0, 1, 2], async (workers) => {
    const args = [model, texts.path, String(workers)];
    return Number((await runProgram(denoProgram("processes/parallel_passes.ts", args))).output);
  });
  const output = join(folder, "vectors.npy");
  const command = await timeInTurns([1, 2], async (workers) => {
    const args = [lines.path, "--model", model, "--output", output, "--workers", String(workers)];
    const { seconds } = await runProgram(encodeProgram(args));
    await Deno.remove(output);
    return seconds;
  });
  const [none, one, two] = library.map((seconds) => texts.count / seconds);
  const [alone, both] = command.map((seconds) => lines.count / seconds);
  return renderTable([
    [
      "library, best pass",
      ...[none, one, two].map((speed) => formatNumber(speed)),
      ...[two! / one!, two! / none!].map((ratio) => formatNumber(ratio, 2)),
    ],
    [
      "`encode FILE -o vectors.npy --workers N`, the whole process",
      ...[formatNumber(alone), ABSENT, formatNumber(both)],
      ...[ABSENT, formatNumber(both! / alone!, 2)],
    ],
  ], {
    titles: [
      ...["Lines/s", "main thread alone", "one worker", "two workers", "two workers / one"],
      "two workers / main thread",
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
