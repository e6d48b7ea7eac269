/**
 * Whether threads can share a model, and what they are sent of it.
 *
 * @module
 */

import type { StaticModel } from "../static_model.ts";
import { shareTable } from "../table_memory.ts";
import type { ModelMessage } from "./worker_messages.ts";

/** What all threads are sent alike. */
export type SharedModel = Pick<ModelMessage, "tokenizer" | "shared" | "config">;

/** For whom a model is shared. */
export interface ShareOptions {
  /** How many threads there may be. */
  readonly workers: number;
  /** Is told why there can be none. */
  readonly onWarning: ((message: string) => void) | undefined;
}

/**
 * Copies a model's embeddings into shared memory.
 *
 * @param model The model; not changed, and not kept.
 * @param options Number of threads.
 * @returns What threads are sent; `undefined` where they cannot share memory.
 */
export function shareModel(
  model: StaticModel,
  { workers, onWarning }: ShareOptions,
): SharedModel | undefined {
  const lacking = findLacking();
  const shared = lacking === undefined ? shareTable(model.table, workers) : undefined;
  if (shared === undefined) {
    onWarning?.(
      `Cannot encode in parallel: this runtime has no ${lacking ?? "shared WebAssembly memory"}, ` +
        `one thread encodes`,
    );
    return undefined;
  }
  return { tokenizer: JSON.stringify(model.tokenizer.toJson()), shared, config: model.config };
}

function findLacking(): string | undefined {
  if (globalThis.Worker === undefined) return "Worker";
  // Pages that are not isolated may make shared memory, and not send it.
  const isIsolated = Reflect.get(globalThis, "crossOriginIsolated") !== false;
  return isIsolated && globalThis.SharedArrayBuffer !== undefined ? undefined : "SharedArrayBuffer";
}
