// deno-lint-ignore-file no-console -- a command talks to its user
/**
 * `inspect`: what a static model consists of.
 *
 * @module
 */

import { tableBytes } from "../model/embedding_table.ts";
import type { StaticModel } from "../model/static_model.ts";
import { type Command, type CommandInput, UsageError } from "./command.ts";
import { formatBytes } from "./format.ts";
import { loadFlaggedModel, MODEL_FLAGS } from "./model_flags.ts";
import { openTexts, readTexts } from "./read_texts.ts";
import { countUnknown, type UnknownShare } from "./unknown_share.ts";

/** Texts read at a time. */
const BATCH_SIZE = 1_024;

/** The command `inspect`. */
export const command: Command = {
  usage: "inspect [options]",
  summary: "Shows what a static model consists of.",
  flags: [
    { name: "json", description: "Print JSON" },
    {
      name: "texts",
      value: "FILE",
      description: "Count the tokens of each line too, and how many of them are unknown",
    },
    ...MODEL_FLAGS,
  ],
  examples: [
    ["The model that distill made", "inspect"],
    ["A model of the hub, as JSON", "inspect --json -m minishlab/potion-base-8M"],
    ["How well the vocabulary fits some texts", "inspect --texts texts.txt"],
  ],
  run,
};

async function run({ texts, flags, signal }: CommandInput): Promise<void> {
  if (texts.length > 0) {
    throw new UsageError(
      `Cannot inspect "${texts[0]}" without a flag: name the model with --model`,
    );
  }
  const { model, source } = await loadFlaggedModel(flags, signal);
  const path = flags.text("texts");
  const facts = {
    ...describe(model, source),
    ...(path === undefined ? {} : { texts: await inspectTexts(path, { model, signal }) }),
  };
  if (flags.isOn("json")) {
    console.log(JSON.stringify(facts, null, 2));
    return;
  }
  const width = Math.max(...Object.keys(facts).map((name) => name.length));
  for (const [name, value] of Object.entries(facts)) {
    const text = typeof value === "object" ? JSON.stringify(value) : String(value);
    const shown = name === "bytes" ? `${text} (${formatBytes(Number(value))})` : text;
    console.log(`${name.padEnd(width)}  ${shown}`);
  }
}

async function inspectTexts(
  path: string,
  { model, signal }: { readonly model: StaticModel; readonly signal: AbortSignal },
): Promise<UnknownShare> {
  const file = await openTexts(path);
  const batches = readTexts(file.readable, { batchSize: BATCH_SIZE, signal });
  return await countUnknown(model.tokenizer, batches);
}

function describe(model: StaticModel, source: string): Record<string, unknown> {
  const { tokenizer, table, config, card } = model;
  const { normalizer, pre_tokenizer: preTokenizer, model: tokenModel } = tokenizer.toJson();
  return {
    source,
    baseModel: card.baseModel ?? null,
    bytes: tableBytes(table),
    rows: table.rows,
    dimensions: table.columns,
    dtype: table.values.dtype,
    tokens: tokenizer.tokens.length,
    hasMapping: table.mapping !== undefined,
    hasWeights: table.weights !== undefined,
    tokenizer: tokenModel.type ?? "WordPiece",
    normalizer: normalizer?.type ?? null,
    preTokenizer: preTokenizer?.type ?? null,
    unknownToken: tokenizer.unknownId === undefined ? null : tokenizer.tokens[tokenizer.unknownId],
    config,
  };
}
