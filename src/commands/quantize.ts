// deno-lint-ignore-file no-console -- a command talks to its user
/**
 * `quantize`: from a static model to a folder with a smaller one.
 *
 * @module
 */

import { EMBEDDING_DTYPES } from "../model/embedding_table.ts";
import { quantize, type QuantizeOptions } from "../model/quantize.ts";
import { StaticModel } from "../model/static_model.ts";
import {
  type Command,
  type CommandInput,
  type FlagValues,
  integersFrom,
  type NumberRange,
  UsageError,
} from "./command.ts";
import { formatBytes } from "./format.ts";
import { checkModelFolder, folderBytes } from "./output.ts";
import { createDownloadProgress } from "./progress.ts";
import { readSourceFlags, SOURCE_FLAGS } from "./source_flags.ts";

const INTEGER: NumberRange = { name: "an integer", includes: Number.isSafeInteger };

/** The command `quantize`. */
export const command: Command = {
  usage: "quantize MODEL -o FOLDER [options]",
  summary: "Makes a static model smaller: fewer rows, smaller elements, fewer dimensions.",
  flags: [
    { name: "output", short: "o", value: "FOLDER", description: "Folder to write to" },
    {
      name: "clusters",
      value: "N",
      description: "Rows that the tokens share, found by k-means (default as they are)",
    },
    {
      name: "dtype",
      value: "TYPE",
      description: `Element type: ${EMBEDDING_DTYPES.join(", ")} (default as it is)`,
    },
    {
      name: "dimensions",
      value: "N",
      description: "Dimensions to keep, the first ones (default all)",
    },
    { name: "seed", value: "N", description: "Where k-means starts (default 42)" },
    { name: "name", value: "NAME", description: "Name on the model card (default the folder's)" },
    { name: "force", description: "Write into a folder that holds other files" },
    { name: "quiet", short: "q", description: "Show nothing but errors" },
    ...SOURCE_FLAGS,
  ],
  examples: [
    ["Half the size, of the same quality", "quantize m2v_model --dtype int8 -o m2v_int8"],
    [
      "An eighth of a model of the hub",
      "quantize minishlab/potion-base-8M --clusters 8000 --dtype int8 -o m2v_small",
    ],
  ],
  run,
};

async function run({ texts, flags, signal }: CommandInput): Promise<void> {
  const [source] = texts;
  if (source === undefined || texts.length > 1) {
    throw new UsageError(`Cannot quantize ${texts.length} models: name one model`);
  }
  const quiet = flags.isOn("quiet");
  const options = readOptions(flags);
  const sourceOptions = readSourceFlags(flags, signal);
  const name = flags.text("name");
  const output = flags.text("output");
  if (output === undefined) {
    throw new UsageError("Cannot quantize without a folder to write to: name it with --output");
  }
  await checkModelFolder(output, { force: flags.isOn("force") });

  const start = performance.now();
  const downloads = createDownloadProgress({ quiet });
  const model = await StaticModel.fromPretrained(source, {
    ...sourceOptions,
    onProgress: downloads.onProgress,
  }).finally(downloads.stop);
  if (options.clusters !== undefined && !quiet) {
    console.error(`Clustering ${model.table.rows} rows`);
  }
  const small = await quantize(model, { ...options, signal });
  await small.savePretrained(output, name === undefined ? {} : { name });
  if (!quiet) console.log(await describeResult(small, output, performance.now() - start));
}

function readOptions(flags: FlagValues): QuantizeOptions {
  const clusters = flags.number("clusters", { range: integersFrom(1) });
  const dtype = flags.choice("dtype", EMBEDDING_DTYPES);
  const dimensions = flags.number("dimensions", { range: integersFrom(1) });
  const seed = flags.number("seed", { range: INTEGER });
  if (clusters === undefined && dtype === undefined && dimensions === undefined) {
    throw new UsageError(
      "Cannot quantize without a choice: give --clusters, --dtype, --dimensions or several of them",
    );
  }
  if (seed !== undefined && clusters === undefined) {
    throw new UsageError("Cannot use --seed without --clusters: nothing else is random");
  }
  return {
    ...(clusters === undefined ? {} : { clusters }),
    ...(dtype === undefined ? {} : { dtype }),
    ...(dimensions === undefined ? {} : { dimensions }),
    ...(seed === undefined ? {} : { seed }),
  };
}

async function describeResult(
  { table, tokenizer, dimensions }: StaticModel,
  folder: string,
  milliseconds: number,
): Promise<string> {
  const rows = table.mapping === undefined ? "" : `, in ${table.rows} rows`;
  const size = formatBytes(await folderBytes(folder));
  return `${tokenizer.tokens.length} tokens x ${dimensions} dimensions, ${table.values.dtype}${rows}\n` +
    `${size} in ${folder}, made in ${(milliseconds / 1000).toFixed(1)} s`;
}
