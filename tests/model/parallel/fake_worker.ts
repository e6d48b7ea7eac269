/** Workers that start no thread, and answer when a test tells them to. */

/** Stands in for `Worker` until the end of a block. */
export class FakeWorkers implements Disposable {
  /** The workers that were made. */
  readonly made: FakeWorker[] = [];
  readonly #original = globalThis.Worker;

  constructor() {
    const { made } = this;
    globalThis.Worker = class extends FakeWorker {
      constructor() {
        super();
        made.push(this);
      }
    };
  }

  [Symbol.dispose](): void {
    globalThis.Worker = this.#original;
  }
}

/** Keeps what it is sent. */
export class FakeWorker extends EventTarget implements Worker {
  onerror: Worker["onerror"] = null;
  onmessage: Worker["onmessage"] = null;
  onmessageerror: Worker["onmessageerror"] = null;
  /** The messages, the model first. */
  readonly received: unknown[] = [];
  isTerminated = false;

  postMessage(message: unknown): void {
    this.received.push(message);
  }

  terminate(): void {
    this.isTerminated = true;
  }

  /** Sends a message. */
  answer(data: unknown): void {
    this.dispatchEvent(new MessageEvent("message", { data }));
  }
}
