/**
 * A repository on the hub, by way of the cache.
 *
 * @module
 */

import { downloadFile } from "./download.ts";
import type { CachedFile, HubCache } from "./hub_cache.ts";
import { HubError } from "./hub_error.ts";
import type { HubSettings } from "./hub_options.ts";
import type { Repository } from "./repository.ts";
import {
  describeRemoteFile,
  type FileReference,
  refusal,
  type RemoteFile,
  resolveUrl,
} from "./remote_file.ts";
import { checkRelativePath } from "./repository_id.ts";
import type { FileBytes } from "./storage.ts";

/** A file that the hub has and the cache has not. */
interface Uncached {
  remote: RemoteFile;
  commit: string;
}

/** Where a file is, or the error for whoever cannot do without it. */
type Location = CachedFile | Uncached | HubError;

/**
 * A {@linkcode Repository} on the hub. The first answer fixes the commit, so that all files belong together
 * and those that the cache has need no further request.
 */
export class HubRepository implements Repository {
  readonly name: string;
  readonly #settings: HubSettings;
  readonly #cache: HubCache;
  readonly #found = new Map<string, Promise<Location>>();
  readonly #brought = new Map<string, Promise<CachedFile>>();
  #commit: string | undefined;
  /** Set once the hub was out of reach and the cache stepped in: each further attempt would cost as long. */
  #lost: HubError | undefined;

  /**
   * Creates the view; nothing is asked yet.
   *
   * @param id The repository.
   * @param cache Its cache.
   * @param settings How to ask.
   */
  constructor(id: string, cache: HubCache, settings: HubSettings) {
    this.name = id;
    this.#cache = cache;
    this.#settings = settings;
  }

  /** See {@linkcode Repository}. */
  async read(path: string): Promise<FileBytes> {
    const file = await this.#bring(path);
    const bytes = await file.storage.read(file.path);
    if (bytes !== undefined) return bytes;
    throw this.#absent(this.#reference(path));
  }

  /** See {@linkcode Repository}. */
  async has(path: string): Promise<boolean> {
    return !(await this.#find(this.#reference(path)) instanceof HubError);
  }

  /** See {@linkcode Repository}. */
  async localPath(path: string): Promise<string | undefined> {
    const file = await this.#bring(path);
    return file.storage.localPath(file.path);
  }

  #reference(path: string): FileReference {
    checkRelativePath(path, "file");
    const { revision, subfolder } = this.#settings;
    return {
      id: this.name,
      revision: this.#commit ?? revision,
      path: subfolder === "" ? path : `${subfolder}/${path}`,
    };
  }

  #find(file: FileReference): Promise<Location> {
    return once(this.#found, file.path, () => this.#locate(file));
  }

  #bring(path: string): Promise<CachedFile> {
    const file = this.#reference(path);
    return once(this.#brought, file.path, async () => {
      const found = await this.#find(file);
      if (found instanceof HubError) throw found;
      return "storage" in found ? found : await this.#download(file, found);
    });
  }

  async #locate(file: FileReference): Promise<Location> {
    const { offline, forceDownload, retryLimit } = this.#settings;
    const known = await this.#cache.commitOf(file.revision);
    const cached = known === undefined ? undefined : await this.#cache.findFile(known, file.path);
    const isFixed = offline || known === file.revision;
    if (isFixed && !forceDownload && known !== undefined) {
      if (cached !== undefined) return cached;
      if (await this.#cache.isKnownAbsent(known, file.path)) return this.#absent(file);
    }
    if (offline || this.#lost !== undefined) return this.#withoutHub(file, known, this.#lost);
    const hasFallback = cached !== undefined && !forceDownload;
    try {
      const settings = { ...this.#settings, retryLimit: hasFallback ? 0 : retryLimit };
      return await this.#learn(file, await describeRemoteFile(file, settings));
    } catch (error) {
      if (!(error instanceof HubError) || error.code === "revision-not-found") throw error;
      if (!hasFallback && error.code !== "offline") throw error;
      const fallback = hasFallback
        ? cached
        : await this.#withoutHub(file, forceDownload ? undefined : known, error);
      this.#commit ??= known;
      if (error.code === "offline") this.#lost = error;
      return fallback;
    }
  }

  /** Takes in what the hub says: the commit, an absence, content that another commit had as well. */
  async #learn(file: FileReference, remote: RemoteFile): Promise<Location> {
    const { forceDownload, revision } = this.#settings;
    const { commit = this.#commit, etag, exists } = remote;
    if (commit === undefined) {
      if (!exists) return this.#absent(file);
      throw new HubError(
        `Cannot download "${file.path}" of ${this.#title}: the answer names no commit ` +
          `(X-Repo-Commit), check that ${this.#settings.endpoint} is a hub`,
        { code: "http", url: resolveUrl(file, this.#settings) },
      );
    }
    if (this.#commit !== undefined && commit !== this.#commit) {
      // The branch moved while two files were asked for.
      return this.#locate({ ...file, revision: this.#commit });
    }
    this.#commit = commit;
    await this.#cache.recordCommit(revision, commit);
    if (!exists) {
      await this.#cache.recordAbsence(commit, file.path);
      return this.#absent(file);
    }
    if (!forceDownload) {
      const cached = await this.#cache.findFile(commit, file.path) ??
        await this.#adopt(etag, this.#cache.snapshotPath(commit, file.path));
      if (cached !== undefined) return cached;
    }
    return { remote, commit };
  }

  /** Without an answer of the hub, a snapshot counts as complete: Python writes it whole. */
  async #withoutHub(
    file: FileReference,
    commit: string | undefined,
    cause: HubError | undefined,
  ): Promise<HubError> {
    const { endpoint, advice } = this.#settings;
    const reason = cause?.cause instanceof Error ? ` (${cause.cause.message})` : "";
    const found = cause === undefined
      ? "offline mode is on and the cache has no copy, unset HF_HUB_OFFLINE"
      : `the host cannot be reached${reason} and the cache has no copy, connect to the network`;
    const error = new HubError(
      `Cannot download "${file.path}" of ${this.#title} from ${endpoint}: ${found}, ` +
        `or name a local folder${advice === undefined ? "" : `, or ${advice}`}`,
      { code: "offline", url: resolveUrl(file, this.#settings), cause },
    );
    if (commit !== undefined && await this.#cache.hasSnapshot(commit)) return error;
    throw error;
  }

  async #adopt(etag: string | undefined, snapshotPath: string): Promise<CachedFile | undefined> {
    return etag === undefined ? undefined : await this.#cache.adoptBlob(etag, snapshotPath);
  }

  #download(file: FileReference, { remote, commit }: Uncached): Promise<CachedFile> {
    const { forceDownload, onProgress } = this.#settings;
    const { etag, size } = remote;
    const { storage } = this.#cache;
    const path = this.#cache.snapshotPath(commit, file.path);
    const target = etag === undefined ? path : this.#cache.blobPath(etag);
    const lock = this.#cache.lockPath(etag ?? `${commit}/${file.path}`);
    return storage.exclusive(lock, async () => {
      if (!forceDownload) {
        // Another download of the same content may have ended while this one waited.
        const arrived = await this.#cache.findFile(commit, file.path) ??
          await this.#adopt(etag, path);
        if (arrived !== undefined) return arrived;
      }
      await downloadFile(
        {
          url: resolveUrl({ ...file, revision: commit }, this.#settings),
          name: `"${file.path}" of ${this.#title}`,
          target,
          size,
          etag,
          explain: (response) => refusal(response, file, this.#settings),
          onProgress: (loaded, total) => onProgress?.({ file: file.path, loaded, total }),
        },
        storage,
        this.#settings,
      );
      if (target !== path) await storage.link(target, path);
      return { storage, path };
    });
  }

  get #title(): string {
    return `${this.#settings.repositoryType} "${this.name}"`;
  }

  #absent(file: FileReference): HubError {
    return new HubError(
      `Cannot find file "${file.path}" in ${this.#title} at revision "${file.revision}": ` +
        `there is none, check the name, the revision and the subfolder`,
      { code: "file-not-found", url: resolveUrl(file, this.#settings) },
    );
  }
}

/** Shares one run of a task among all who ask while it runs, and its result with those who ask later. */
function once<T>(runs: Map<string, Promise<T>>, key: string, task: () => Promise<T>): Promise<T> {
  const running = runs.get(key);
  if (running !== undefined) return running;
  const run = task();
  runs.set(key, run);
  run.catch(() => runs.delete(key));
  return run;
}
