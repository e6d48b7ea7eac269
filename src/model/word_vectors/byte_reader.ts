/**
 * A stream of bytes as a buffer that moves along it: what lies ahead is kept, what lies behind is let go.
 * It knows nothing of formats.
 *
 * @module
 */

/** Looks ahead in a stream of bytes. */
export class ByteReader {
  /** What has arrived and is not let go; replaced by every method that waits. */
  bytes: Uint8Array = new Uint8Array(0);
  /** Where in `bytes` the next record starts; the caller moves it on. */
  start = 0;
  readonly #chunks: ReadableStreamDefaultReader<Uint8Array>;

  /**
   * Takes a stream over.
   *
   * @param stream Bytes in chunks of any size.
   */
  constructor(stream: ReadableStream<Uint8Array>) {
    this.#chunks = stream.getReader();
  }

  /**
   * Waits for bytes.
   *
   * @param count Number of bytes from `start` on, at least 1.
   * @returns Whether the stream has as many.
   * @throws {TypeError} If the stream gives something other than bytes.
   */
  async request(count: number): Promise<boolean> {
    while (this.bytes.length - this.start < count) {
      if (!await this.#fill()) return false;
    }
    return true;
  }

  /**
   * Waits for a byte.
   *
   * @param stop The byte.
   * @param limit Number of bytes from `start` on after which it is given up.
   * @returns Where in `bytes` it is; `bytes.length` if the stream ends before, -1 if it was given up.
   * @throws {TypeError} If the stream gives something other than bytes.
   */
  async seek(stop: number, limit: number): Promise<number> {
    for (let seen = 0;;) {
      const at = this.bytes.indexOf(stop, this.start + seen);
      if (at >= 0) return at;
      seen = this.bytes.length - this.start;
      if (seen > limit) return -1;
      if (!await this.#fill()) return this.bytes.length;
    }
  }

  /**
   * Hands on what is not let go, and all that is still to come; the reader is of no use after that.
   *
   * @returns The bytes from `start` on.
   */
  release(): ReadableStream<Uint8Array<ArrayBuffer>> {
    const chunks = this.#chunks;
    const rest = this.bytes.slice(this.start);
    return new ReadableStream({
      start: (controller) => controller.enqueue(rest),
      async pull(controller) {
        const { value, done } = await chunks.read();
        if (done) controller.close();
        else controller.enqueue(value.slice());
      },
      cancel: (reason) => chunks.cancel(reason),
    });
  }

  /** Lets the stream go. */
  async cancel(): Promise<void> {
    await this.#chunks.cancel();
  }

  async #fill(): Promise<boolean> {
    const { value: chunk, done } = await this.#chunks.read();
    if (done) return false;
    if (!(chunk instanceof Uint8Array)) {
      throw new TypeError(
        `Cannot read bytes: the stream gave a ${typeof chunk}, Uint8Arrays are needed`,
      );
    }
    const rest = this.bytes.subarray(this.start);
    this.start = 0;
    this.bytes = rest.length === 0 ? chunk : join(rest, chunk);
    return true;
  }
}

function join(first: Uint8Array, second: Uint8Array): Uint8Array {
  const joined = new Uint8Array(first.length + second.length);
  joined.set(first);
  joined.set(second, first.length);
  return joined;
}
