/**
 * A repository below an http(s) address: any server of plain files.
 *
 * @module
 */

import { showAddress } from "./address.ts";
import { downloadFile } from "./download.ts";
import { HubError } from "./hub_error.ts";
import type { HubSettings } from "./hub_options.ts";
import { sendRequest } from "./http.ts";
import { MemoryStorage } from "./memory_storage.ts";
import type { Repository } from "./repository.ts";
import { checkRelativePath, encodePath } from "./repository_id.ts";
import type { FileBytes } from "./storage.ts";

/**
 * A {@linkcode Repository} below an address. Such a server tells neither commits nor digests, so that nothing
 * is cached beyond what the runtime does by itself; each read is a download.
 */
export class UrlRepository implements Repository {
  readonly name: string;
  readonly #root: string;
  /** Belongs to every request, as in signed addresses, and to no message. */
  readonly #query: string;
  readonly #settings: HubSettings;

  /**
   * Creates the view; nothing is asked yet.
   *
   * @param url The address of the folder. A query is kept for every file.
   * @param settings How to ask.
   */
  constructor(url: URL, settings: HubSettings) {
    const { subfolder } = settings;
    this.name = showAddress(url.href);
    const folder = this.name.replace(/\/*$/, "/");
    this.#root = subfolder === "" ? folder : `${folder}${encodePath(subfolder)}/`;
    this.#query = url.search;
    this.#settings = settings;
  }

  /** See {@linkcode Repository}. */
  async read(path: string): Promise<FileBytes> {
    const { onProgress } = this.#settings;
    const address = this.#addressOf(path);
    const storage = new MemoryStorage();
    await downloadFile(
      {
        url: address + this.#query,
        name: `"${address}"`,
        target: path,
        size: undefined,
        etag: undefined,
        explain: (response) => explain(response, address),
        onProgress: (loaded, total) => onProgress?.({ file: path, loaded, total }),
      },
      storage,
      this.#settings,
    );
    return await storage.read(path) ?? new Uint8Array();
  }

  /** See {@linkcode Repository}. */
  async has(path: string): Promise<boolean> {
    const address = this.#addressOf(path);
    const request = { url: address + this.#query, method: "HEAD" } as const;
    const { response } = await sendRequest(request, this.#settings);
    await response.body?.cancel();
    if (response.ok) return true;
    const error = explain(response, address);
    if (error.code === "file-not-found") return false;
    throw error;
  }

  /** See {@linkcode Repository}. */
  localPath(_path: string): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  /** The address of a file, without the query. */
  #addressOf(path: string): string {
    const url = this.#root + encodePath(checkRelativePath(path, "file"));
    if (!this.#settings.offline) return url;
    throw new HubError(
      `Cannot download "${url}": offline mode is on, unset HF_HUB_OFFLINE or use a local folder`,
      { code: "offline", url },
    );
  }
}

function explain(response: Response, url: string): HubError {
  const { status, statusText } = response;
  if (status === 404 || status === 410) {
    return new HubError(
      `Cannot find "${url}": the host answered ${status}, check the address of the folder`,
      { code: "file-not-found", status, url },
    );
  }
  return new HubError(
    `Cannot download "${url}": the host answered ${status} (${statusText}), check the address`,
    { code: status === 401 || status === 403 ? "unauthorized" : "http", status, url },
  );
}
