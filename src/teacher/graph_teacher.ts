/**
 * A teacher over any runtime that can run its graph: groups sequences into batches of one length, so that
 * no forward pass has padding, and pools what comes out.
 *
 * @module
 */

import type { Encoder } from "../encoder.ts";
import { createMatrix, type Matrix, row } from "../numeric/matrix.ts";
import { decodeHalves } from "../tensor/half.ts";
import type { TokenizerJson } from "../tokenizer/tokenizer.ts";
import type { OnnxFile } from "./onnx_file.ts";
import { poolHidden, type Pooling, type Teacher } from "./teacher.ts";

/**
 * Where a teacher runs: on the processor, which is always there, or on a graphics card by WebGPU or CUDA,
 * where the runtime has it.
 */
export type Device = "cpu" | "webgpu" | "cuda";

/** Every {@linkcode Device}. */
export const DEVICES: readonly Device[] = ["cpu", "webgpu", "cuda"];

/** What runs the teacher's graph for token vectors. */
export type Runtime = "onnxruntime" | "transformers";

/** Every {@linkcode Runtime}. */
export const RUNTIMES: readonly Runtime[] = ["onnxruntime", "transformers"];

/** Which graph is loaded, and where it is to run. */
export interface GraphOptions {
  /** The file of the graph. */
  readonly file: OnnxFile;
  /** Where the graph runs. */
  readonly device: Device;
}

/** An output of a graph, in single precision. */
export interface GraphOutput {
  /** The values, row-major. */
  readonly data: Float32Array;
  /** Sizes of the axes. */
  readonly dims: readonly number[];
}

/** A tensor as ONNX Runtime and transformers.js give it. */
export interface RawTensor {
  /** The element type, by ONNX Runtime's name. */
  readonly type: string;
  /** The values, row-major; what array they lie in depends on the type and the runtime. */
  readonly data: unknown;
  /** Sizes of the axes. */
  readonly dims: readonly number[];
}

/**
 * Widens an output of a graph to single precision.
 *
 * @param tensor Of type "float32" or "float16".
 * @returns The output, sharing memory where it can.
 * @throws {TypeError} If the tensor is of another type.
 */
export function toGraphOutput({ type, data, dims }: RawTensor): GraphOutput {
  if (data instanceof Float32Array) return { data, dims };
  if (type === "float16" && ArrayBuffer.isView(data)) {
    // A Uint16Array or a Float16Array: ONNX Runtime makes what the JavaScript runtime has.
    const bits = new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2);
    return { data: decodeHalves(bits), dims };
  }
  throw new TypeError(
    `Cannot read the teacher's output: its type is "${type}", supported are "float32" and "float16"`,
  );
}

/** A loaded graph. */
export interface Graph {
  /** Names of what {@linkcode Graph.run} returns. */
  readonly outputNames: readonly string[];
  /**
   * Runs a forward pass over sequences without padding.
   *
   * @param ids `batch * length` token ids, row-major.
   * @param batch Number of sequences.
   * @param output Name of the output wanted.
   */
  run(ids: BigInt64Array, batch: number, output: string): Promise<GraphOutput>;
  /** Frees the graph's memory. */
  release(): Promise<void>;
}

/** What a {@linkcode GraphTeacher} is made of. */
export interface GraphTeacherParts {
  /** Where the teacher comes from. */
  readonly name: string;
  /** The loaded graph. */
  readonly graph: Graph;
  /** How hidden states are pooled. */
  readonly pooling: Pooling;
  /** The teacher's `tokenizer.json`. */
  readonly tokenizer: TokenizerJson;
  /** Makes the sentence encoder, when one is asked for. */
  readonly createEncoder: (dimensions: number) => Encoder & AsyncDisposable;
}

/** Names that exporters give to the last hidden states. */
const HIDDEN_NAMES = ["last_hidden_state", "token_embeddings"];
const POOLER_NAME = "pooler_output";

/** A {@linkcode Teacher} over a {@linkcode Graph}. */
export class GraphTeacher implements Teacher, AsyncDisposable {
  readonly name: string;
  readonly dimensions: number;
  readonly pooling: Pooling;
  readonly #tokenizer: TokenizerJson;
  readonly #graph: Graph;
  readonly #output: string;
  readonly #createEncoder: GraphTeacherParts["createEncoder"];
  #encoder: (Encoder & AsyncDisposable) | undefined;

  private constructor(parts: GraphTeacherParts, output: string, dimensions: number) {
    this.name = parts.name;
    this.pooling = parts.pooling;
    this.#tokenizer = parts.tokenizer;
    this.dimensions = dimensions;
    this.#graph = parts.graph;
    this.#output = output;
    this.#createEncoder = parts.createEncoder;
  }

  /**
   * Makes a teacher, and learns its dimensions by running one token through it. A graph that cannot be
   * used is released.
   *
   * @param parts The graph, and what belongs to it.
   * @returns The teacher.
   * @throws {RangeError} If the graph has no output for the pooling.
   */
  static async create(parts: GraphTeacherParts): Promise<GraphTeacher> {
    try {
      const output = chooseOutput(parts);
      const { dims } = await parts.graph.run(BigInt64Array.of(0n), 1, output);
      return new GraphTeacher(parts, output, dims.at(-1)!);
    } catch (error) {
      await parts.graph.release();
      throw error;
    }
  }

  /** A getter, so that a teacher can be printed without tens of thousands of tokens. */
  get tokenizer(): TokenizerJson {
    return this.#tokenizer;
  }

  async embed(sequences: readonly (readonly number[])[]): Promise<Matrix> {
    const vectors = createMatrix(sequences.length, this.dimensions);
    const indicesByLength = Map.groupBy(sequences.keys(), (i) => sequences[i]!.length);
    for (const [length, indices] of indicesByLength) {
      if (length === 0) {
        throw new RangeError(
          `Cannot embed sequence ${indices[0]}: it has no tokens, at least one is needed`,
        );
      }
      const pooled = await this.#embedSameLength(indices.map((i) => sequences[i]!), length);
      for (const [position, i] of indices.entries()) row(vectors, i).set(row(pooled, position));
    }
    return vectors;
  }

  asEncoder(): Encoder {
    return this.#encoder ??= this.#createEncoder(this.dimensions);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      await this.#graph.release();
    } finally {
      await this.#encoder?.[Symbol.asyncDispose]();
    }
  }

  async #embedSameLength(
    sequences: readonly (readonly number[])[],
    length: number,
  ): Promise<Matrix> {
    const { dimensions, pooling } = this;
    const batch = sequences.length;
    const ids = BigInt64Array.from(sequences.flat(), BigInt);
    const { data } = await this.#graph.run(ids, batch, this.#output);
    if (pooling === "pooler") return createMatrix(batch, dimensions, data);
    const lengths = sequences.map(() => length);
    return poolHidden({ data, lengths, paddedLength: length, dimensions }, pooling);
  }
}

function chooseOutput({ name, graph, pooling }: GraphTeacherParts): string {
  const wanted = pooling === "pooler" ? [POOLER_NAME] : HIDDEN_NAMES;
  const output = wanted.find((candidate) => graph.outputNames.includes(candidate));
  if (output !== undefined) return output;
  throw new RangeError(
    `Cannot pool the hidden states of teacher "${name}" by "${pooling}": its graph has no output ` +
      `"${wanted.join('" or "')}", its outputs are "${graph.outputNames.join('", "')}"` +
      (pooling === "pooler" ? `, "mean", "first" and "last" need no such output` : ""),
  );
}
