/**
 * Work on the items of a source, several at a time, with results in the order of the items.
 *
 * @module
 */

/** How far the work may run ahead, and what ends it. */
export interface OrderOptions {
  /** Items at most whose results have not been taken, at least 1; the source is read no further. */
  readonly limit: number;
  /** Ends the work, also while it waits for the source. */
  readonly signal: AbortSignal;
}

/**
 * Works on items as they come.
 *
 * @param source The items; closed when the results end, or are wanted no longer.
 * @param work Starts on an item.
 * @param options Bound, and signal.
 * @returns The results, in the order of the items.
 * @throws Whatever the source or the work throws, or the reason of the signal.
 */
export async function* inOrder<T, R>(
  source: Iterable<T> | AsyncIterable<T>,
  work: (item: T) => Promise<R>,
  { limit, signal }: OrderOptions,
): AsyncGenerator<R> {
  const items = iterate(source);
  const failure = new AbortController();
  const stop = AbortSignal.any([signal, failure.signal]);
  const results: Promise<R>[] = [];
  let isEnded = false;
  let next: Promise<void> | undefined;
  function readOn(): void {
    if (isEnded || next !== undefined || results.length >= limit) return;
    next = items.next().then(({ done, value }) => {
      next = undefined;
      isEnded ||= done === true;
      if (!isEnded) results.push(markHandled(work(value)));
      readOn();
    }).catch((error) => failure.abort(error));
  }
  try {
    readOn();
    for (let [first] = results; first !== undefined || next !== undefined; [first] = results) {
      if (first === undefined) {
        await unlessAborted(next ?? Promise.resolve(), stop);
        continue;
      }
      const result = await unlessAborted(first, stop);
      results.shift();
      // From here on the source is read while the caller has the result.
      readOn();
      yield result;
    }
  } finally {
    isEnded = true;
    const closing = markHandled(items.return(undefined));
    // A source that is being waited for closes after its next item, which may never come.
    if (next === undefined) await closing;
  }
}

async function* iterate<T>(source: Iterable<T> | AsyncIterable<T>): AsyncGenerator<T> {
  yield* source;
}

/** Keeps a promise that nobody comes to wait for from being reported when it rejects. */
function markHandled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
