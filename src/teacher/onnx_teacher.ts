/**
 * Teachers: Sentence Transformers that static models are distilled from.
 *
 * Token vectors are computed by ONNX Runtime; sentences are encoded by transformers.js, which is loaded
 * when a sentence encoder is first used.
 *
 * @example Encode a sentence with the teacher in a folder
 * ```ts
 * import { loadTeacher } from "@model2vec/model2vec/teacher";
 * import { assertEquals } from "@std/assert";
 *
 * await using teacher = await loadTeacher("models/all-MiniLM-L6-v2");
 * const { rows, columns } = await teacher.asEncoder().encode(["The cat sat on the mat."]);
 * assertEquals([rows, columns], [1, 384]);
 * ```
 *
 * @module
 */

import type { Encoder } from "../encoder.ts";
import { openRepository } from "../hub/hub.ts";
import type { HubOptions } from "../hub/hub_options.ts";
import { HubRepository } from "../hub/hub_repository.ts";
import type { Repository } from "../hub/repository.ts";
import type { Matrix } from "../numeric/matrix.ts";
import { type Device, DEVICES, GraphTeacher, type Runtime, RUNTIMES } from "./graph_teacher.ts";
import { findOnnxFile, TEACHER_DTYPES, type TeacherDtype } from "./onnx_file.ts";
import { loadOnnxGraph } from "./onnx_graph.ts";
import { loadTransformersGraph, SentenceEncoder } from "./sentence_encoder.ts";
import { readPooling } from "./sentence_modules.ts";
import { readTokenizer } from "./special_tokens.ts";
import { type Pooling, POOLINGS, type Teacher } from "./teacher.ts";

export type { RepositoryType } from "../hub/repository_id.ts";
export type { TokenizerJson } from "../tokenizer/json/tokenizer_json.ts";
export type { Device, Encoder, HubOptions, Matrix, Pooling, Runtime, Teacher, TeacherDtype };

/** How a teacher is found and run. */
export interface TeacherOptions extends HubOptions {
  /**
   * What the teacher is called in configurations and on model cards. By default the repository's id, or
   * the name of a folder.
   */
  readonly name?: string | undefined;
  /**
   * How hidden states become one vector; "auto" reads `1_Pooling/config.json`.
   *
   * @default {"mean"}
   */
  readonly pooling?: Pooling | "auto";
  /** Element type of the weights; by default "fp32" if the repository has it, else the best there is. */
  readonly dtype?: TeacherDtype;
  /**
   * Where the teacher runs.
   *
   * @default {"cpu"}
   */
  readonly device?: Device;
  /**
   * What runs the graph for token vectors: ONNX Runtime itself, or transformers.js for what only that
   * supports.
   *
   * @default {"onnxruntime"}
   */
  readonly runtime?: Runtime;
}

/** What JavaScript callers may pass for the options that are one of several words. */
const CHOICES: readonly (readonly [
  name: "pooling" | "dtype" | "device" | "runtime",
  choices: readonly unknown[],
])[] = [
  ["pooling", [...POOLINGS, "auto"]],
  ["dtype", TEACHER_DTYPES],
  ["device", DEVICES],
  ["runtime", RUNTIMES],
];

/**
 * Loads a teacher. The repository must have its graph in `onnx/`, as transformers.js needs it.
 *
 * @param source A folder, a repository of the hub, or the URL of a folder.
 * @param options Where files are found, and how the teacher runs. By default mean pooling of the most exact
 * weights there are, on the processor, by ONNX Runtime.
 * @returns The teacher, which holds native memory until it is disposed of.
 * @throws {HubError} If a file cannot be had.
 * @throws {RangeError} If an option has an unknown value, there is no ONNX file, or its graph has an input
 * that is not supported or no output for the pooling.
 * @throws {SyntaxError | TypeError} If a file is malformed, "auto" finds a pooling that is not supported, or
 * the graph's output is neither float32 nor float16.
 * @throws {Error} If the runtime cannot load the graph on the device.
 *
 * @example Pool the hidden states of two token sequences
 * ```ts
 * import { loadTeacher } from "@model2vec/model2vec/teacher";
 * import { assertEquals } from "@std/assert";
 *
 * await using teacher = await loadTeacher("models/all-MiniLM-L6-v2", { pooling: "first" });
 * // "[CLS] cat [SEP]" and "[CLS] the cat [SEP]"
 * const { rows, columns } = await teacher.embed([[101, 4937, 102], [101, 1996, 4937, 102]]);
 * assertEquals([rows, columns], [2, teacher.dimensions]);
 * ```
 */
export async function loadTeacher(
  source: string | URL,
  options: TeacherOptions = {},
): Promise<Teacher & AsyncDisposable> {
  checkChoices(source, options);
  const { pooling: asked = "mean", device = "cpu", runtime = "onnxruntime" } = options;
  const repository = await openRepository(source, options);
  const tokenizer = await readTokenizer(repository);
  const pooling = asked === "auto" ? await readPooling(repository) : asked;
  const file = await findOnnxFile(repository, options.dtype);
  const graph = runtime === "transformers"
    ? await loadTransformersGraph(repository, { file, device })
    : await loadOnnxGraph(repository, { file, device });
  return await GraphTeacher.create({
    name: options.name ?? nameOf(repository),
    graph,
    pooling,
    tokenizer,
    createEncoder: (dimensions) => new SentenceEncoder(repository, { file, device, dimensions }),
  });
}

function checkChoices(source: string | URL, options: TeacherOptions): void {
  for (const [name, choices] of CHOICES) {
    const value = options[name];
    if (value === undefined || choices.includes(value)) continue;
    throw new RangeError(
      `Cannot load teacher "${source}": ${name} must be one of "${choices.join('", "')}", ` +
        `current value is ${JSON.stringify(value)}`,
    );
  }
}

/** The id on the hub; of a folder its name alone, since configurations are published. */
function nameOf(repository: Repository): string {
  if (repository instanceof HubRepository) return repository.name;
  return repository.name.split(/[/\\]/).findLast((segment) => segment !== "") ?? repository.name;
}
