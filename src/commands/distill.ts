// deno-lint-ignore-file no-console -- a command talks to its user
/**
 * `distill`: from a Sentence Transformer to a folder with a static model.
 *
 * @module
 */

import { fromFileUrl } from "@std/path";
import { distill } from "../distill/distill.ts";
import type { StaticModel } from "../model/static_model.ts";
import { nearest } from "../numeric/vector.ts";
import { DEVICES, RUNTIMES } from "../teacher/graph_teacher.ts";
import { TEACHER_DTYPES } from "../teacher/onnx_file.ts";
import { loadTeacher, type TeacherOptions } from "../teacher/onnx_teacher.ts";
import { POOLINGS } from "../teacher/teacher.ts";
import { type Command, type CommandInput, type FlagValues, UsageError } from "./command.ts";
import { DISTILL_FLAGS, readDistillFlags } from "./distill_flags.ts";
import { DEFAULT_MODEL, formatBytes } from "./format.ts";
import { checkModelFolder, folderBytes } from "./output.ts";
import { createDownloadProgress, createProgress } from "./progress.ts";
import { readSourceFlags, SOURCE_FLAGS } from "./source_flags.ts";
import { readVocabulary, readVocabularyFlags, VOCABULARY_FLAGS } from "./vocabulary_flags.ts";

const DEFAULT_TEACHER = "sentence-transformers/all-MiniLM-L6-v2";

/** The teacher that a checkout brings along. */
const BUNDLED_TEACHER = new URL("../../models/all-MiniLM-L6-v2", import.meta.url);

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
    ...DISTILL_FLAGS,
    ...VOCABULARY_FLAGS,
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
    ["Give each word of a file a token of its own", "distill --vocabulary words.txt"],
    [
      "Know the words of a file alone, weighed by the counts in it",
      "distill --vocabulary counts.txt --vocabulary-only --counts",
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
  const options = readDistillFlags(flags);
  const vocabularyFlags = readVocabularyFlags(flags);
  const teacherOptions = readTeacherOptions(flags, signal);
  await checkModelFolder(output, { force: flags.isOn("force") });
  const vocabulary = await readVocabulary(vocabularyFlags, { quiet, signal });

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
    ...vocabulary,
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
  const { table, tokenizer, dimensions } = model;
  const neighbors = nearest(model.encodeOne(QUERY), model.encode(SENTENCES), SENTENCES.length);
  return [
    `${tokenizer.tokens.length} tokens x ${dimensions} dimensions, ${table.values.dtype}${
      table.mapping === undefined ? "" : `, in ${table.rows} rows`
    }`,
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
