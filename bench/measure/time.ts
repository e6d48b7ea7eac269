/**
 * How long functions take.
 *
 * @module
 */

/** How often a function is run. */
export interface Repetitions {
  /** Seconds that all runs may take together. @default {0.5} */
  readonly budget?: number;
  /** Runs at least, the first of which warms up. @default {4} */
  readonly least?: number;
}

/**
 * Times a function.
 *
 * @param run What to time.
 * @param repetitions How often.
 * @returns Seconds of the shortest run.
 */
export function timeShortest(
  run: () => void,
  { budget = 0.5, least = 4 }: Repetitions = {},
): number {
  let shortest = Infinity;
  const begin = performance.now();
  for (let i = 0; i < least || performance.now() - begin < budget * 1000; i++) {
    const start = performance.now();
    run();
    shortest = Math.min(shortest, performance.now() - start);
  }
  return shortest / 1000;
}
