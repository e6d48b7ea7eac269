/**
 * What the timed programs print, ours and those of the peers.
 *
 * @module
 */

/** Times of one process, in seconds. */
export interface PeerTimes {
  /** Lines of the repeated file, so that it shows when programs cut a file differently. */
  readonly lines: number;
  /** Loading the model. */
  readonly load: number;
  /** Each pass over the repeated file, the first in the process first; at least one. */
  readonly repeated: readonly number[];
  /** One pass over each of the other files. */
  readonly once: readonly number[];
}

/**
 * Reads what a timed program has printed.
 *
 * @param output Its standard output: one JSON object, last line.
 * @param lineCount How many lines the repeated file has.
 * @returns The times.
 * @throws {SyntaxError} If the output is something else.
 * @throws {RangeError} If the program has seen another number of lines.
 */
export function parsePeerTimes(output: string, lineCount: number): PeerTimes {
  const line = output.trimEnd().split("\n").at(-1)!;
  const times = parseObject(line);
  const { lines, load, repeated, once } = times;
  const isComplete = typeof lines === "number" && typeof load === "number" &&
    areSeconds(repeated) && repeated.length > 0 && areSeconds(once);
  if (!isComplete) {
    throw new SyntaxError(
      `Cannot read times: ${JSON.stringify(line)} was printed, an object of "lines", "load", ` +
        `"repeated" and "once" is needed`,
    );
  }
  if (lines !== lineCount) {
    throw new RangeError(
      `Cannot compare times: the program has seen ${lines} lines, the file has ${lineCount}`,
    );
  }
  return { lines, load, repeated, once };
}

function parseObject(line: string): { readonly [key: string]: unknown } {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function areSeconds(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((seconds) => typeof seconds === "number");
}

/** The shortest times of several processes, in seconds. */
export interface BestTimes {
  /** Any pass over the repeated file. */
  readonly warm: number;
  /** The first pass in a process. */
  readonly first: number;
  /** The pass over a file that is read once; `undefined` without one. */
  readonly once: number | undefined;
}

/**
 * Takes the shortest times of several processes that did the same.
 *
 * @param processes At least one.
 * @returns The shortest of each kind.
 */
export function takeBest(processes: readonly PeerTimes[]): BestTimes {
  const once = processes.flatMap((times) => times.once);
  return {
    warm: Math.min(...processes.flatMap((times) => times.repeated)),
    first: Math.min(...processes.map((times) => times.repeated[0]!)),
    once: once.length === 0 ? undefined : Math.min(...once),
  };
}
