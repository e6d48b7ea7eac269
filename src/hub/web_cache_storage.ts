/**
 * Files kept by the Cache API: Deno Deploy and browsers, which have no disk to offer.
 *
 * @module
 */

import { MemoryStorage } from "./memory_storage.ts";
import type { Appender, FileBytes, HubStorage } from "./storage.ts";

// The Cache API knows addresses, not paths. The top-level domain "invalid" is never resolved (RFC 2606).
const ORIGIN = "https://hub-cache.invalid/";
const LINK_HEADER = "x-link";

/**
 * A {@linkcode HubStorage} on `globalThis.caches`. The interface has no appending, so a file is held in
 * memory while it arrives and moves into the cache when it is renamed.
 */
export class WebCacheStorage implements HubStorage {
  readonly #arriving = new MemoryStorage();
  readonly #name: string;

  /**
   * Creates the storage.
   *
   * @param name The name of the cache among those of the site.
   */
  constructor(name: string) {
    this.#name = name;
  }

  async #match(path: string): Promise<Response | undefined> {
    const cache = await caches.open(this.#name);
    const response = await cache.match(addressOf(path));
    const target = response?.headers.get(LINK_HEADER);
    if (typeof target !== "string") return response;
    await response?.body?.cancel();
    return cache.match(addressOf(target));
  }

  async #put(path: string, response: Response): Promise<void> {
    const cache = await caches.open(this.#name);
    await cache.put(addressOf(path), response);
  }

  /** See {@linkcode HubStorage}. */
  async read(path: string): Promise<FileBytes | undefined> {
    const arriving = await this.#arriving.read(path);
    if (arriving !== undefined) return arriving;
    const response = await this.#match(path);
    return response === undefined ? undefined : new Uint8Array(await response.arrayBuffer());
  }

  /** See {@linkcode HubStorage}. */
  async size(path: string): Promise<number | undefined> {
    const arriving = await this.#arriving.size(path);
    if (arriving !== undefined) return arriving;
    const response = await this.#match(path);
    await response?.body?.cancel();
    return response === undefined ? undefined : Number(response.headers.get("content-length"));
  }

  /** Always `false`: the Cache API cannot be listed everywhere (Deno has no `Cache.keys`). */
  hasFolder(): Promise<boolean> {
    return Promise.resolve(false);
  }

  /** See {@linkcode HubStorage}. */
  async *chunks(path: string): AsyncIterable<Uint8Array> {
    const bytes = await this.read(path);
    if (bytes !== undefined) yield bytes;
  }

  /** See {@linkcode HubStorage}. */
  write(path: string, bytes: FileBytes): Promise<void> {
    const headers = { "content-length": String(bytes.length) };
    return this.#put(path, new Response(bytes, { headers }));
  }

  /** See {@linkcode HubStorage}. */
  append(path: string, capacity: number | undefined): Promise<Appender> {
    return this.#arriving.append(path, capacity);
  }

  /** See {@linkcode HubStorage}. */
  async rename(from: string, to: string): Promise<void> {
    const bytes = await this.read(from);
    if (bytes !== undefined) await this.write(to, bytes);
    await this.remove(from);
  }

  /** See {@linkcode HubStorage}. */
  async remove(path: string): Promise<void> {
    await this.#arriving.remove(path);
    const cache = await caches.open(this.#name);
    await cache.delete(addressOf(path));
  }

  /** See {@linkcode HubStorage}. */
  link(target: string, path: string): Promise<void> {
    return this.#put(path, new Response(null, { headers: { [LINK_HEADER]: target } }));
  }

  /** See {@linkcode HubStorage}. */
  exclusive<T>(lock: string, task: () => Promise<T>): Promise<T> {
    return this.#arriving.exclusive(lock, task);
  }

  /** See {@linkcode HubStorage}. */
  localPath(): undefined {
    return undefined;
  }
}

function addressOf(path: string): string {
  return ORIGIN + path.split("/").map(encodeURIComponent).join("/");
}
