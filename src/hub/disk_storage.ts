/**
 * Files on disk, through Deno. Written without `using`, which Node 20 and Safari cannot parse: they load this
 * module too, if only to leave it alone.
 *
 * @module
 */

import { isGranted } from "./environment.ts";
import type { Appender, FileBytes, HubStorage } from "./storage.ts";

const CHUNK_BYTES = 1 << 20;

/** A {@linkcode HubStorage} in a folder on disk. */
export class DiskStorage implements HubStorage {
  readonly #root: string;

  /**
   * Creates the storage; the folder is made when the first file is written.
   *
   * @param root The folder, absolute or relative to the working directory.
   */
  constructor(root: string) {
    this.#root = root.replace(/(?<=.)[/\\]+$/, "");
  }

  /** See {@linkcode HubStorage}. */
  read(path: string): Promise<FileBytes | undefined> {
    return unlessMissing(Deno.readFile(this.localPath(path)));
  }

  /** See {@linkcode HubStorage}. */
  async size(path: string): Promise<number | undefined> {
    const info = await unlessMissing(Deno.stat(this.localPath(path)));
    return info?.isFile ? info.size : undefined;
  }

  /** See {@linkcode HubStorage}. */
  async hasFolder(path: string): Promise<boolean> {
    return (await unlessMissing(Deno.stat(this.localPath(path))))?.isDirectory ?? false;
  }

  /** See {@linkcode HubStorage}. */
  async *chunks(path: string): AsyncIterable<Uint8Array> {
    const file = await Deno.open(this.localPath(path));
    const buffer = new Uint8Array(CHUNK_BYTES);
    try {
      for (let size = await file.read(buffer); size !== null; size = await file.read(buffer)) {
        yield buffer.subarray(0, size);
      }
    } finally {
      file.close();
    }
  }

  /** See {@linkcode HubStorage}. */
  async write(path: string, bytes: FileBytes): Promise<void> {
    const partial = `${path}.${crypto.randomUUID().slice(0, 8)}.tmp`;
    await this.#makeParent(path);
    await Deno.writeFile(this.localPath(partial), bytes);
    await this.rename(partial, path);
  }

  /** See {@linkcode HubStorage}. */
  async append(path: string): Promise<Appender> {
    await this.#makeParent(path);
    const file = await Deno.open(this.localPath(path), { append: true, create: true });
    return {
      async write(bytes: Uint8Array): Promise<void> {
        for (let done = 0; done < bytes.length;) done += await file.write(bytes.subarray(done));
      },
      close(): Promise<void> {
        file.close();
        return Promise.resolve();
      },
    };
  }

  /** See {@linkcode HubStorage}. */
  async rename(from: string, to: string): Promise<void> {
    await this.#makeParent(to);
    await Deno.rename(this.localPath(from), this.localPath(to));
  }

  /** See {@linkcode HubStorage}. */
  async remove(path: string): Promise<void> {
    await unlessMissing(Deno.remove(this.localPath(path)));
  }

  /**
   * Links as Python's huggingface_hub does: a relative symbolic link, else a file of its own.
   *
   * Deno makes symbolic links only with unrestricted read and write permission, and Windows may not make
   * them at all; then it is a second name of the same file (a hard link), or a copy across volumes.
   */
  async link(target: string, path: string): Promise<void> {
    await this.#makeParent(path);
    await this.remove(path);
    if (isGranted({ name: "read" }) && isGranted({ name: "write" })) {
      try {
        return await Deno.symlink(relativeTo(path, target), this.localPath(path));
      } catch {
        // Not on this system or file system: the ways below need less.
      }
    }
    try {
      await Deno.link(this.localPath(target), this.localPath(path));
    } catch {
      await Deno.copyFile(this.localPath(target), this.localPath(path));
    }
  }

  /** Locks by the file that Python's huggingface_hub locks, so that both may run at once. */
  async exclusive<T>(lock: string, task: () => Promise<T>): Promise<T> {
    await this.#makeParent(lock);
    const file = await Deno.open(this.localPath(lock), { write: true, create: true });
    try {
      await file.lock(true);
      return await task();
    } finally {
      file.close();
    }
  }

  /** See {@linkcode HubStorage}. */
  localPath(path: string): string {
    return `${this.#root}/${path}`;
  }

  async #makeParent(path: string): Promise<void> {
    const parent = path.slice(0, Math.max(path.lastIndexOf("/"), 0));
    await Deno.mkdir(this.localPath(parent), { recursive: true });
  }
}

/**
 * Tells whether a file error means that nothing is there.
 *
 * @param error What was thrown.
 * @returns Whether it does.
 */
export function isMissing(error: unknown): boolean {
  return error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory;
}

async function unlessMissing<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** From `a/snapshots/c/x/y` to `a/blobs/b`: `../../../blobs/b`. */
function relativeTo(path: string, target: string): string {
  const from = path.split("/").slice(0, -1);
  const to = target.split("/");
  let shared = 0;
  while (shared < from.length && from[shared] === to[shared]) shared++;
  return [...from.slice(shared).fill(".."), ...to.slice(shared)].join("/");
}
