/** A repository in memory, which never lies on a disk. */

import { HubError } from "../../src/hub/hub_error.ts";
import type { Repository } from "../../src/hub/repository.ts";

/** Files by path: text, or what is written as JSON. */
export class FakeRepository implements Repository {
  readonly name = "a/teacher";
  readonly #files: Readonly<Record<string, unknown>>;

  /**
   * Takes the files.
   *
   * @param files Contents by path.
   */
  constructor(files: Readonly<Record<string, unknown>>) {
    this.#files = files;
  }

  /** See {@linkcode Repository}. */
  read(path: string): Promise<Uint8Array<ArrayBuffer>> {
    const content = this.#files[path];
    if (content === undefined) {
      return Promise.reject(new HubError(`no ${path}`, { code: "file-not-found" }));
    }
    const text = typeof content === "string" ? content : JSON.stringify(content);
    return Promise.resolve(new TextEncoder().encode(text));
  }

  /** See {@linkcode Repository}. */
  has(path: string): Promise<boolean> {
    return Promise.resolve(Object.hasOwn(this.#files, path));
  }

  /** See {@linkcode Repository}. */
  localPath(_path: string): Promise<undefined> {
    return Promise.resolve(undefined);
  }
}
