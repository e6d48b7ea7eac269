/**
 * Threads that work on tasks, each given the next one when it has nothing to wait for.
 *
 * @module
 */

import type { Answer } from "./worker_messages.ts";

/** What a pool is made of. */
export interface WorkerPoolParts {
  /** Makes a thread, which must live as `answerTasks` says. */
  readonly createWorker: () => Worker;
  /** How many threads there may be. */
  readonly workers: number;
  /** Ends the pool; aborted by the pool itself when a thread fails. */
  readonly controller: AbortController;
  /** What would do when a thread fails, to end the message. */
  readonly remedy: string;
}

/** Tasks of a thread at most: one it works on, and two to go on with while the thread that hands out is busy. */
export const TASKS_PER_WORKER = 3;

interface Task<T, R> {
  readonly task: T;
  readonly transfer: Transferable[];
  readonly resolve: (result: R) => void;
  readonly reject: (reason: unknown) => void;
}

interface Thread<T, R> {
  readonly worker: Worker;
  /** What it was sent and has not answered. */
  readonly tasks: Task<T, R>[];
}

/**
 * Threads that are sent the same first message, and tasks `T` with results `R` after it. Ends with its
 * controller, and keeps a process running until then.
 */
export class WorkerPool<T, R> {
  readonly #parts: WorkerPoolParts;
  readonly #threads: Thread<T, R>[] = [];
  readonly #waiting: Task<T, R>[] = [];
  #first: object | undefined;

  /**
   * Starts no thread yet.
   *
   * @param parts The threads, their number and controller.
   */
  constructor(parts: WorkerPoolParts) {
    this.#parts = parts;
    const { signal } = parts.controller;
    signal.addEventListener("abort", () => this.#end(signal.reason), { once: true });
  }

  /** Starts all threads, which then load their modules while the first message is made. */
  startAll(): void {
    const { workers, controller } = this.#parts;
    while (this.#threads.length < workers && !controller.signal.aborted) this.#startThread();
  }

  /**
   * Says what threads are sent first; tasks wait for it.
   *
   * @param first The message; each thread's has its number as `thread` too, from 0.
   */
  begin(first: object): void {
    this.#first = first;
    this.#threads.forEach(({ worker }, thread) => worker.postMessage({ ...first, thread }));
    this.#handOut();
  }

  /**
   * Has a thread work on a task.
   *
   * @param task What the thread is sent.
   * @param transfer The memory of it that is passed on instead of copied.
   * @returns What the thread makes of it.
   * @throws Whatever the work throws, or the reason for which the pool ended.
   */
  run(task: T, transfer: Transferable[] = []): Promise<R> {
    const { signal } = this.#parts.controller;
    if (signal.aborted) return Promise.reject(signal.reason);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ task, transfer, resolve, reject });
      this.#handOut();
    });
  }

  #handOut(): void {
    while (this.#first !== undefined && this.#waiting.length > 0) {
      const thread = this.#findThread();
      const next = thread && this.#waiting.shift();
      if (thread === undefined || next === undefined) return;
      thread.tasks.push(next);
      thread.worker.postMessage(next.task, next.transfer);
    }
  }

  /** The thread with the least to do, a new one before one that is busy. */
  #findThread(): Thread<T, R> | undefined {
    let least: Thread<T, R> | undefined;
    for (const thread of this.#threads) {
      if (least === undefined || thread.tasks.length < least.tasks.length) least = thread;
    }
    const isIdle = least?.tasks.length === 0;
    if (!isIdle && this.#threads.length < this.#parts.workers) return this.#startThread();
    return least && least.tasks.length < TASKS_PER_WORKER ? least : undefined;
  }

  #startThread(): Thread<T, R> | undefined {
    try {
      const worker = this.#parts.createWorker();
      const thread: Thread<T, R> = { worker, tasks: [] };
      worker.addEventListener("message", ({ data }) => this.#settle(thread, data));
      worker.addEventListener("error", (event) => {
        event.preventDefault();
        this.#fail(event.message);
      });
      worker.addEventListener("messageerror", () => this.#fail("a message could not be read"));
      if (this.#first !== undefined) {
        worker.postMessage({ ...this.#first, thread: this.#threads.length });
      }
      this.#threads.push(thread);
      return thread;
    } catch (error) {
      this.#fail(error instanceof Error ? error.message : String(error), error);
      return undefined;
    }
  }

  #settle({ tasks }: Thread<T, R>, answer: Answer<R>): void {
    const task = tasks.shift();
    this.#handOut();
    if ("result" in answer) task?.resolve(answer.result);
    else task?.reject(answer.error);
  }

  #fail(reason: string, cause?: unknown): void {
    const { controller, remedy } = this.#parts;
    const message = `Cannot encode in parallel: a worker failed with "${reason}", ${remedy}`;
    controller.abort(new Error(message, { cause }));
  }

  #end(reason: unknown): void {
    const threads = this.#threads.splice(0);
    const tasks = [...threads.flatMap((thread) => thread.tasks), ...this.#waiting.splice(0)];
    for (const { worker } of threads) worker.terminate();
    for (const { reject } of tasks) reject(reason);
  }
}
