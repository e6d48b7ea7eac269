// deno-lint-ignore-file no-console -- a command talks to its user
/**
 * `encode`: vectors for the lines of a file.
 *
 * @module
 */

import type { EncodeOptions } from "../model/encode_options.ts";
import type { StaticModel } from "../model/static_model.ts";
import {
  type Command,
  type CommandInput,
  type FlagValues,
  integersFrom,
  UsageError,
} from "./command.ts";
import { loadFlaggedModel, MODEL_FLAGS } from "./model_flags.ts";
import { writeAside } from "./output.ts";
import { type InputText, openTexts, readTexts } from "./read_texts.ts";
import { type EncodedBatch, writeJsonLines, writeNpy } from "./write_vectors.ts";

const INPUT_FORMATS = ["lines", "jsonl"] as const;
const OUTPUT_FORMATS = ["jsonl", "npy"] as const;

/** Texts of a batch: enough for the encoder to run at full speed, little enough to stay in cache. */
const BATCH_SIZE = 1_024;

/** The command `encode`. */
export const command: Command = {
  usage: "encode [FILE] [options]",
  summary: "Turns the lines of a file, or of standard input, into vectors.",
  flags: [
    {
      name: "output",
      short: "o",
      value: "FILE",
      description: "File to write (default standard output)",
    },
    {
      name: "format",
      value: "NAME",
      description: "Form of the output: jsonl or npy (default by the file's name, else jsonl)",
    },
    {
      name: "input-format",
      value: "NAME",
      description: "Form of the input: lines or jsonl (default by the file's name, else lines)",
    },
    {
      name: "field",
      value: "NAME",
      description: 'Field of the text in JSON Lines (default "text")',
    },
    {
      name: "max-length",
      value: "N",
      description: 'Tokens of a text that count, or "none" (default that of the model)',
    },
    { name: "normalize", description: "Scale vectors to unit length" },
    { name: "raw", description: "Leave vectors as long as they are" },
    ...MODEL_FLAGS,
  ],
  examples: [
    ["One JSON object per line of a file", "encode texts.txt"],
    ["A matrix for NumPy", "encode texts.txt -o vectors.npy"],
    [
      'The field "body" of JSON Lines, from standard input',
      "encode --input-format jsonl --field body",
    ],
  ],
  run,
};

async function run({ texts, flags, signal }: CommandInput): Promise<void> {
  const [path, ...others] = texts;
  if (others.length > 0) {
    throw new UsageError(`Cannot encode ${texts.length} files: give one, or use standard input`);
  }
  const output = flags.text("output");
  const format = flags.choice("format", OUTPUT_FORMATS) ??
    (output?.endsWith(".npy") ? "npy" : "jsonl");
  if (format === "npy" && output === undefined) {
    throw new UsageError("Cannot write npy to standard output: name a file with --output");
  }
  const options = readEncodeOptions(flags);
  const field = readField(flags, path);
  const { model } = await loadFlaggedModel(flags, signal);
  if (path === undefined && Deno.stdin.isTerminal()) {
    console.error("Reading texts from the terminal, one a line; Ctrl-D ends them");
  }
  const input = path === undefined ? Deno.stdin.readable : (await openTexts(path)).readable;
  const batches = encodeBatches(readTexts(input, { field, batchSize: BATCH_SIZE, signal }), {
    model,
    options,
  });
  if (output === undefined) {
    await writeJsonLines(Deno.stdout, batches);
    return;
  }
  let count = 0;
  await writeAside(output, async (file) => {
    count = format === "npy"
      ? await writeNpy(file, batches, model.dimensions)
      : await writeJsonLines(file, batches);
  });
  console.error(`${count} texts x ${model.dimensions} dimensions in ${output}`);
}

function readEncodeOptions(flags: FlagValues): EncodeOptions {
  const maxLength = flags.number("max-length", { range: integersFrom(0), words: ["none"] });
  const [normalize, raw] = [flags.isOn("normalize"), flags.isOn("raw")];
  if (normalize && raw) {
    throw new UsageError("Cannot use --normalize together with --raw: give one of them");
  }
  return {
    ...(maxLength === undefined ? {} : { maxLength: maxLength === "none" ? null : maxLength }),
    ...(normalize || raw ? { normalize } : {}),
  };
}

function readField(flags: FlagValues, path: string | undefined): string | undefined {
  const format = flags.choice("input-format", INPUT_FORMATS) ??
    (path?.endsWith(".jsonl") ? "jsonl" : "lines");
  const field = flags.text("field");
  if (format === "jsonl") return field ?? "text";
  if (field === undefined) return undefined;
  throw new UsageError("Cannot use --field with lines of text: add --input-format jsonl");
}

async function* encodeBatches(
  batches: AsyncIterable<InputText[]>,
  { model, options }: { readonly model: StaticModel; readonly options: EncodeOptions },
): AsyncGenerator<EncodedBatch> {
  for await (const texts of batches) {
    yield { texts, vectors: model.encode(texts.map(({ text }) => text), options) };
  }
}
