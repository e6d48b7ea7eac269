/**
 * A thread of `encode`: makes a model of the first message, and a part of the output of each after it.
 *
 * @module
 */

import { answerTasks } from "../model/parallel/answer_tasks.ts";
import { enterModel } from "../model/parallel/enter_model.ts";
import type { ModelMessage } from "../model/parallel/worker_messages.ts";
import type { LineBlock } from "./cut_lines.ts";
import { type BlockOptions, encodeBlock } from "./encode_block.ts";

answerTasks((message: ModelMessage & BlockOptions) => {
  const model = enterModel(message);
  return (block: LineBlock) => {
    const result = encodeBlock(model, block, message);
    return { result, transfer: [result.bytes.buffer] };
  };
});
