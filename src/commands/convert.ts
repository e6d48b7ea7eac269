// deno-lint-ignore-file no-console -- a command talks to its user
/**
 * `convert`: from a file of word vectors to a folder with a static model.
 *
 * @module
 */

import { EMBEDDING_DTYPES } from "../model/embedding_table.ts";
import { openFile } from "../model/load_model.ts";
import { StaticModel } from "../model/static_model.ts";
import { WORD_VECTOR_FORMATS } from "../model/word_vectors/word_vector_format.ts";
import type { WordVectorOptions } from "../model/word_vectors/word_vectors.ts";
import {
  type Command,
  type CommandInput,
  type FlagValues,
  integersFrom,
  UsageError,
} from "./command.ts";
import { DEFAULT_MODEL, formatBytes } from "./format.ts";
import { checkModelFolder, folderBytes } from "./output.ts";
import { createProgress } from "./progress.ts";

/** The command `convert`. */
export const command: Command = {
  usage: "convert FILE [options]",
  summary: "Makes a static model of word vectors: GloVe, word2vec, fastText, komninos; gzip too.",
  flags: [
    {
      name: "output",
      short: "o",
      value: "FOLDER",
      description: `Folder to write to (default "${DEFAULT_MODEL}")`,
    },
    {
      name: "format",
      value: "NAME",
      description: `Form of the file: ${
        WORD_VECTOR_FORMATS.join(", ")
      } (default told from its contents)`,
    },
    { name: "limit", value: "N", description: "Words to take, the first ones (default all)" },
    {
      name: "dtype",
      value: "TYPE",
      description: `Element type: ${
        EMBEDDING_DTYPES.join(", ")
      } (default float16, if all numbers fit)`,
    },
    { name: "lowercase", description: "Put words and texts in lower case" },
    { name: "cased", description: "Leave texts as they are (default if a word has a capital)" },
    { name: "normalize", description: "Have the model scale its vectors to unit length" },
    { name: "name", value: "NAME", description: "Name on the model card (default the folder's)" },
    { name: "force", description: "Write into a folder that holds other files" },
    { name: "quiet", short: "q", description: "Show nothing but errors" },
  ],
  examples: [
    ["GloVe's vectors as a model", "convert glove.6B.300d.txt -o m2v_glove"],
    [
      "The 200,000 most frequent words of fastText",
      "convert cc.en.300.vec.gz --limit 200000 -o m2v_fasttext",
    ],
    [
      "word2vec's binary form, in eight bits",
      "convert GoogleNews-vectors-negative300.bin.gz --dtype int8",
    ],
  ],
  run,
};

async function run({ texts, flags, signal }: CommandInput): Promise<void> {
  const [path] = texts;
  if (path === undefined || texts.length > 1) {
    throw new UsageError(`Cannot convert ${texts.length} files: name one file of word vectors`);
  }
  const quiet = flags.isOn("quiet");
  const output = flags.text("output") ?? DEFAULT_MODEL;
  const name = flags.text("name");
  const options = readOptions(flags);
  await checkModelFolder(output, { force: flags.isOn("force") });

  const start = performance.now();
  const file = await openFile(path, "convert");
  const total = (await Deno.stat(path)).size;
  const progress = await createProgress("MB read", { quiet });
  const counter = countBytes((bytes) => progress.update(megabytes(bytes), megabytes(total)));
  const model = await StaticModel.fromWordVectors(file.pipeThrough(counter, { signal }), {
    ...options,
    name: path,
    onWarning: quiet ? () => undefined : (message) => console.error(`warning: ${message}`),
  }).finally(progress.stop);
  await model.savePretrained(output, name === undefined ? {} : { name });
  if (!quiet) console.log(await describeResult(model, output, performance.now() - start));
}

function readOptions(flags: FlagValues): WordVectorOptions {
  const format = flags.choice("format", WORD_VECTOR_FORMATS);
  const limit = flags.number("limit", { range: integersFrom(1) });
  const dtype = flags.choice("dtype", EMBEDDING_DTYPES);
  const [lowercase, cased] = [flags.isOn("lowercase"), flags.isOn("cased")];
  if (lowercase && cased) {
    throw new UsageError("Cannot use --lowercase together with --cased: give one of them");
  }
  return {
    ...(format === undefined ? {} : { format }),
    ...(limit === undefined ? {} : { limit }),
    ...(dtype === undefined ? {} : { dtype }),
    ...(lowercase || cased ? { lowercase } : {}),
    normalize: flags.isOn("normalize"),
  };
}

type Bytes = Uint8Array<ArrayBuffer>;

function countBytes(onCount: (bytes: number) => void): TransformStream<Bytes, Bytes> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.length;
      onCount(bytes);
      controller.enqueue(chunk);
    },
  });
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1e6);
}

async function describeResult(
  { table, dimensions }: StaticModel,
  folder: string,
  milliseconds: number,
): Promise<string> {
  const size = formatBytes(await folderBytes(folder));
  return `${table.rows} tokens x ${dimensions} dimensions, ${table.values.dtype}\n` +
    `${size} in ${folder}, made in ${(milliseconds / 1000).toFixed(1)} s`;
}
