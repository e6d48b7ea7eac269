/**
 * A thread that encodes: makes a model of the first message, and vectors of each after it.
 *
 * @module
 */

import { parseTokenizerJson, Tokenizer } from "../../tokenizer/tokenizer.ts";
import { StaticModel } from "../static_model.ts";
import { enterSharedTable } from "../table_memory.ts";
import type { ModelMessage, TextsMessage, VectorsMessage } from "./worker_messages.ts";

const scope = globalThis as typeof globalThis & {
  postMessage(message: VectorsMessage, transfer: readonly ArrayBufferLike[]): void;
};

scope.addEventListener("message", (event) => {
  const { data } = event as MessageEvent<ModelMessage>;
  const encode = createEncode(data);
  scope.addEventListener("message", (event) => {
    const { data } = event as MessageEvent<TextsMessage>;
    const answer = tryEncode(encode, data);
    scope.postMessage(answer, "vectors" in answer ? [answer.vectors.buffer] : []);
  });
}, { once: true });

type Encode = (texts: TextsMessage) => Float32Array;

function createEncode(message: ModelMessage): Encode {
  const { tokenizer, shared, thread, config, options } = message;
  const model = new StaticModel({
    tokenizer: new Tokenizer(parseTokenizerJson(tokenizer)),
    table: enterSharedTable(shared, thread),
    config,
  });
  return (texts) => model.encode(texts, options).data;
}

function tryEncode(encode: Encode, texts: TextsMessage): VectorsMessage {
  try {
    return { vectors: encode(texts) };
  } catch (error) {
    return { error };
  }
}
