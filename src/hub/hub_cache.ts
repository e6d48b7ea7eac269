/**
 * The cache folder of Python's huggingface_hub, for one repository:
 *
 *     models--owner--name/blobs/<etag>
 *     models--owner--name/snapshots/<commit>/<path>   -> ../../blobs/<etag>
 *     models--owner--name/refs/<revision>             holds the commit
 *     models--owner--name/.no_exist/<commit>/<path>   empty: the repository has no such file
 *     .locks/models--owner--name/<etag>.lock
 *
 * It knows places, not transfers.
 *
 * @module
 */

import { isCommit } from "./repository_id.ts";
import type { FileBytes, HubStorage } from "./storage.ts";

/** A file that the cache has. */
export interface CachedFile {
  /** The storage that has it. */
  storage: HubStorage;
  /** Where in that storage. */
  path: string;
}

/** The part of the cache that belongs to one repository. */
export class HubCache {
  readonly #storages: readonly HubStorage[];
  readonly #folder: string;
  /** The storage that new files go to. */
  readonly storage: HubStorage;

  /**
   * Opens the cache; nothing is read or written yet.
   *
   * @param storages The storage to write to, then those to look in as well.
   * @param folder The folder of the repository, as in `models--owner--name`.
   */
  constructor(storages: readonly [HubStorage, ...HubStorage[]], folder: string) {
    this.#storages = storages;
    this.#folder = folder;
    this.storage = storages[0];
  }

  /**
   * Names the place of a file's content.
   *
   * @param etag The content's name, as in {@linkcode RemoteFile}.
   * @returns A path in the storage.
   */
  blobPath(etag: string): string {
    return `${this.#folder}/blobs/${etag}`;
  }

  /**
   * Names the place of a file of a commit.
   *
   * @param commit The commit.
   * @param path The file's path in the repository.
   * @returns A path in the storage.
   */
  snapshotPath(commit: string, path: string): string {
    return `${this.#folder}/snapshots/${commit}/${path}`;
  }

  /**
   * Names the lock that guards the arrival of a file.
   *
   * @param name What arrives: an etag, or a path.
   * @returns A path in the storage.
   */
  lockPath(name: string): string {
    return `.locks/${this.#folder}/${name.replaceAll("/", "--")}.lock`;
  }

  /**
   * Looks up the commit that a revision meant when it was last asked for.
   *
   * @param revision A branch, tag or commit.
   * @returns The commit, or `undefined` if the cache does not know.
   */
  async commitOf(revision: string): Promise<string | undefined> {
    if (isCommit(revision)) return revision;
    for (const storage of this.#storages) {
      const bytes = await storage.read(this.#refPath(revision));
      const commit = new TextDecoder().decode(bytes).trim();
      if (isCommit(commit)) return commit;
    }
    return undefined;
  }

  /**
   * Remembers what a revision means now.
   *
   * @param revision A branch, tag or commit.
   * @param commit The commit.
   */
  async recordCommit(revision: string, commit: string): Promise<void> {
    if (await this.commitOf(revision) === commit) return;
    await this.storage.write(this.#refPath(revision), utf8(commit));
  }

  /**
   * Tells whether anything of a commit was ever downloaded.
   *
   * @param commit The commit.
   * @returns Whether its snapshot exists.
   */
  async hasSnapshot(commit: string): Promise<boolean> {
    for (const storage of this.#storages) {
      if (await storage.hasFolder(`${this.#folder}/snapshots/${commit}`)) return true;
    }
    return false;
  }

  /**
   * Looks for a file of a commit.
   *
   * @param commit The commit.
   * @param path The file's path in the repository.
   * @returns The file, or `undefined`.
   */
  findFile(commit: string, path: string): Promise<CachedFile | undefined> {
    return this.#find(this.snapshotPath(commit, path));
  }

  /**
   * Looks for content that may have come with another commit, and makes it a file of this one.
   *
   * @param etag The content's name.
   * @param snapshotPath Where it belongs, as by {@linkcode HubCache.snapshotPath}.
   * @returns The file, or `undefined`.
   */
  async adoptBlob(etag: string, snapshotPath: string): Promise<CachedFile | undefined> {
    const blob = await this.#find(this.blobPath(etag));
    if (blob === undefined || blob.storage !== this.storage) return blob;
    await this.storage.link(blob.path, snapshotPath);
    return { storage: this.storage, path: snapshotPath };
  }

  /**
   * Tells whether a commit is known to lack a file.
   *
   * @param commit The commit.
   * @param path The file's path in the repository.
   * @returns Whether the host said so before.
   */
  async isKnownAbsent(commit: string, path: string): Promise<boolean> {
    return await this.#find(this.#absencePath(commit, path)) !== undefined;
  }

  /**
   * Remembers that a commit lacks a file.
   *
   * @param commit The commit.
   * @param path The file's path in the repository.
   */
  async recordAbsence(commit: string, path: string): Promise<void> {
    if (await this.isKnownAbsent(commit, path)) return;
    await this.storage.write(this.#absencePath(commit, path), new Uint8Array());
  }

  async #find(path: string): Promise<CachedFile | undefined> {
    for (const storage of this.#storages) {
      if (await storage.size(path) !== undefined) return { storage, path };
    }
    return undefined;
  }

  #refPath(revision: string): string {
    return `${this.#folder}/refs/${revision}`;
  }

  #absencePath(commit: string, path: string): string {
    return `${this.#folder}/.no_exist/${commit}/${path}`;
  }
}

function utf8(text: string): FileBytes {
  return new TextEncoder().encode(text);
}
