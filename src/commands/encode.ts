// deno-lint-ignore-file no-console -- a command talks to its user
/**
 * `encode`: vectors for the lines of a file.
 *
 * @module
 */

import type { EncodeOptions } from "../model/encode_options.ts";
import { WORKER_LIMIT } from "../model/parallel/parallel_options.ts";
import {
  type Command,
  type CommandInput,
  type FlagValues,
  integersFrom,
  type NumberRange,
  UsageError,
} from "./command.ts";
import { openBlockEncoder } from "./block_encoder.ts";
import { cutLines } from "./cut_lines.ts";
import { loadFlaggedModel, MODEL_FLAGS } from "./model_flags.ts";
import { writeAside } from "./output.ts";
import { openTexts } from "./read_texts.ts";
import { OUTPUT_FORMATS } from "./render_vectors.ts";
import { writeBlocks, writeNpy } from "./write_vectors.ts";

const INPUT_FORMATS = ["lines", "jsonl"] as const;

/** Texts of a block: enough for the encoder to run at full speed, little enough to stay in cache. */
const BLOCK_LINES = 1_024;

const WORKER_RANGE: NumberRange = {
  name: `an integer from 1 to ${WORKER_LIMIT}`,
  includes: (number) => Number.isInteger(number) && number >= 1 && number <= WORKER_LIMIT,
};

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
    {
      name: "workers",
      value: "N",
      description: "Threads that encode, beside one that reads and writes (default 1: one for all)",
    },
    ...MODEL_FLAGS,
  ],
  examples: [
    ["One JSON object per line of a file", "encode texts.txt"],
    ["A matrix for NumPy", "encode texts.txt -o vectors.npy"],
    ["A large file, by four threads", "encode texts.txt -o vectors.npy --workers 4"],
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
  using encoder = await openBlockEncoder(
    async () => (await loadFlaggedModel(flags, signal)).model,
    {
      field: readField(flags, path),
      format,
      options: readEncodeOptions(flags),
      workers: flags.number<never>("workers", { range: WORKER_RANGE }) ?? 1,
      signal,
      onWarning: console.error,
    },
  );
  if (path === undefined && Deno.stdin.isTerminal()) {
    console.error("Reading texts from the terminal, one a line; Ctrl-D ends them");
  }
  const input = path === undefined ? Deno.stdin.readable : (await openTexts(path)).readable;
  const blocks = encoder.encode(cutLines(input, { lineCount: BLOCK_LINES, signal }));
  if (output === undefined) {
    await writeBlocks(Deno.stdout, blocks);
    return;
  }
  let count = 0;
  await writeAside(output, async (file) => {
    count = format === "npy"
      ? await writeNpy(file, blocks, encoder.dimensions)
      : await writeBlocks(file, blocks);
  });
  console.error(`${count} texts x ${encoder.dimensions} dimensions in ${output}`);
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
