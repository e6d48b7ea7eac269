// deno-lint-ignore-file no-console -- a command talks to its user
/**
 * `distill`: from a Sentence Transformer to a folder with a static model.
 *
 * @module
 */

import { fromFileUrl } from "@std/path";
import { distill, type DistillOptions, type PcaComponents } from "../distill/distill.ts";
import { EMBEDDING_DTYPES } from "../model/embedding_table.ts";
import type { StaticModel } from "../model/static_model.ts";
import { nearest } from "../numeric/vector.ts";
import { DEVICES, RUNTIMES } from "../teacher/graph_teacher.ts";
import { TEACHER_DTYPES } from "../teacher/onnx_file.ts";
import { loadTeacher, type TeacherOptions } from "../teacher/onnx_teacher.ts";
import { POOLINGS } from "../teacher/teacher.ts";
import {
  type Command,
  type CommandInput,
  type FlagValues,
  type NumberRange,
  UsageError,
} from "./command.ts";
import { DEFAULT_MODEL, formatBytes } from "./format.ts";
import { checkModelFolder, folderBytes } from "./output.ts";
import { createDownloadProgress, createProgress } from "./progress.ts";
import { readSourceFlags, SOURCE_FLAGS } from "./source_flags.ts";

const DEFAULT_TEACHER = "sentence-transformers/all-MiniLM-L6-v2";

/** The teacher that a checkout brings along. */
const BUNDLED_TEACHER = new URL("../../models/all-MiniLM-L6-v2", import.meta.url);

/** What `distill()` accepts, refused here before a teacher is loaded. */
const COMPONENTS: NumberRange = {
  name: "an integer of at least 1",
  includes: (number) => Number.isInteger(number) && number >= 1,
};
const VARIANCE: NumberRange = { name: "above 0 and at most 1", includes: (x) => x > 0 && x <= 1 };
const SIF_COEFFICIENT: NumberRange = { name: "above 0, below 1", includes: (x) => x > 0 && x < 1 };

/** The command `distill`. */
export const command: Command = {
  usage: "distill [options]",
  summary: "Distils a static model from a Sentence Transformer.",
  flags: [
    {
      name: "model",
      short: "m",
      value: "SOURCE",
      description: `Teacher: a folder, or a hub repository (default ${DEFAULT_TEACHER})`,
    },
    {
      name: "output",
      short: "o",
      value: "FOLDER",
      description: `Folder to write to (default "${DEFAULT_MODEL}")`,
    },
    {
      name: "components",
      value: "N",
      description:
        'Dimensions after PCA: a number, "auto" for all, "none" for no PCA (default 256)',
    },
    {
      name: "variance",
      value: "SHARE",
      description: "Dimensions that explain this share of variance, instead of --components",
    },
    {
      name: "sif-coefficient",
      value: "X",
      description: 'SIF weights over Zipf\'s law: above 0, below 1, or "none" (default 1e-4)',
    },
    {
      name: "remove-pattern",
      value: "REGEX",
      description: 'Leave out tokens that begin so, or "none" (default "\\[unused\\d+\\]")',
    },
    {
      name: "dtype",
      value: "TYPE",
      description: `Element type: ${EMBEDDING_DTYPES.join(", ")} (default float16)`,
    },
    {
      name: "pooling",
      value: "KIND",
      description: `Pooling of hidden states: ${POOLINGS.join(", ")}, auto (default mean)`,
    },
    {
      name: "teacher-dtype",
      value: "TYPE",
      description: `Weights of the teacher: ${TEACHER_DTYPES.join(", ")} (default the most exact)`,
    },
    {
      name: "device",
      value: "NAME",
      description: `Where the teacher runs: ${DEVICES.join(", ")} (default cpu)`,
    },
    {
      name: "runtime",
      value: "NAME",
      description: `What runs the teacher: ${RUNTIMES.join(", ")} (default onnxruntime)`,
    },
    { name: "force", description: "Write into a folder that holds other files" },
    { name: "quiet", short: "q", description: "Show nothing but errors" },
    ...SOURCE_FLAGS,
  ],
  examples: [
    ["Distil the default teacher", "distill"],
    [
      "Distil a teacher of the hub to 128 dimensions",
      "distill -m BAAI/bge-small-en-v1.5 --components 128",
    ],
    [
      "Keep 90 % of the variance, in eight bits",
      "distill --variance 0.9 --dtype int8 -o m2v_small",
    ],
  ],
  run,
};

async function run({ texts, flags, signal }: CommandInput): Promise<void> {
  if (texts.length > 0) {
    throw new UsageError(
      `Cannot distil "${texts[0]}" without a flag: name the teacher with --model`,
    );
  }
  const quiet = flags.isOn("quiet");
  const output = flags.text("output") ?? DEFAULT_MODEL;
  const options = readDistillOptions(flags);
  const teacherOptions = readTeacherOptions(flags, signal);
  await checkModelFolder(output, { force: flags.isOn("force") });

  const { source, name } = await chooseTeacher(flags.text("model"));
  const start = performance.now();
  const downloads = createDownloadProgress({ quiet });
  await using teacher = await loadTeacher(source, {
    ...teacherOptions,
    name,
    onProgress: downloads.onProgress,
  }).finally(downloads.stop);
  if (!quiet) console.error(`Distilling ${teacher.name}`);
  const progress = await createProgress("tokens", { quiet });
  const model = await distill(teacher, {
    ...options,
    signal,
    onProgress: ({ done, total }) => progress.update(done, total),
    onWarning: quiet ? () => undefined : (message) => console.error(`warning: ${message}`),
  }).finally(progress.stop);
  await model.savePretrained(output);
  if (!quiet) console.log(await describeResult(model, output, performance.now() - start));
}

async function chooseTeacher(
  source?: string,
): Promise<{ source: string; name: string | undefined }> {
  if (source !== undefined) return { source, name: undefined };
  const isCheckout = BUNDLED_TEACHER.protocol === "file:" &&
    await Deno.stat(BUNDLED_TEACHER).then(() => true, () => false);
  return isCheckout
    ? { source: fromFileUrl(BUNDLED_TEACHER), name: DEFAULT_TEACHER }
    : { source: DEFAULT_TEACHER, name: undefined };
}

function readDistillOptions(flags: FlagValues): DistillOptions {
  const components = readComponents(flags);
  const sifCoefficient = flags.number("sif-coefficient", {
    range: SIF_COEFFICIENT,
    words: ["none"],
  });
  const removePattern = readPattern(flags.text("remove-pattern"));
  const dtype = flags.choice("dtype", EMBEDDING_DTYPES);
  return {
    ...(components === undefined ? {} : { components }),
    ...(sifCoefficient === undefined ? {} : {
      sifCoefficient: sifCoefficient === "none" ? false : sifCoefficient,
    }),
    ...(removePattern === undefined ? {} : { removePattern }),
    ...(dtype === undefined ? {} : { dtype }),
  };
}

function readComponents(flags: FlagValues): PcaComponents | false | undefined {
  const components = flags.number("components", {
    range: COMPONENTS,
    words: ["auto", "none"],
  });
  const variance = flags.number("variance", { range: VARIANCE });
  if (variance === undefined) return components === "none" ? false : components;
  if (components === undefined) return { variance };
  throw new UsageError("Cannot use --components together with --variance: give one of them");
}

function readPattern(pattern: string | undefined): RegExp | false | undefined {
  if (pattern === undefined) return undefined;
  if (pattern === "none") return false;
  try {
    return new RegExp(pattern, "u");
  } catch (cause) {
    throw new UsageError(
      `Cannot use "${pattern}" for --remove-pattern: it must be a regular expression`,
      { cause },
    );
  }
}

function readTeacherOptions(flags: FlagValues, signal: AbortSignal): TeacherOptions {
  const given = {
    pooling: flags.choice("pooling", [...POOLINGS, "auto"] as const),
    dtype: flags.choice("teacher-dtype", TEACHER_DTYPES),
    device: flags.choice("device", DEVICES),
    runtime: flags.choice("runtime", RUNTIMES),
  };
  return {
    ...readSourceFlags(flags, signal),
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    advice: "distil the teacher that is bundled with a checkout of the repository",
  };
}

/** Sentences that show a newcomer what the model does. */
const QUERY = "How do I reset my password?";
const SENTENCES = [
  "The recipe calls for two cups of flour and one egg.",
  "I forgot my password and cannot log in.",
  "Astronomers found evidence of an ocean far from Earth.",
];

async function describeResult(
  model: StaticModel,
  folder: string,
  milliseconds: number,
): Promise<string> {
  const { table, dimensions } = model;
  const neighbors = nearest(model.encodeOne(QUERY), model.encode(SENTENCES), SENTENCES.length);
  return [
    `${table.rows} tokens x ${dimensions} dimensions, ${table.values.dtype}`,
    `${formatBytes(await folderBytes(folder))} in ${folder}, made in ${
      (milliseconds / 1000).toFixed(1)
    } s`,
    "",
    QUERY,
    ...neighbors.map(({ index, score }) =>
      `  ${score.toFixed(3).padStart(6)}  ${SENTENCES[index]}`
    ),
  ].join("\n");
}
