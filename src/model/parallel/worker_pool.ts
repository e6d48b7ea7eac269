/**
 * Threads that encode, each given the next batch when it has nothing to wait for.
 *
 * @module
 */

import type { ModelMessage, TextsMessage, VectorsMessage } from "./worker_messages.ts";

/** What the threads of a pool have in common. */
export interface WorkerPoolParts {
  /** What each makes its model of. */
  readonly model: Omit<ModelMessage, "thread">;
  /** How many threads there may be. */
  readonly workers: number;
  /** Ends the pool; aborted by the pool itself when a thread fails. */
  readonly controller: AbortController;
}

/** Batches of a thread at most: one it encodes, and two to go on with while the thread that hands out is busy. */
export const BATCHES_PER_WORKER = 3;

interface Task {
  readonly texts: TextsMessage;
  readonly resolve: (vectors: Float32Array) => void;
  readonly reject: (reason: unknown) => void;
}

interface Thread {
  readonly worker: Worker;
  /** What it was sent and has not answered. */
  readonly tasks: Task[];
}

/** Threads over one shared table. Ends with its controller, and keeps a process running until then. */
export class WorkerPool {
  readonly #parts: WorkerPoolParts;
  readonly #threads: Thread[] = [];
  readonly #waiting: Task[] = [];

  /**
   * Starts no thread yet.
   *
   * @param parts Model, number of threads and controller.
   */
  constructor(parts: WorkerPoolParts) {
    this.#parts = parts;
    const { signal } = parts.controller;
    signal.addEventListener("abort", () => this.#end(signal.reason), { once: true });
  }

  /**
   * Encodes a batch.
   *
   * @param texts The texts.
   * @returns Their vectors, row-major.
   * @throws Whatever the model throws, or the reason for which the pool ended.
   */
  encode(texts: TextsMessage): Promise<Float32Array> {
    const { signal } = this.#parts.controller;
    if (signal.aborted) return Promise.reject(signal.reason);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ texts, resolve, reject });
      this.#handOut();
    });
  }

  #handOut(): void {
    while (this.#waiting.length > 0) {
      const thread = this.#findThread();
      const task = thread && this.#waiting.shift();
      if (thread === undefined || task === undefined) return;
      thread.tasks.push(task);
      thread.worker.postMessage(task.texts);
    }
  }

  /** The thread with the least to do, a new one before one that is busy. */
  #findThread(): Thread | undefined {
    let least: Thread | undefined;
    for (const thread of this.#threads) {
      if (least === undefined || thread.tasks.length < least.tasks.length) least = thread;
    }
    const isIdle = least?.tasks.length === 0;
    if (!isIdle && this.#threads.length < this.#parts.workers) return this.#startThread();
    return least && least.tasks.length < BATCHES_PER_WORKER ? least : undefined;
  }

  #startThread(): Thread | undefined {
    try {
      const worker = new Worker(new URL("./encode_worker.ts", import.meta.url), { type: "module" });
      const thread: Thread = { worker, tasks: [] };
      worker.addEventListener("message", ({ data }) => this.#settle(thread, data));
      worker.addEventListener("error", (event) => {
        event.preventDefault();
        this.#fail(event.message);
      });
      worker.addEventListener("messageerror", () => this.#fail("a message could not be read"));
      worker.postMessage({ ...this.#parts.model, thread: this.#threads.length });
      this.#threads.push(thread);
      return thread;
    } catch (error) {
      this.#fail(error instanceof Error ? error.message : String(error), error);
      return undefined;
    }
  }

  #settle({ tasks }: Thread, answer: VectorsMessage): void {
    const task = tasks.shift();
    this.#handOut();
    if ("vectors" in answer) task?.resolve(answer.vectors);
    else task?.reject(answer.error);
  }

  #fail(reason: string, cause?: unknown): void {
    const message =
      `Cannot encode in parallel: a worker failed with "${reason}", encode() needs none`;
    this.#parts.controller.abort(new Error(message, { cause }));
  }

  #end(reason: unknown): void {
    const threads = this.#threads.splice(0);
    const tasks = [...threads.flatMap((thread) => thread.tasks), ...this.#waiting.splice(0)];
    for (const { worker } of threads) worker.terminate();
    for (const { reject } of tasks) reject(reason);
  }
}
