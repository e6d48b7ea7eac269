/**
 * What threads that encode are told, and what they answer.
 *
 * The first message is a {@linkcode ModelMessage}, perhaps with more in it; each one after it is a task, and has
 * an {@linkcode Answer}. Texts go as an array of strings: joined into one string they took longer to send.
 *
 * @module
 */

import type { EncodeOptions } from "../encode_options.ts";
import type { ModelConfig } from "../model_config.ts";
import type { SharedTable } from "../table_memory.ts";

/** What a worker makes its model of. */
export interface ModelMessage {
  /** The `tokenizer.json`: as text, it is there in half the time that its objects would take. */
  readonly tokenizer: string;
  /** The embeddings. */
  readonly shared: SharedTable;
  /** Number of the worker, from 0. */
  readonly thread: number;
  /** Contents of `config.json`. */
  readonly config: ModelConfig;
  /** How texts are encoded. */
  readonly options: EncodeOptions;
}

/** The answer to each task, in the same order. */
export type Answer<R> =
  | { readonly result: R }
  | { readonly error: unknown };
