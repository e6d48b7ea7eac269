/**
 * The one view that the rest of the code has of a model's or data set's files.
 *
 * @module
 */

/** A folder of files: on disk, on the hub, or below an address. */
export interface Repository {
  /** What the caller asked for, as it appears in messages. */
  readonly name: string;
  /**
   * Reads a file.
   *
   * @param path Relative to the repository's subfolder, with forward slashes.
   * @returns Its bytes; not to be changed, they may be shared with later readers.
   * @throws {HubError} With code `"file-not-found"` if there is no such file.
   */
  read(path: string): Promise<Uint8Array<ArrayBuffer>>;
  /**
   * Tells whether a file exists, without downloading it. An unreachable hub is no answer: that throws, unless
   * the cache has a snapshot of the revision, which is then taken as complete. To read a file that it lacks
   * throws with code `"offline"`.
   *
   * @param path Relative to the repository's subfolder, with forward slashes.
   * @returns Whether it does.
   */
  has(path: string): Promise<boolean>;
  /**
   * Brings a file to the disk, for programs that open files themselves.
   *
   * @param path Relative to the repository's subfolder, with forward slashes.
   * @returns Its path on disk, or `undefined` where it has none: then use {@linkcode Repository.read}.
   * @throws {HubError} With code `"file-not-found"` if there is no such file.
   */
  localPath(path: string): Promise<string | undefined>;
}
