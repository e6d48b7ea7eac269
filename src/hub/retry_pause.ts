/**
 * How long to wait before another attempt, and the waiting.
 *
 * @module
 */

/** A host that asks for a longer pause gets this one, in milliseconds. */
const LONGEST_PAUSE = 30_000;

/**
 * Computes the pause before another attempt.
 *
 * @param attempt The attempt to come, from 1.
 * @param options The usual pause in milliseconds, and the headers of an answer, whose `Retry-After` counts.
 * @returns Milliseconds, at most 30 000.
 */
export function pauseBefore(
  attempt: number,
  options: { retryDelay: number; headers?: Headers },
): number {
  const { retryDelay, headers } = options;
  const wanted = headers?.get("retry-after") ?? "";
  const seconds = /^\d+$/.test(wanted) ? Number(wanted) : (Date.parse(wanted) - Date.now()) / 1000;
  const own = retryDelay * 2 ** (attempt - 1);
  return Math.min(Math.max(own, Number.isNaN(seconds) ? 0 : seconds * 1000), LONGEST_PAUSE);
}

/**
 * Waits.
 *
 * @param milliseconds How long.
 * @param signal Ends the wait with its reason as an error.
 */
export function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    if (signal?.aborted) stop();
    else signal?.addEventListener("abort", stop, { once: true });
  });
}
