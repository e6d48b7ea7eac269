/**
 * Where downloaded files are kept: a disk, the runtime's own cache, or memory.
 *
 * @module
 */

/** The bytes of a file, in memory of their own kind: what `Response` and `crypto` accept. */
export type FileBytes = Uint8Array<ArrayBuffer>;

/** A file being written at its end. */
export interface Appender {
  /** Adds bytes; the array may be reused afterwards. */
  write(bytes: Uint8Array): Promise<void>;
  /** Ends writing. What was written stays. */
  close(): Promise<void>;
}

/**
 * Files below one root, named by relative paths with forward slashes.
 *
 * The layout of the cache is the business of `HubCache`; a storage only keeps bytes. Bytes that a
 * storage hands out may be its own copy: they must not be changed.
 */
export interface HubStorage {
  /** Reads a file through links; `undefined` if there is none. */
  read(path: string): Promise<FileBytes | undefined>;
  /** The size of a file in bytes, through links; `undefined` if there is none. */
  size(path: string): Promise<number | undefined>;
  /** Whether a folder holds anything; `false` where the storage cannot tell. */
  hasFolder(path: string): Promise<boolean>;
  /** Reads a file piece by piece. A piece is valid until the next one is asked for. */
  chunks(path: string): AsyncIterable<Uint8Array>;
  /** Writes a small file whole: a reader sees the old or the new one. */
  write(path: string, bytes: FileBytes): Promise<void>;
  /** Opens a file for writing at its end. `capacity` is the final size in bytes, if known. */
  append(path: string, capacity: number | undefined): Promise<Appender>;
  /** Moves a file, replacing what was there. */
  rename(from: string, to: string): Promise<void>;
  /** Removes a file if it is there. */
  remove(path: string): Promise<void>;
  /** Makes the file `target` appear as `path` as well, replacing what was there. */
  link(target: string, path: string): Promise<void>;
  /** Runs a task while no other holder of the same lock runs. */
  exclusive<T>(lock: string, task: () => Promise<T>): Promise<T>;
  /** The path for programs that open files themselves; `undefined` where there is no disk. */
  localPath(path: string): string | undefined;
}
