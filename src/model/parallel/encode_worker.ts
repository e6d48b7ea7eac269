/**
 * A thread that encodes: makes a model of the first message, and vectors of each after it.
 *
 * @module
 */

import { answerTasks } from "./answer_tasks.ts";
import { enterModel } from "./enter_model.ts";
import type { ModelMessage } from "./worker_messages.ts";

answerTasks((message: ModelMessage) => {
  const model = enterModel(message);
  return (texts: readonly string[]) => {
    const { data } = model.encode(texts, message.options);
    return { result: data, transfer: [data.buffer] };
  };
});
