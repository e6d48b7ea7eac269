/**
 * From a static model to a folder that Python's model2vec and sentence-transformers load.
 *
 * @module
 */

import { writeSafetensors } from "../tensor/safetensors.ts";
import { renderModelCard } from "./model_card.ts";
import { DEFAULT_MAX_LENGTH } from "./model_config.ts";
import type { StaticModel } from "./static_model.ts";
import { tensorsFromTable } from "./tensors.ts";

/** How a model is saved. */
export interface SaveOptions {
  /** Name of the model on its card; by default the name of the folder. */
  readonly name?: string;
}

/** What is saved of a model. */
export type SavedParts = Pick<StaticModel, "tokenizer" | "table" | "config" | "card">;

/**
 * The files that {@linkcode saveParts} writes.
 *
 * @param parts The model.
 * @param name Name of the model on its card.
 * @returns Contents by file name.
 */
export function renderFiles(parts: SavedParts, name: string): Map<string, Uint8Array> {
  const { tokenizer, table, card } = parts;
  const { vocabulary_quantization: _, ...kept } = parts.config;
  const config = {
    ...kept,
    "normalize": kept.normalize ?? false,
    "max_length": kept.max_length === undefined ? DEFAULT_MAX_LENGTH : kept.max_length,
    "embedding_dtype": table.values.dtype,
    ...(table.mapping === undefined ? {} : { "vocabulary_quantization": table.rows }),
  };
  const modules = ["StaticEmbedding", ...(config.normalize ? ["Normalize"] : [])].map((
    type,
    i,
  ) => ({
    idx: i,
    name: String(i),
    path: i === 0 ? "." : `${i}_${type}`,
    type: `sentence_transformers.models.${type}`,
  }));
  const encoder = new TextEncoder();
  return new Map([
    ["model.safetensors", writeSafetensors(tensorsFromTable(table))],
    ["tokenizer.json", encoder.encode(JSON.stringify(tokenizer.toJson()))],
    ["config.json", encoder.encode(JSON.stringify(config, null, 4))],
    ["modules.json", encoder.encode(JSON.stringify(modules, null, 4))],
    ["README.md", encoder.encode(renderModelCard(name, card))],
  ]);
}

/**
 * Saves a model. Everything is written aside, within the folder since that may be a disk of its own, and
 * moved when it is complete; other files in the folder stay.
 *
 * @param parts The model.
 * @param folder Folder to write to; made if it does not exist.
 * @param options Name for the model card.
 * @throws {Error} If the folder cannot be written to.
 */
export async function saveParts(
  parts: SavedParts,
  folder: string | URL,
  options: SaveOptions = {},
): Promise<void> {
  const path = pathOf(folder);
  const files = renderFiles(parts, options.name ?? /[^/\\]*$/.exec(path)![0]);
  const aside = `${path}/.${crypto.randomUUID()}.partial`;
  const isNew = await Deno.stat(path).then(() => false, () => true);
  try {
    await Deno.mkdir(aside, { recursive: true });
    for (const [name, contents] of files) await Deno.writeFile(`${aside}/${name}`, contents);
    for (const name of files.keys()) await Deno.rename(`${aside}/${name}`, `${path}/${name}`);
    await Deno.remove(aside);
  } catch (cause) {
    await Deno.remove(isNew ? path : aside, { recursive: true }).catch(() => undefined);
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      `Cannot save model to "${path}": ${reason}, name a folder that can be written to`,
      { cause },
    );
  }
}

function pathOf(folder: string | URL): string {
  const path = String(folder).startsWith("file:")
    ? decodeURIComponent(new URL(folder).pathname).replace(/^\/(?=[A-Za-z]:)/, "")
    : String(folder);
  return path.length > 1 ? path.replace(/[/\\]+$/, "") : path;
}
