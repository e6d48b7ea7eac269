/**
 * A turn for everything else on this thread.
 *
 * @module
 */

/**
 * Lets timers and signals run, which long computations on this thread keep waiting.
 *
 * @param signal Is asked after that.
 * @throws {DOMException} If the signal was aborted.
 */
export async function pause(signal: AbortSignal | undefined): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
  signal?.throwIfAborted();
}
