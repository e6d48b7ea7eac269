/**
 * How ONNX Runtime runs a teacher's graph for token vectors, whichever package calls it.
 *
 * @module
 */

/** Part of the options of an inference session. */
export interface SessionOptions {
  /** Entries of the session's configuration. */
  readonly extra: Readonly<Record<string, unknown>>;
}

/**
 * Weights stored in eight bits are widened once, at loading: ONNX Runtime would otherwise round the
 * activations to eight bits as well, which moves hidden states of the bundled teacher by up to 0.13.
 * Idle threads sleep: spinning costs more than it saves where other programs want the cores.
 */
export const SESSION_OPTIONS: SessionOptions = {
  extra: { session: { "disable_quant_qdq": "1", "intra_op": { "allow_spinning": "0" } } },
};
