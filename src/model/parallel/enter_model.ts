/**
 * A model in a thread that was sent its parts.
 *
 * @module
 */

import { parseTokenizerJson, Tokenizer } from "../../tokenizer/tokenizer.ts";
import { StaticModel } from "../static_model.ts";
import { enterSharedTable } from "../table_memory.ts";
import type { ModelMessage } from "./worker_messages.ts";

/**
 * Makes a model over embeddings that threads share.
 *
 * @param message What the thread was sent.
 * @returns The model.
 */
export function enterModel({ tokenizer, shared, thread, config }: ModelMessage): StaticModel {
  return new StaticModel({
    tokenizer: new Tokenizer(parseTokenizerJson(tokenizer)),
    table: enterSharedTable(shared, thread),
    config,
  });
}
