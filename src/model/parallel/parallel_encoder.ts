/**
 * Encoding by several threads over one copy of the embeddings.
 *
 * @module
 */

import type { Encoder } from "../../encoder.ts";
import { createMatrix, type Matrix } from "../../numeric/matrix.ts";
import { pause } from "../../numeric/pause.ts";
import { checkTexts, resolveEncodeOptions } from "../encode_options.ts";
import type { StaticModel } from "../static_model.ts";
import { inOrder } from "./in_order.ts";
import { type ParallelOptions, resolveParallelOptions } from "./parallel_options.ts";
import { shareModel } from "./share_model.ts";
import { TASKS_PER_WORKER, WorkerPool } from "./worker_pool.ts";

/** Milliseconds for which a thread that encodes alone keeps others waiting. */
const TURN = 20;

/** Encodes one batch: its vectors, row-major. */
type BatchEncoder = (texts: readonly string[]) => Promise<Float32Array>;

/**
 * Encodes by several threads, with the results of {@linkcode StaticModel.encode}.
 *
 * The threads are Web Workers that read one copy of the embeddings in a SharedArrayBuffer, made when the
 * encoder is; the model itself is not kept. A worker takes about a tenth of a second to start, and keeps a
 * process running until the encoder is closed. Where the runtime has no workers, or none that share memory
 * (Node, pages without cross-origin isolation), the caller's thread encodes, and `onWarning` is told.
 *
 * A text that the tokenizer refuses fails the call that it was given to; when a worker fails, the encoder
 * is closed.
 *
 * @example Encode more texts than memory holds
 * ```ts
 * import { ParallelEncoder, StaticModel } from "@model2vec/model2vec";
 * import { assertEquals } from "@std/assert";
 *
 * const model = await StaticModel.fromPretrained("tests/fixtures/static-model-32-int8");
 * await using encoder = new ParallelEncoder(model, { workers: 2 });
 * const batches = [["A dog barks", "A cat"], ["Stock markets fell"]];
 * const rows: number[] = [];
 * for await (const vectors of encoder.encodeBatches(batches)) rows.push(vectors.rows);
 * assertEquals(rows, [2, 1]);
 * ```
 */
export class ParallelEncoder implements Encoder, AsyncDisposable {
  /** Number of dimensions of a vector. */
  readonly dimensions: number;
  /** How many threads may encode beside the caller's; 0 where that does it alone. */
  readonly workers: number;
  readonly #batchSize: number;
  readonly #encodeBatch: BatchEncoder;
  readonly #controller = new AbortController();

  /**
   * Copies a model's embeddings into shared memory. Workers are started when there are texts for them.
   *
   * @param model The model.
   * @param options Number of workers, truncation and normalisation.
   * @throws {RangeError} If `workers`, `batchSize` or `maxLength` is out of range.
   * @throws {TypeError} If `normalize` is no boolean.
   */
  constructor(model: StaticModel, options: ParallelOptions = {}) {
    const { workers, batchSize } = resolveParallelOptions(options);
    const encodeOptions = resolveEncodeOptions(options, model.config);
    const shared = shareModel(model, { workers, onWarning: options.onWarning });
    this.dimensions = model.dimensions;
    this.workers = shared === undefined ? 0 : workers;
    this.#batchSize = batchSize;
    const controller = this.#controller;
    if (shared === undefined) {
      this.#encodeBatch = inTurns((texts) => model.encode(texts, encodeOptions).data);
    } else {
      const pool = new WorkerPool<readonly string[], Float32Array>({
        createWorker,
        workers,
        controller,
        remedy: "encode() needs none",
      });
      pool.begin({ ...shared, options: encodeOptions });
      this.#encodeBatch = (texts) => pool.run(texts);
    }
    abortWith(controller, options.signal);
  }

  /**
   * Encodes texts.
   *
   * @param texts Any texts.
   * @returns One row of `dimensions` values per text; zeros for a text without known tokens.
   * @throws {TypeError} If `texts` is no array of strings.
   * @throws {Error} If the encoder was closed, or a worker failed.
   * @throws Whatever the signal was aborted with.
   *
   * @example The same vectors as those of the model
   * ```ts
   * import { ParallelEncoder, StaticModel } from "@model2vec/model2vec";
   * import { assertEquals } from "@std/assert";
   *
   * const model = await StaticModel.fromPretrained("tests/fixtures/static-model-32-int8");
   * await using encoder = new ParallelEncoder(model, { workers: 1 });
   * const texts = ["How to bake bread", "Stock markets fell"];
   * assertEquals(await encoder.encode(texts), model.encode(texts));
   * ```
   */
  async encode(texts: readonly string[]): Promise<Matrix> {
    checkTexts(texts);
    const vectors = createMatrix(texts.length, this.dimensions);
    let filled = 0;
    for await (const { data } of this.encodeBatches(slice(texts, this.#batchSize))) {
      vectors.data.set(data, filled);
      filled += data.length;
    }
    return vectors;
  }

  /**
   * Encodes batches of texts as they come. At most three batches for each worker are read ahead of the
   * vectors that have been taken, so that memory does not grow when the caller is slower.
   *
   * @param batches Lists of texts; 256 to 4,096 texts a list are a good measure.
   * @returns One matrix for each list, in the same order: one row of `dimensions` values per text.
   * @throws {TypeError} If a batch is no array of strings.
   * @throws {Error} If the encoder was closed, or a worker failed.
   * @throws Whatever the source throws, or the signal was aborted with.
   *
   * @example Encode what a generator reads
   * ```ts
   * import { ParallelEncoder, StaticModel } from "@model2vec/model2vec";
   * import { assertEquals } from "@std/assert";
   *
   * async function* read(): AsyncGenerator<string[]> {
   *   yield ["first", "second"];
   *   yield ["third"];
   * }
   * const model = await StaticModel.fromPretrained("tests/fixtures/static-model-32-int8");
   * await using encoder = new ParallelEncoder(model, { workers: 1 });
   * const sizes: number[] = [];
   * for await (const { rows } of encoder.encodeBatches(read())) sizes.push(rows);
   * assertEquals(sizes, [2, 1]);
   * ```
   */
  encodeBatches(
    batches: Iterable<readonly string[]> | AsyncIterable<readonly string[]>,
  ): AsyncGenerator<Matrix> {
    return inOrder(batches, async (texts) => {
      checkTexts(texts);
      return createMatrix(texts.length, this.dimensions, await this.#encodeBatch(texts));
    }, {
      limit: Math.max(1, TASKS_PER_WORKER * this.workers),
      signal: this.#controller.signal,
    });
  }

  /**
   * Ends the workers; what is under way rejects. Closing again does nothing.
   *
   * @example Close an encoder without `using`
   * ```ts
   * import { ParallelEncoder, StaticModel } from "@model2vec/model2vec";
   * import { assertRejects } from "@std/assert";
   *
   * const model = await StaticModel.fromPretrained("tests/fixtures/static-model-32-int8");
   * const encoder = new ParallelEncoder(model);
   * encoder.close();
   * await assertRejects(() => encoder.encode(["too late"]), Error, "the encoder was closed");
   * ```
   */
  close(): void {
    this.#controller.abort(
      new Error("Cannot encode in parallel: the encoder was closed, make another"),
    );
  }

  /** Closes the encoder at the end of a block, for `await using`. */
  [Symbol.asyncDispose](): Promise<void> {
    this.close();
    return Promise.resolve();
  }
}

/**
 * Encodes texts by several threads, which end with it.
 *
 * @param model The model.
 * @param texts Any texts.
 * @param options Number of workers, truncation and normalisation.
 * @returns One row per text.
 * @throws As {@linkcode ParallelEncoder} does.
 */
export async function encodeParallel(
  model: StaticModel,
  texts: readonly string[],
  options?: ParallelOptions,
): Promise<Matrix> {
  const encoder = new ParallelEncoder(model, options);
  try {
    return await encoder.encode(texts);
  } finally {
    encoder.close();
  }
}

function createWorker(): Worker {
  return new Worker(new URL("./encode_worker.ts", import.meta.url), { type: "module" });
}

function inTurns(encode: (texts: readonly string[]) => Float32Array): BatchEncoder {
  let turn = performance.now();
  return async (texts) => {
    if (performance.now() - turn > TURN) {
      await pause(undefined);
      turn = performance.now();
    }
    return encode(texts);
  };
}

/** Passes the abort of a signal on, until the controller is aborted. */
function abortWith(controller: AbortController, signal: AbortSignal | undefined): void {
  if (signal === undefined) return;
  const abort = () => controller.abort(signal.reason);
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort, { once: true, signal: controller.signal });
}

function* slice(texts: readonly string[], size: number): Generator<readonly string[]> {
  for (let start = 0; start < texts.length; start += size) yield texts.slice(start, start + size);
}
