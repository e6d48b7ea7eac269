/**
 * `config.json` of a static model: which fields matter when encoding, and their defaults.
 *
 * @module
 */

/** Maximum number of tokens of a text where `config.json` gives none, as in Python's model2vec. */
export const DEFAULT_MAX_LENGTH = 512;

/**
 * The contents of `config.json`, with the field names of Python's model2vec. Fields that are not listed
 * are kept when a model is saved again.
 */
export interface ModelConfig {
  /** Always "model2vec". */
  "model_type"?: string;
  /** Always `["StaticModel"]`. */
  "architectures"?: string[];
  /** Teacher that the model was distilled from. */
  "tokenizer_name"?: string;
  /** Number of components, share of variance to explain, "auto", or `null` for no PCA. */
  "apply_pca"?: number | string | null;
  /** SIF coefficient in (0, 1), or `null` for no weighting. */
  "sif_coefficient"?: number | null;
  /** Dimensions of a vector. */
  "hidden_dim"?: number;
  /** Kept for Python; static models have no limit of their own. */
  "seq_length"?: number;
  /** Whether vectors are scaled to unit length. */
  "normalize"?: boolean;
  /** How the teacher's hidden states became one vector per token. */
  "pooling"?: string;
  /** Maximum number of tokens of a text; `null` for no limit. */
  "max_length"?: number | null;
  /** Element type of the embeddings. */
  "embedding_dtype"?: string;
  /** Number of rows of a model whose vocabulary was quantised. */
  "vocabulary_quantization"?: number;
  /** Any other field. */
  [field: string]: unknown;
}

/**
 * Reads `config.json`.
 *
 * @param text The file's contents.
 * @returns The configuration, unknown fields included.
 * @throws {SyntaxError} If the text is not JSON.
 * @throws {TypeError} If it is no object, or a field that matters when encoding has the wrong type.
 */
export function parseModelConfig(text: string): ModelConfig {
  const config = parseJson(text);
  if (typeof config !== "object" || config === null || Array.isArray(config)) {
    const found = Array.isArray(config)
      ? "an array"
      : config === null
      ? "null"
      : `a ${typeof config}`;
    throw new TypeError(`Cannot read config.json: it must hold a JSON object, found ${found}`);
  }
  checkModelConfig(config);
  return config;
}

/**
 * Checks the fields that matter when encoding.
 *
 * @param config Any object.
 * @throws {TypeError} If one of them has the wrong type.
 */
export function checkModelConfig(config: object): asserts config is ModelConfig {
  const { normalize, max_length: maxLength }: ModelConfig = { ...config };
  if (normalize !== undefined && typeof normalize !== "boolean") {
    throw new TypeError(
      `Cannot read config.json: "normalize" must be true or false, found ${show(normalize)}`,
    );
  }
  if (maxLength !== undefined && maxLength !== null && !isCount(maxLength)) {
    throw new TypeError(
      `Cannot read config.json: "max_length" must be null or an integer of at least 0, ` +
        `found ${show(maxLength)}`,
    );
  }
}

/** Whether a value is an integer of at least 0. */
export function isCount(value: unknown): boolean {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

/**
 * A value as messages show it.
 *
 * @param value Anything.
 * @returns Text, lists and objects as JSON, so that text has its quotes; all else as JavaScript writes it.
 */
export function show(value: unknown): string {
  const isWritten = typeof value === "string" || (typeof value === "object" && value !== null);
  return isWritten ? JSON.stringify(value) : String(value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SyntaxError("Cannot read config.json: it is not JSON, restore the original file", {
      cause,
    });
  }
}
