/**
 * A teacher in transformers.js: what a user would run where there is no static model.
 *
 * @module
 */

import {
  AutoModel,
  AutoTokenizer,
  type PreTrainedModel,
  type PreTrainedTokenizer,
  Tensor,
} from "npm:@huggingface/transformers@4.3.1";
import type { Repository } from "../hub/repository.ts";
import { createMatrix, type Matrix, row } from "../numeric/matrix.ts";
import { normalizeInPlace } from "../numeric/vector.ts";
import { type Graph, type GraphOptions, type GraphOutput, toGraphOutput } from "./graph_teacher.ts";
import { bringOnnxFile } from "./onnx_file.ts";
import { SESSION_OPTIONS } from "./session_options.ts";
import { readSentenceModules, type SentenceModules } from "./sentence_modules.ts";
import { poolHidden } from "./teacher.ts";

/** Texts of one forward pass, as in sentence-transformers. */
const BATCH_SIZE = 32;

/** Files that transformers.js opens by itself. */
const FILES = ["config.json", "tokenizer.json", "tokenizer_config.json"];

/**
 * Loads a teacher's graph.
 *
 * @param repository The teacher's files.
 * @param options Which file, and where it runs.
 * @returns The graph.
 */
export async function loadGraph(
  repository: Repository,
  options: GraphOptions,
): Promise<Graph> {
  const id = await bringFiles(repository, options);
  const { file: { dtype }, device } = options;
  const model = await AutoModel.from_pretrained(id, {
    dtype,
    device,
    "local_files_only": true,
    "session_options": SESSION_OPTIONS,
  });
  return new TransformersGraph(model);
}

/**
 * Loads a teacher as a sentence encoder, in transformers.js's own configuration: what a user would run.
 *
 * @param repository The teacher's files.
 * @param options Which file, and where it runs.
 * @returns The encoder.
 */
export async function loadEncoder(
  repository: Repository,
  options: GraphOptions,
): Promise<TransformersEncoder> {
  const modules = await readSentenceModules(repository);
  const id = await bringFiles(repository, options);
  const tokenizer = await AutoTokenizer.from_pretrained(id, { "local_files_only": true });
  tokenizer.padding_side = "right";
  const { file: { dtype }, device } = options;
  const model = await AutoModel.from_pretrained(id, { dtype, device, "local_files_only": true });
  return new TransformersEncoder(model, tokenizer, modules);
}

/**
 * Brings every file to the disk by our own client, since transformers.js would ignore `HF_ENDPOINT`, and
 * keep a cache of its own. Gives their folder, absolute or beginning with "./", since what may be an id of
 * the hub is looked for below `env.localModelPath`, which belongs to the whole process; and ending with a
 * slash, since "./owner/name" is found in that cache as the repository `owner/name`.
 */
async function bringFiles(repository: Repository, { file }: GraphOptions): Promise<string> {
  const [config] = await Promise.all(FILES.map((path) => repository.localPath(path)));
  await bringOnnxFile(repository, file);
  if (config === undefined) {
    throw new TypeError(
      `Cannot load teacher "${repository.name}" into transformers.js: its files are not on a disk, ` +
        `use a folder or allow a cache folder`,
    );
  }
  const folder = config.slice(0, -"config.json".length);
  return /^(?:[/\\]|[A-Za-z]:)/.test(folder) ? folder : `./${folder}`;
}

/** The output with a name, of what a transformers.js model returns. */
function outputOf(outputs: Record<string, unknown>, name: string): GraphOutput {
  const tensor = outputs[name];
  if (tensor instanceof Tensor) return toGraphOutput(tensor);
  throw new TypeError(
    `Cannot read the teacher's output "${name}": there is none, its outputs are "${
      Object.keys(outputs).join('", "')
    }"`,
  );
}

class TransformersGraph implements Graph {
  readonly #model: PreTrainedModel;

  constructor(model: PreTrainedModel) {
    this.#model = model;
  }

  get outputNames(): readonly string[] {
    return this.#model.sessions.model.outputNames;
  }

  async run(ids: BigInt64Array, batch: number, output: string): Promise<GraphOutput> {
    const dims = [batch, ids.length / batch];
    const outputs = await this.#model({
      "input_ids": new Tensor("int64", ids, dims),
      "attention_mask": new Tensor("int64", new BigInt64Array(ids.length).fill(1n), dims),
      "token_type_ids": new Tensor("int64", new BigInt64Array(ids.length), dims),
    });
    return outputOf(outputs, output);
  }

  async release(): Promise<void> {
    await this.#model.dispose();
  }
}

/** A Sentence Transformer in transformers.js. */
export class TransformersEncoder {
  readonly #model: PreTrainedModel;
  readonly #tokenizer: PreTrainedTokenizer;
  readonly #modules: SentenceModules;

  /** Takes a loaded model, its tokenizer, and what `modules.json` says. */
  constructor(model: PreTrainedModel, tokenizer: PreTrainedTokenizer, modules: SentenceModules) {
    this.#model = model;
    this.#tokenizer = tokenizer;
    this.#modules = modules;
  }

  /**
   * Encodes texts, longest first, so that texts of a batch need little padding. A text that is too long
   * loses its closing special token as well: so does transformers.js truncate, unlike Python.
   *
   * @param texts Any texts.
   * @returns One row per text, in the order given.
   */
  async encode(texts: readonly string[]): Promise<Matrix> {
    const order = texts.map((_, i) => i).sort((a, b) => texts[b]!.length - texts[a]!.length);
    const batches: Matrix[] = [];
    for (let start = 0; start < order.length; start += BATCH_SIZE) {
      const batch = order.slice(start, start + BATCH_SIZE);
      batches.push(await this.#encodeBatch(batch.map((i) => texts[i]!)));
    }
    const vectors = createMatrix(texts.length, batches[0]?.columns ?? 0);
    for (const [position, i] of order.entries()) {
      const batch = batches[Math.floor(position / BATCH_SIZE)]!;
      row(vectors, i).set(row(batch, position % BATCH_SIZE));
    }
    return vectors;
  }

  /** Frees the model's memory. */
  async release(): Promise<void> {
    await this.#model.dispose();
  }

  async #encodeBatch(texts: string[]): Promise<Matrix> {
    const { pooling, normalize, maxLength } = this.#modules;
    const inputs = await this.#tokenizer(texts, {
      padding: true,
      truncation: true,
      ...(maxLength === undefined ? {} : { "max_length": maxLength }),
    });
    const outputs = await this.#model(inputs);
    const name = pooling === "pooler" ? "pooler_output" : "last_hidden_state";
    const { data, dims } = outputOf(outputs, name);
    const dimensions = dims.at(-1)!;
    const vectors = pooling === "pooler"
      ? createMatrix(texts.length, dimensions, data)
      : poolHidden(
        { data, lengths: tokenCounts(inputs.attention_mask), paddedLength: dims[1]!, dimensions },
        pooling,
      );
    if (normalize) {
      for (let i = 0; i < vectors.rows; i++) normalizeInPlace(row(vectors, i));
    }
    return vectors;
  }
}

function tokenCounts(attentionMask: Tensor): number[] {
  const [batch = 0, length = 0] = attentionMask.dims;
  const mask = attentionMask.data;
  return Array.from({ length: batch }, (_, i) => {
    let count = 0;
    for (let j = 0; j < length; j++) count += Number(mask[i * length + j]);
    return count;
  });
}
