/**
 * Lines to parts of the output, by one thread or by several.
 *
 * @module
 */

import { inOrder } from "../model/parallel/in_order.ts";
import { shareModel } from "../model/parallel/share_model.ts";
import { TASKS_PER_WORKER, WorkerPool } from "../model/parallel/worker_pool.ts";
import type { StaticModel } from "../model/static_model.ts";
import type { LineBlock } from "./cut_lines.ts";
import { type BlockOptions, encodeBlock, type OutputBlock } from "./encode_block.ts";

/** Encodes lines. Its threads end with it. */
export interface BlockEncoder extends Disposable {
  /** Number of dimensions of a vector. */
  readonly dimensions: number;
  /** Encodes blocks as they come; several threads are passed the memory of the blocks. */
  encode(blocks: AsyncIterable<LineBlock>): AsyncGenerator<OutputBlock>;
}

/** How lines are encoded, and by whom. */
export interface BlockEncoderOptions extends BlockOptions {
  /** Threads that encode; one is the caller's. */
  readonly workers: number;
  /** Ends what is under way. */
  readonly signal: AbortSignal;
  /** Is told why the caller's thread encodes alone, where several cannot. */
  readonly onWarning: (message: string) => void;
}

/**
 * Makes an encoder; several threads start while the model is loaded.
 *
 * @param load Loads the model. Nothing holds it later if several threads encode, which have its embeddings in
 *   memory that they share.
 * @param options Form of lines and output, number of threads.
 * @returns The encoder.
 * @throws Whatever `load` throws.
 */
export async function openBlockEncoder(
  load: () => Promise<StaticModel>,
  { workers, signal, onWarning, ...options }: BlockEncoderOptions,
): Promise<BlockEncoder> {
  if (workers === 1) return encoderHere(await load(), options);
  const controller = new AbortController();
  const pool = new WorkerPool<LineBlock, OutputBlock>({
    createWorker,
    workers,
    controller,
    remedy: "--workers 1 needs none",
  });
  const close = () => controller.abort();
  try {
    pool.startAll();
    const model = await load();
    const shared = shareModel(model, { workers, onWarning });
    if (shared === undefined) {
      close();
      return encoderHere(model, options);
    }
    pool.begin({ ...shared, ...options });
    const order = {
      limit: TASKS_PER_WORKER * workers,
      signal: AbortSignal.any([signal, controller.signal]),
    };
    return {
      dimensions: model.dimensions,
      encode: (blocks) => inOrder(blocks, (block) => pool.run(block, [block.bytes.buffer]), order),
      [Symbol.dispose]: close,
    };
  } catch (error) {
    close();
    throw error;
  }
}

function createWorker(): Worker {
  return new Worker(new URL("./encode_block_worker.ts", import.meta.url), { type: "module" });
}

function encoderHere(model: StaticModel, options: BlockOptions): BlockEncoder {
  return {
    dimensions: model.dimensions,
    async *encode(blocks) {
      for await (const block of blocks) yield encodeBlock(model, block, options);
    },
    [Symbol.dispose]: () => {},
  };
}
