/**
 * Where commands write: checks before the work, and files that appear only when they are complete.
 *
 * @module
 */

import { dirname, join, resolve } from "@std/path";
import { SAVED_FILES } from "../model/save_model.ts";

/** The files of a saved model. */
const MODEL_FILES: ReadonlySet<string> = new Set(SAVED_FILES);

/**
 * Checks that a model may be written to a folder, before anything expensive is done.
 *
 * @param folder The folder, which need not exist.
 * @param options Whether other files in it may stay beside the model.
 * @throws {Error} If it holds files that are not a model's, or cannot be written to.
 */
export async function checkModelFolder(
  folder: string,
  { force }: { readonly force: boolean },
): Promise<void> {
  const entries = await listEntries(folder);
  const foreign = entries.find(({ name, isDirectory }) => isDirectory || !MODEL_FILES.has(name));
  const isModel = entries.length === 0 || entries.some(({ name }) => name === "config.json");
  const obstacle = foreign ?? (isModel ? undefined : entries[0]);
  if (obstacle !== undefined && !force) {
    throw new Error(
      `Cannot write a model to "${folder}": it holds "${obstacle.name}", ` +
        `name another folder, or add --force to keep that beside the model`,
    );
  }
  await tryToWrite(folder);
}

async function listEntries(folder: string): Promise<Deno.DirEntry[]> {
  try {
    return await Array.fromAsync(Deno.readDir(folder));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw new Error(`Cannot write a model to "${folder}": ${messageOf(error)}, name a folder`, {
      cause: error,
    });
  }
}

/** Makes a folder where the model is going to be written, or above it. */
async function tryToWrite(folder: string): Promise<void> {
  try {
    let existing = resolve(folder);
    while (await findEntry(existing) === undefined) existing = dirname(existing);
    await Deno.remove(await Deno.makeTempDir({ dir: existing, suffix: ".partial" }));
  } catch (cause) {
    throw new Error(
      `Cannot write a model to "${folder}": ${
        messageOf(cause)
      }, name a folder that can be written to`,
      { cause },
    );
  }
}

async function findEntry(path: string): Promise<Deno.FileInfo | undefined> {
  try {
    return await Deno.stat(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/**
 * Writes a file that appears only when it is complete. What is no regular file, such as a pipe, is written to
 * directly.
 *
 * @param path The file, which is replaced; of a link, the file that it leads to.
 * @param write Writes to the file beside it.
 * @throws {Error} If the file cannot be written; nothing is left behind.
 */
export async function writeAside(
  path: string,
  write: (file: Deno.FsFile) => Promise<void>,
): Promise<void> {
  const { file, written, target } = await openOutput(path);
  try {
    try {
      await write(file);
    } finally {
      file.close();
    }
    if (written !== target) await Deno.rename(written, target);
  } catch (error) {
    if (written !== target) await Deno.remove(written);
    throw error;
  }
}

async function openOutput(
  path: string,
): Promise<{ file: Deno.FsFile; written: string; target: string }> {
  try {
    const found = await findEntry(path);
    const isReplaced = found === undefined || found.isFile;
    const target = found?.isFile ? await Deno.realPath(path) : path;
    const written = isReplaced ? `${target}.${crypto.randomUUID()}.partial` : target;
    const file = await Deno.open(written, { write: true, createNew: isReplaced });
    return { file, written, target };
  } catch (cause) {
    throw new Error(
      `Cannot write "${path}": ${messageOf(cause)}, name a file in a folder that exists`,
      { cause },
    );
  }
}

/**
 * Size of the files in a folder, those of its subfolders included.
 *
 * @param folder Any folder.
 * @returns Bytes.
 */
export async function folderBytes(folder: string): Promise<number> {
  let bytes = 0;
  for await (const entry of Deno.readDir(folder)) {
    const path = join(folder, entry.name);
    bytes += entry.isDirectory ? await folderBytes(path) : (await Deno.stat(path)).size;
  }
  return bytes;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
