/**
 * A teacher's graph in ONNX Runtime, for token vectors: least start-up, fewest permissions.
 *
 * @module
 */

import * as ort from "npm:onnxruntime-node@1.30.0";
import type { Repository } from "../hub/repository.ts";
import { type Graph, type GraphOptions, type GraphOutput, toGraphOutput } from "./graph_teacher.ts";
import { bringOnnxFile } from "./onnx_file.ts";
import { SESSION_OPTIONS } from "./session_options.ts";

/**
 * Loads a teacher's graph.
 *
 * @param repository The teacher's files.
 * @param options Which file, and where it runs.
 * @returns The graph, which holds native memory until it is released.
 */
export async function loadOnnxGraph(
  repository: Repository,
  { file, device }: GraphOptions,
): Promise<Graph> {
  const options = { executionProviders: [device], ...SESSION_OPTIONS };
  const model = await bringOnnxFile(repository, file) ?? await repository.read(file.path);
  try {
    return new OnnxGraph(await createSession(model, options));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      `Cannot load "${file.path}" of teacher "${repository.name}" on device "${device}": ${reason}, ` +
        `the device "cpu" is always there`,
      { cause },
    );
  }
}

/** The library has one signature for paths and one for bytes, and none for either. */
function createSession(
  model: string | Uint8Array,
  options: ort.InferenceSession.SessionOptions,
): Promise<ort.InferenceSession> {
  return typeof model === "string"
    ? ort.InferenceSession.create(model, options)
    : ort.InferenceSession.create(model, options);
}

class OnnxGraph implements Graph {
  readonly #session: ort.InferenceSession;

  constructor(session: ort.InferenceSession) {
    this.#session = session;
  }

  get outputNames(): readonly string[] {
    return this.#session.outputNames;
  }

  async run(ids: BigInt64Array, batch: number, output: string): Promise<GraphOutput> {
    const dims = [batch, ids.length / batch];
    const feeds: Record<string, ort.Tensor> = {};
    for (const name of this.#session.inputNames) {
      feeds[name] = new ort.Tensor("int64", inputValues(name, ids), dims);
    }
    const outputs = await this.#session.run(feeds, [output]);
    return toGraphOutput(outputs[output]!);
  }

  async release(): Promise<void> {
    await this.#session.release();
  }
}

/** Values of a graph's input for sequences without padding and of one segment. */
function inputValues(name: string, ids: BigInt64Array): BigInt64Array {
  switch (name) {
    case "input_ids":
      return ids;
    case "attention_mask":
      return new BigInt64Array(ids.length).fill(1n);
    case "token_type_ids":
      return new BigInt64Array(ids.length);
    default:
      throw new RangeError(
        `Cannot run the teacher: its graph has an input "${name}", supported inputs are "input_ids", ` +
          `"attention_mask", "token_type_ids"`,
      );
  }
}
