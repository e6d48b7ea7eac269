/**
 * How long a fresh process takes for its first sentence.
 *
 * @module
 */

import { ABSENT, formatNumber, renderTable } from "../measure/markdown.ts";
import { denoProgram, type Pin, type Program, runProgram } from "../measure/programs.ts";

/** Processes of each program, in turns. */
const ROUNDS = 10;

const PYTHON_SENTENCE =
  'import sys; from model2vec import StaticModel; StaticModel.from_pretrained(sys.argv[1]).encode(["A dog barks at the cat in the garden."])';

/** What processes are given. */
export interface ColdStartMaterial {
  /** Folder of the model. */
  readonly model: string;
  /** A Python that has model2vec; absent where there is none. */
  readonly python?: string;
  readonly pin: Pin["pin"];
}

/**
 * Times whole processes, from their start to their end.
 *
 * @param material Model and Python.
 * @returns A table in Markdown.
 */
export async function measureColdStart(
  { model, python, pin }: ColdStartMaterial,
): Promise<string> {
  const programs = [
    denoProgram("processes/empty.ts"),
    denoProgram("processes/first_sentence.ts", [model]),
    ...(python === undefined ? [] : [
      { command: python, args: ["-c", "pass"] },
      {
        command: python,
        args: ["-c", PYTHON_SENTENCE, model],
        env: { "HF_HUB_OFFLINE": "1" },
      },
    ]),
  ];
  const [empty, sentence, pythonEmpty, pythonSentence] = await timeInTurns(programs.map(pin));
  return renderTable([
    renderRow("Deno", empty, sentence),
    renderRow("Python", pythonEmpty, pythonSentence),
  ], {
    titles: ["Process", "empty script, ms", "load, encode one sentence, ms", "difference, ms"],
  });
}

async function timeInTurns(programs: readonly Program[]): Promise<number[]> {
  const shortest = programs.map(() => Infinity);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, program] of programs.entries()) {
      const { seconds } = await runProgram(program);
      shortest[i] = Math.min(shortest[i]!, seconds);
    }
  }
  return shortest;
}

function renderRow(name: string, empty?: number, sentence?: number): string[] {
  if (empty === undefined || sentence === undefined) return [name, ABSENT, ABSENT, ABSENT];
  return [name, ...[empty, sentence, sentence - empty].map((time) => formatNumber(time * 1000))];
}
