/**
 * Opens what is not on this machine: repositories of the hub, and addresses of folders.
 *
 * @module
 */

import { parseAddress } from "./address.ts";
import { hostEntry } from "./hosts.ts";
import { HubCache } from "./hub_cache.ts";
import { type HubOptions, resolveHubOptions } from "./hub_options.ts";
import { HubRepository } from "./hub_repository.ts";
import { openStorage } from "./open_storage.ts";
import type { Repository } from "./repository.ts";
import { cacheFolderName } from "./repository_id.ts";
import { UrlRepository } from "./url_repository.ts";

/**
 * Opens the address of a folder. No file is read before it is asked for.
 *
 * @param address An `http(s):` URL.
 * @param options Where else files may come from; the address's own host is allowed.
 * @returns The files.
 * @throws {TypeError} If an option cannot be one, or the address holds a user name or password.
 * @throws {RangeError} If an option is out of range.
 */
export async function openAddress(address: string, options: HubOptions): Promise<Repository> {
  const url = parseAddress(address, "source");
  const allowedHosts = [hostEntry(url), ...options.allowedHosts ?? []];
  return new UrlRepository(url, await resolveHubOptions({ ...options, allowedHosts }));
}

/**
 * Opens a repository of the hub. No file is read before it is asked for.
 *
 * @param id `owner/name`, or `name`.
 * @param options Where files come from and where they are kept.
 * @returns The files.
 * @throws {TypeError} If an option cannot be one.
 * @throws {RangeError} If an option is out of range.
 */
export async function openOnHub(id: string, options: HubOptions): Promise<Repository> {
  const settings = await resolveHubOptions(options);
  const storages = await openStorage({
    cacheDir: settings.cacheDir,
    isRequired: options.cacheDir !== undefined,
    isReadOnly: settings.offline,
  });
  const cache = new HubCache(storages, cacheFolderName(id, settings.repositoryType));
  return new HubRepository(id, cache, settings);
}
