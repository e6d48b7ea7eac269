/**
 * The life of a thread of a pool: it takes a first message, and answers each one after it.
 *
 * @module
 */

import type { Answer } from "./worker_messages.ts";

/** What a task came to. */
export interface TaskResult<R> {
  /** The result itself. */
  readonly result: R;
  /** The memory of it that is passed on instead of copied. */
  readonly transfer: readonly ArrayBufferLike[];
}

/**
 * Answers the tasks that this thread is sent.
 *
 * @param begin Makes of the first message what works on a task; what the work throws is the task's answer.
 */
export function answerTasks<S, T, R>(begin: (start: S) => (task: T) => TaskResult<R>): void {
  const scope = globalThis as typeof globalThis & {
    postMessage(message: Answer<R>, transfer?: readonly ArrayBufferLike[]): void;
  };
  scope.addEventListener("message", (event) => {
    const work = begin((event as MessageEvent<S>).data);
    scope.addEventListener("message", (event) => {
      try {
        const { result, transfer } = work((event as MessageEvent<T>).data);
        scope.postMessage({ result }, transfer);
      } catch (error) {
        scope.postMessage({ error });
      }
    });
  }, { once: true });
}
