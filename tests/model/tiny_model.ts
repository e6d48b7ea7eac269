/** A static model of six tokens and two dimensions, for the tests of this folder. */

import type { StaticModelParts } from "../../src/model/static_model.ts";
import { Tokenizer, type TokenizerJson } from "../../src/tokenizer/tokenizer.ts";
import type { LoopbackContent } from "../hub/loopback_hub.ts";
import { type Tensor, writeSafetensors } from "../../src/tensor/safetensors.ts";

/** Contents of files by path. */
export type FileContents = Record<string, LoopbackContent>;

/** Ids by token; their median length is 3. */
const VOCABULARY = { "[PAD]": 0, "[UNK]": 1, "the": 2, "cat": 3, "dog": 4, "##s": 5 };

/** The vectors by id. */
export const VECTORS: readonly (readonly [number, number])[] = [
  [100, 100],
  [-100, -100],
  [1, 0],
  [0, 2],
  [3, 4],
  [-1, 0.5],
];

/**
 * The tokenizer of the model.
 *
 * @returns A new `tokenizer.json`.
 */
export function tinyTokenizerJson(): TokenizerJson {
  return {
    "normalizer": {
      "type": "BertNormalizer",
      "clean_text": true,
      "handle_chinese_chars": true,
      "strip_accents": null,
      "lowercase": true,
    },
    "pre_tokenizer": { type: "BertPreTokenizer" },
    "model": {
      "type": "WordPiece",
      "unk_token": "[UNK]",
      "continuing_subword_prefix": "##",
      "max_input_chars_per_word": 100,
      "vocab": VOCABULARY,
    },
  };
}

/**
 * What the model is made of, in single precision.
 *
 * @param changes Parts in place of the usual ones.
 * @returns New parts.
 */
export function tinyParts(changes: Partial<StaticModelParts> = {}): StaticModelParts {
  return {
    tokenizer: new Tokenizer(tinyTokenizerJson()),
    table: {
      values: { dtype: "float32", data: Float32Array.from(VECTORS.flat()) },
      rows: VECTORS.length,
      columns: 2,
    },
    ...changes,
  };
}

/**
 * Makes a tensor of single-precision values.
 *
 * @param values The values, row-major.
 * @param shape Sizes of the axes.
 * @returns The tensor.
 */
export function singles(values: readonly number[], shape: readonly number[]): Tensor {
  return { dtype: "F32", shape, bytes: new Uint8Array(Float32Array.from(values).buffer) };
}

/**
 * Makes the `model.safetensors` of the model.
 *
 * @param name Name of its tensor.
 * @param more Tensors beside it, or in its place.
 * @returns The file.
 */
export function tinySafetensors(
  name = "embeddings",
  more: Readonly<Record<string, Tensor>> = {},
): Uint8Array<ArrayBuffer> {
  const embeddings = singles(VECTORS.flat(), [VECTORS.length, 2]);
  const tensors = new Map(Object.entries({ [name]: embeddings, ...more }));
  return new Uint8Array(writeSafetensors(tensors));
}

/**
 * The model as a folder.
 *
 * @returns Contents by path.
 */
export function tinyFolder(): FileContents {
  return {
    "config.json": '{"normalize":true,"max_length":2}',
    "tokenizer.json": JSON.stringify(tinyTokenizerJson()),
    "model.safetensors": tinySafetensors(),
  };
}

/**
 * Writes files.
 *
 * @param folder Folder to write to.
 * @param files Contents by path.
 */
export async function writeFiles(
  folder: string,
  files: FileContents,
): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    const url = new URL(path, `file://${folder}/`);
    await Deno.mkdir(new URL(".", url), { recursive: true });
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    await Deno.writeFile(url, bytes);
  }
}
