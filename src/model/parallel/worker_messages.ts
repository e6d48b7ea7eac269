/**
 * What the threads of a {@linkcode ParallelEncoder} tell each other.
 *
 * Texts go as an array of strings: joined into one string, or as bytes, they took longer to send. Vectors
 * are transferred.
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

/** Texts to encode; after the model, each message is one. */
export type TextsMessage = readonly string[];

/** The answer to each {@linkcode TextsMessage}, in the same order. */
export type VectorsMessage =
  | { readonly vectors: Float32Array }
  | { readonly error: unknown };
