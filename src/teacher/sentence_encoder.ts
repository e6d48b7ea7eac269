/**
 * The parts of a teacher that transformers.js runs, loaded when they are first used.
 *
 * @module
 */

import type { Encoder } from "../encoder.ts";
import type { Repository } from "../hub/repository.ts";
import { createMatrix, type Matrix } from "../numeric/matrix.ts";
import type { Graph, GraphOptions } from "./graph_teacher.ts";
import type { TransformersEncoder } from "./transformers_teacher.ts";

// Not a literal in import(): Deno would fetch transformers.js before the first line of any program runs.
const TRANSFORMERS_MODULE = "./transformers_teacher.ts";

function importTransformers(): Promise<typeof import("./transformers_teacher.ts")> {
  return import(TRANSFORMERS_MODULE);
}

/**
 * Loads a teacher's graph into transformers.js.
 *
 * @param repository The teacher's files.
 * @param options Which file, and where it runs.
 * @returns The graph.
 */
export async function loadTransformersGraph(
  repository: Repository,
  options: GraphOptions,
): Promise<Graph> {
  const { loadGraph } = await importTransformers();
  return await loadGraph(repository, options);
}

/**
 * A teacher as a sentence encoder. Loads its model at the first text, and again at the next one if that
 * failed or the model was freed.
 */
export class SentenceEncoder implements Encoder, AsyncDisposable {
  /** Number of columns of what {@linkcode SentenceEncoder.encode} returns. */
  readonly dimensions: number;
  readonly #repository: Repository;
  readonly #options: GraphOptions;
  #encoder: Promise<TransformersEncoder> | undefined;

  /**
   * Makes the encoder, without loading anything.
   *
   * @param repository The teacher's files.
   * @param options Which file, where it runs, and how many dimensions its vectors have.
   */
  constructor(
    repository: Repository,
    options: GraphOptions & { readonly dimensions: number },
  ) {
    this.#repository = repository;
    this.#options = options;
    this.dimensions = options.dimensions;
  }

  /**
   * Encodes texts as sentence-transformers does: pooling, normalisation and maximum length as the
   * teacher's `modules.json` says.
   *
   * @param texts Any texts.
   * @returns One row per text, in the order given.
   */
  async encode(texts: readonly string[]): Promise<Matrix> {
    if (texts.length === 0) return createMatrix(0, this.dimensions);
    return (await this.#loaded()).encode(texts);
  }

  async #loaded(): Promise<TransformersEncoder> {
    const loading = this.#encoder ??= this.#load();
    try {
      return await loading;
    } catch (error) {
      if (this.#encoder === loading) this.#encoder = undefined;
      throw error;
    }
  }

  async #load(): Promise<TransformersEncoder> {
    const { loadEncoder } = await importTransformers();
    return await loadEncoder(this.#repository, this.#options);
  }

  /** Frees the model's memory; a model that could not be loaded has none. */
  async [Symbol.asyncDispose](): Promise<void> {
    const loading = this.#encoder;
    this.#encoder = undefined;
    const encoder = await loading?.catch(() => undefined);
    await encoder?.release();
  }
}
