/** A graph that remembers what it answered, so that many distillations cost one. */

import type { Graph, GraphOutput } from "../../src/teacher/graph_teacher.ts";

/** Runs each sequence of ids through another graph once. */
export class MemoGraph implements Graph {
  /** See {@linkcode Graph}. */
  readonly outputNames: readonly string[];
  readonly #graph: Graph;
  readonly #statesBySequence = new Map<string, Float32Array>();

  /**
   * Wraps a graph.
   *
   * @param graph The graph, released with this one.
   */
  constructor(graph: Graph) {
    this.#graph = graph;
    this.outputNames = graph.outputNames;
  }

  /** See {@linkcode Graph}. */
  async run(ids: BigInt64Array, batch: number, output: string): Promise<GraphOutput> {
    const length = ids.length / batch;
    const sequences = Array.from(
      { length: batch },
      (_, i) => ids.subarray(i * length, (i + 1) * length),
    );
    const keyOf = (sequence: BigInt64Array) => `${output}: ${sequence.join()}`;
    const missing = sequences.filter((sequence) => !this.#statesBySequence.has(keyOf(sequence)));
    if (missing.length > 0) {
      const flat = BigInt64Array.from(missing.flatMap((sequence) => [...sequence]));
      const { data } = await this.#graph.run(flat, missing.length, output);
      const size = data.length / missing.length;
      for (const [i, sequence] of missing.entries()) {
        this.#statesBySequence.set(keyOf(sequence), data.slice(i * size, (i + 1) * size));
      }
    }
    const states = sequences.map((sequence) => this.#statesBySequence.get(keyOf(sequence))!);
    const size = states[0]!.length;
    const data = new Float32Array(batch * size);
    for (const [i, state] of states.entries()) data.set(state, i * size);
    return { data, dims: [batch, length, size / length] };
  }

  /** See {@linkcode Graph}. */
  async release(): Promise<void> {
    this.#statesBySequence.clear();
    await this.#graph.release();
  }
}
