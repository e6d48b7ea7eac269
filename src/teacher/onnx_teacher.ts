/**
 * Teachers: Sentence Transformers that static models are distilled from.
 *
 * Token vectors are computed by ONNX Runtime; sentences are encoded by transformers.js, which is loaded
 * when a sentence encoder is first used.
 *
 * @example Load a teacher from the hub
 * ```ts ignore
 * import { loadTeacher } from "jsr:@model2vec/model2vec/teacher";
 *
 * await using teacher = await loadTeacher("sentence-transformers/all-MiniLM-L6-v2");
 * const vectors = await teacher.asEncoder().encode(["The cat sat on the mat."]);
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
import { type Device, GraphTeacher } from "./graph_teacher.ts";
import { findOnnxFile, type TeacherDtype } from "./onnx_file.ts";
import { loadOnnxGraph } from "./onnx_graph.ts";
import { loadTransformersGraph, SentenceEncoder } from "./sentence_encoder.ts";
import { readPooling } from "./sentence_modules.ts";
import { readTokenizer } from "./special_tokens.ts";
import type { Pooling, Teacher } from "./teacher.ts";

export type { RepositoryType } from "../hub/repository_id.ts";
export type { TokenizerJson } from "../tokenizer/tokenizer_json.ts";
export type { Device, Encoder, HubOptions, Matrix, Pooling, Teacher, TeacherDtype };

/** What runs the teacher's graph for token vectors. */
export type Runtime = "onnxruntime" | "transformers";

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

/**
 * Loads a teacher. The repository must have its graph in `onnx/`, as transformers.js needs it.
 *
 * @param source A folder, a repository of the hub, or the URL of a folder.
 * @param options Where files are found, and how the teacher runs.
 * @returns The teacher, which holds native memory until it is disposed of.
 * @throws {HubError} If a file cannot be had.
 * @throws {RangeError} If there is no ONNX file, or its graph has no output for the pooling.
 */
export async function loadTeacher(
  source: string | URL,
  options: TeacherOptions = {},
): Promise<Teacher & AsyncDisposable> {
  const { pooling = "mean", device = "cpu", runtime = "onnxruntime" } = options;
  const repository = await openRepository(source, options);
  const tokenizer = await readTokenizer(repository);
  const file = await findOnnxFile(repository, options.dtype);
  const graph = runtime === "transformers"
    ? await loadTransformersGraph(repository, { file, device })
    : await loadOnnxGraph(repository, { file, device });
  return await GraphTeacher.create({
    name: options.name ?? nameOf(repository),
    graph,
    pooling: pooling === "auto" ? await readPooling(repository) : pooling,
    tokenizer,
    createEncoder: (dimensions) => new SentenceEncoder(repository, { file, device, dimensions }),
  });
}

/** The id on the hub; of a folder its name alone, since configurations are published. */
function nameOf(repository: Repository): string {
  if (repository instanceof HubRepository) return repository.name;
  return repository.name.split(/[/\\]/).findLast((segment) => segment !== "") ?? repository.name;
}
