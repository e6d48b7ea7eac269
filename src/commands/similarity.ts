// deno-lint-ignore-file no-console -- a command talks to its user
/**
 * `similarity`: how much texts have in common.
 *
 * @module
 */

import { row } from "../numeric/matrix.ts";
import { cosineSimilarity } from "../numeric/vector.ts";
import { type Command, type CommandInput, UsageError } from "./command.ts";
import { loadFlaggedModel, MODEL_FLAGS } from "./model_flags.ts";

/** The command `similarity`. */
export const command: Command = {
  usage: "similarity TEXT TEXT... [options]",
  summary: "Prints the cosine similarity of every pair of texts, from -1 to 1.",
  flags: MODEL_FLAGS,
  examples: [
    ["Compare two texts", 'similarity "a cup of tea" "a mug of coffee"'],
    ["With a model of the hub", 'similarity -m minishlab/potion-base-8M "red" "blue" "seven"'],
  ],
  run,
};

async function run({ texts, flags, signal }: CommandInput): Promise<void> {
  if (texts.length < 2) {
    throw new UsageError(`Cannot compare ${texts.length} texts: give two or more`);
  }
  const { model } = await loadFlaggedModel(flags, signal);
  const vectors = model.encode(texts);
  for (let i = 0; i < texts.length; i++) {
    for (let j = i + 1; j < texts.length; j++) {
      const similarity = cosineSimilarity(row(vectors, i), row(vectors, j));
      const pair = [texts[i], texts[j]].map((text) => JSON.stringify(text)).join("  ");
      console.log(`${similarity.toFixed(4).padStart(7)}  ${pair}`);
    }
  }
}
