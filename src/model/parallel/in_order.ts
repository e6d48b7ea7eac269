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
  let next: Promise<{ item: IteratorResult<T> }> | undefined;
  let isRead = false;
  const results: Promise<{ result: R }>[] = [];
  try {
    while (!isRead || results.length > 0) {
      if (!isRead && results.length < limit) {
        next ??= items.next().then((item) => ({ item }));
      }
      const candidates = results.slice(0, 1);
      const first = await unlessAborted(
        // The item before the result, so that there is always work under way.
        Promise.race(next === undefined ? candidates : [next, ...candidates]),
        signal,
      );
      if ("result" in first) {
        results.shift();
        yield first.result;
        continue;
      }
      next = undefined;
      if (first.item.done) isRead = true;
      else results.push(markHandled(work(first.item.value).then((result) => ({ result }))));
    }
  } finally {
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
