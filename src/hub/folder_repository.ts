/**
 * A repository in a folder on disk.
 *
 * @module
 */

import { isMissing } from "./disk_storage.ts";
import { HubError } from "./hub_error.ts";
import type { Repository } from "./repository.ts";
import { checkRelativePath } from "./repository_id.ts";
import type { FileBytes } from "./storage.ts";

/** A {@linkcode Repository} in a folder on disk. Nothing is copied, nothing is asked of the network. */
export class FolderRepository implements Repository {
  readonly name: string;
  readonly #root: string;

  /**
   * Creates the view; the folder exists.
   *
   * @param folder The folder.
   * @param subfolder A checked path below it, or `""`.
   */
  constructor(folder: string, subfolder: string) {
    this.name = folder;
    const root = folder.replace(/(?<=.)[/\\]+$/, "");
    this.#root = [root === "/" ? "" : root, ...subfolder === "" ? [] : [subfolder]].join("/");
  }

  /** See {@linkcode Repository}. */
  async read(path: string): Promise<FileBytes> {
    try {
      return await Deno.readFile(this.#pathOf(path));
    } catch (error) {
      throw this.#explain(error, path);
    }
  }

  /** See {@linkcode Repository}. */
  async has(path: string): Promise<boolean> {
    try {
      return (await Deno.stat(this.#pathOf(path))).isFile;
    } catch (error) {
      if (isMissing(error)) return false;
      throw this.#explain(error, path);
    }
  }

  /** See {@linkcode Repository}. */
  async localPath(path: string): Promise<string> {
    if (await this.has(path)) return this.#pathOf(path);
    throw this.#explain(undefined, path);
  }

  #pathOf(path: string): string {
    return `${this.#root}/${checkRelativePath(path, "file")}`;
  }

  #explain(cause: unknown, path: string): unknown {
    if (cause === undefined || isMissing(cause)) {
      return new HubError(
        `Cannot find file "${path}" in folder "${this.#root}": there is none, ` +
          `check that the folder holds a complete model`,
        { code: "file-not-found", cause },
      );
    }
    if (!(cause instanceof Error)) return cause;
    return new HubError(
      `Cannot read "${this.#pathOf(path)}": ${cause.message}, make the file readable`,
      { code: "unreadable", cause },
    );
  }
}
