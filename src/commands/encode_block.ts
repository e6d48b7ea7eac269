/**
 * From lines of the input to bytes of the output: what each thread of `encode` does.
 *
 * @module
 */

import type { EncodeOptions } from "../model/encode_options.ts";
import type { StaticModel } from "../model/static_model.ts";
import type { LineBlock } from "./cut_lines.ts";
import { parseTexts } from "./read_texts.ts";
import { type OutputFormat, RENDER } from "./render_vectors.ts";

/** What is done to lines. */
export interface BlockOptions {
  /** Field of the text in JSON Lines; absent where each line is a text. */
  readonly field?: string | undefined;
  /** Form of the output. */
  readonly format: OutputFormat;
  /** Truncation and normalisation. */
  readonly options: EncodeOptions;
}

/** A part of the output. */
export interface OutputBlock {
  /** The bytes, which are all of their memory. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** How many texts it has. */
  readonly count: number;
}

/**
 * Encodes the texts of some lines.
 *
 * @param model The model.
 * @param block The lines.
 * @param options Form of the lines and of the output.
 * @returns Their part of the output.
 * @throws As `parseTexts` and {@linkcode StaticModel.encode} do.
 */
export function encodeBlock(
  model: StaticModel,
  block: LineBlock,
  { field, format, options }: BlockOptions,
): OutputBlock {
  const texts = parseTexts(block, field);
  const vectors = model.encode(texts.map(({ text }) => text), options);
  return { bytes: RENDER[format]({ texts, vectors }), count: texts.length };
}
