/**
 * Files kept in memory, for as long as the storage is.
 *
 * @module
 */

import type { Appender, FileBytes, HubStorage } from "./storage.ts";

interface MemoryFile {
  buffer: FileBytes;
  size: number;
}

/** A {@linkcode HubStorage} in memory. A file is held once: reading hands out the stored bytes. */
export class MemoryStorage implements HubStorage {
  readonly #files = new Map<string, MemoryFile>();
  readonly #turns = new Map<string, Promise<unknown>>();

  /** See {@linkcode HubStorage}. */
  read(path: string): Promise<FileBytes | undefined> {
    const file = this.#files.get(path);
    return Promise.resolve(file?.buffer.subarray(0, file.size));
  }

  /** See {@linkcode HubStorage}. */
  size(path: string): Promise<number | undefined> {
    return Promise.resolve(this.#files.get(path)?.size);
  }

  /** See {@linkcode HubStorage}. */
  hasFolder(path: string): Promise<boolean> {
    const prefix = `${path}/`;
    return Promise.resolve([...this.#files.keys()].some((file) => file.startsWith(prefix)));
  }

  /** See {@linkcode HubStorage}. */
  async *chunks(path: string): AsyncIterable<Uint8Array> {
    const bytes = await this.read(path);
    if (bytes !== undefined) yield bytes;
  }

  /** See {@linkcode HubStorage}. */
  write(path: string, bytes: FileBytes): Promise<void> {
    this.#files.set(path, { buffer: bytes, size: bytes.length });
    return Promise.resolve();
  }

  /** See {@linkcode HubStorage}. */
  append(path: string, capacity: number | undefined): Promise<Appender> {
    const file = this.#files.get(path) ?? { buffer: new Uint8Array(capacity ?? 0), size: 0 };
    this.#files.set(path, file);
    return Promise.resolve({
      write(bytes: Uint8Array): Promise<void> {
        reserve(file, file.size + bytes.length);
        file.buffer.set(bytes, file.size);
        file.size += bytes.length;
        return Promise.resolve();
      },
      close: () => Promise.resolve(),
    });
  }

  /** See {@linkcode HubStorage}. */
  rename(from: string, to: string): Promise<void> {
    const file = this.#files.get(from);
    if (file !== undefined) this.#files.set(to, file);
    return this.remove(from);
  }

  /** See {@linkcode HubStorage}. */
  remove(path: string): Promise<void> {
    this.#files.delete(path);
    return Promise.resolve();
  }

  /** See {@linkcode HubStorage}. */
  link(target: string, path: string): Promise<void> {
    const file = this.#files.get(target);
    if (file !== undefined) this.#files.set(path, file);
    return Promise.resolve();
  }

  /** See {@linkcode HubStorage}. */
  async exclusive<T>(lock: string, task: () => Promise<T>): Promise<T> {
    const before = this.#turns.get(lock) ?? Promise.resolve();
    const turn = before.then(task, task);
    this.#turns.set(lock, turn);
    try {
      return await turn;
    } finally {
      if (this.#turns.get(lock) === turn) this.#turns.delete(lock);
    }
  }

  /** See {@linkcode HubStorage}. */
  localPath(): undefined {
    return undefined;
  }
}

function reserve(file: MemoryFile, size: number): void {
  if (size <= file.buffer.length) return;
  const larger = new Uint8Array(Math.max(size, file.buffer.length * 2));
  larger.set(file.buffer.subarray(0, file.size));
  file.buffer = larger;
}
