/**
 * From a static model to a folder that Python's model2vec and sentence-transformers load.
 *
 * @module
 */

import { writeSafetensors } from "../tensor/safetensors.ts";
import { renderModelCard } from "./model_card.ts";
import { DEFAULT_MAX_LENGTH, show } from "./model_config.ts";
import type { StaticModel } from "./static_model.ts";
import { tensorsFromTable } from "./tensors.ts";

/** How a model is saved. */
export interface SaveOptions {
  /** Name of the model on its card; by default the name of the folder. */
  readonly name?: string;
}

/** Names of the files of a saved model. */
export const SAVED_FILES = [
  "model.safetensors",
  "tokenizer.json",
  "config.json",
  "modules.json",
  "README.md",
] as const;

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
  const contents: Record<typeof SAVED_FILES[number], Uint8Array> = {
    "model.safetensors": writeSafetensors(tensorsFromTable(table)),
    "tokenizer.json": encoder.encode(JSON.stringify(tokenizer.toJson())),
    "config.json": encoder.encode(JSON.stringify(config, null, 4)),
    "modules.json": encoder.encode(JSON.stringify(modules, null, 4)),
    "README.md": encoder.encode(renderModelCard(name, card)),
  };
  return new Map(Object.entries(contents));
}

/**
 * Saves a model. Everything is written aside, within the folder since that may be a disk of its own, and
 * moved when all of it is complete; other files in the folder stay.
 *
 * @param parts The model.
 * @param folder Folder to write to; made if it does not exist.
 * @param options Name for the model card.
 * @throws {TypeError} If `folder` is no path and no `file:` URL, or the runtime is not Deno.
 * @throws {Error} If the folder cannot be written to; a model that was there before stays.
 */
export async function saveParts(
  parts: SavedParts,
  folder: string | URL,
  options: SaveOptions = {},
): Promise<void> {
  const path = pathOf(folder);
  const aside = `${path}/.${crypto.randomUUID()}.partial`;
  const isNew = await isMissing(path);
  try {
    await Deno.mkdir(aside, { recursive: true });
    const files = renderFiles(parts, options.name ?? await nameOf(path));
    for (const [name, contents] of files) await Deno.writeFile(`${aside}/${name}`, contents);
    for (const name of files.keys()) await Deno.rename(`${aside}/${name}`, `${path}/${name}`);
    await Deno.remove(aside);
  } catch (cause) {
    await removeQuietly(aside, { recursive: true });
    if (isNew) await removeQuietly(path, { recursive: false });
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      `Cannot save model to "${path}": ${reason}, name a folder that can be written to`,
      { cause },
    );
  }
}

async function isMissing(path: string): Promise<boolean> {
  try {
    await Deno.stat(path);
    return false;
  } catch (error) {
    return error instanceof Deno.errors.NotFound;
  }
}

/** The folder's own name, also of "."; what was written where it may not be read. */
async function nameOf(path: string): Promise<string> {
  const real = await Deno.realPath(path).catch(() => path);
  return real.split(/[/\\]/).at(-1)!;
}

async function removeQuietly(path: string, options: Deno.RemoveOptions): Promise<void> {
  await Deno.remove(path, options).catch(() => undefined);
}

function pathOf(folder: string | URL): string {
  if (globalThis.Deno === undefined) {
    throw new TypeError(
      "Cannot save model: this runtime gives no access to folders, save it in Deno",
    );
  }
  const isPath = typeof folder === "string" && folder !== "" && !/^[a-z]+:\/\//i.test(folder);
  const url = !isPath && URL.canParse(folder) ? new URL(folder) : undefined;
  if (!isPath && url?.protocol !== "file:") {
    throw new TypeError(
      `Cannot save model: the folder must be a path or a file: URL, current value is ${
        show(folder)
      }`,
    );
  }
  const path = url === undefined
    ? String(folder)
    : decodeURIComponent(url.pathname).replace(/^\/(?=[A-Za-z]:)/, "");
  return path.length > 1 ? path.replace(/[/\\]+$/, "") : path;
}
