/**
 * Programs that are run to be measured, each in a process of its own.
 *
 * @module
 */

import { fromFileUrl } from "@std/path";

/** A program and what it is given. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  /** Variables beside those of this process. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * A script of this repository, to be run by the Deno that runs this one.
 *
 * @param script Path below `bench`.
 * @param args What the script is given.
 * @returns The program. It has every permission, since Deno lets no other process read `/proc`.
 */
export function denoProgram(script: string, args: readonly string[] = []): Program {
  const path = fromFileUrl(new URL(`../${script}`, import.meta.url));
  return {
    command: Deno.execPath(),
    args: ["run", "--cached-only", "--allow-all", path, ...args],
  };
}

/**
 * Runs a program to its end.
 *
 * @param program The program.
 * @returns What it has printed, and seconds from its start to its end.
 * @throws {Error} If it cannot be started, or fails.
 */
export async function runProgram(
  { command, args, env = {} }: Program,
): Promise<{ output: string; seconds: number }> {
  const child = new Deno.Command(command, { args: [...args], env, stdin: "null" });
  const start = performance.now();
  const { success, code, stdout, stderr } = await child.output();
  const seconds = (performance.now() - start) / 1000;
  const decoder = new TextDecoder();
  if (!success) {
    throw new Error(
      `Cannot run "${[command, ...args].join(" ")}": it ended with ${code} and "${
        decoder.decode(stderr).trim()
      }"`,
    );
  }
  return { output: decoder.decode(stdout), seconds };
}

/**
 * Tells whether a program is installed and works.
 *
 * @param program What to try.
 * @returns What it has printed; `undefined` if it cannot be started, or fails.
 */
export async function tryProgram(program: Program): Promise<string | undefined> {
  try {
    return (await runProgram(program)).output.trim();
  } catch {
    return undefined;
  }
}

/** A way to keep programs to one core. */
export interface Pin {
  /** How it is said in a report. */
  readonly description: string;
  /** Gives the program that runs another one so. */
  readonly pin: (program: Program) => Program;
}

/**
 * Finds out how programs can be kept to one core.
 *
 * @returns `taskset` to the first core; where there is none, what leaves programs as they are.
 */
export async function findPin(): Promise<Pin> {
  const answer = await tryProgram({ command: "taskset", args: ["-c", "0", "true"] });
  if (answer === undefined) {
    return { description: "on any core, for want of `taskset`", pin: (program) => program };
  }
  return {
    description: "on one core (`taskset -c 0`)",
    pin: ({ command, args, ...rest }) => ({
      ...rest,
      command: "taskset",
      args: ["-c", "0", command, ...args],
    }),
  };
}
