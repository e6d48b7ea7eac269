/**
 * Chooses where downloads are kept.
 *
 * @module
 */

import { DiskStorage } from "./disk_storage.ts";
import { isGranted } from "./environment.ts";
import { HubError } from "./hub_error.ts";
import { MemoryStorage } from "./memory_storage.ts";
import type { HubStorage } from "./storage.ts";
import { WebCacheStorage } from "./web_cache_storage.ts";

/** What the choice depends on. */
export interface StorageWishes {
  /** The cache folder, where one is known. */
  cacheDir: string | undefined;
  /** Whether the caller named that folder, so that doing without it would be a surprise. */
  isRequired: boolean;
  /** Whether nothing is going to be written. */
  isReadOnly: boolean;
}

// One for the process, because its locks are.
const WEB_CACHE = new WebCacheStorage("model2vec-hub");

/**
 * Opens the best storage that the process may use: the cache folder on disk; the Cache API where there is
 * no disk to write to; memory where there is neither. A folder that may only be read is looked in as well.
 *
 * @param wishes What the choice depends on.
 * @returns The storage to write to, then those to look in as well.
 * @throws {HubError} If a folder that the caller named cannot be used.
 */
export async function openStorage(
  wishes: StorageWishes,
): Promise<readonly [HubStorage, ...HubStorage[]]> {
  const { cacheDir, isRequired, isReadOnly } = wishes;
  const diskless = globalThis.caches === undefined ? new MemoryStorage() : WEB_CACHE;
  if (cacheDir === undefined) return [diskless];
  const isReadable = isGranted({ name: "read", path: cacheDir });
  const obstacle = isReadable && isReadOnly ? undefined : await findObstacle(cacheDir, isReadable);
  if (obstacle === undefined) return [new DiskStorage(cacheDir)];
  if (isRequired) {
    throw new HubError(
      `Cannot use cache folder "${cacheDir}": ${obstacle}, name a folder that may be written`,
      { code: "unreadable" },
    );
  }
  return isReadable ? [diskless, new DiskStorage(cacheDir)] : [diskless];
}

/** Tries the folder: permission granted to the process may still be refused by the system. */
async function findObstacle(folder: string, isReadable: boolean): Promise<string | undefined> {
  if (globalThis.Deno === undefined) return "this runtime gives no access to files";
  if (!isReadable) return `reading it is not permitted (--allow-read=${folder})`;
  if (!isGranted({ name: "write", path: folder })) {
    return `writing to it is not permitted (--allow-write=${folder})`;
  }
  try {
    await Deno.mkdir(folder, { recursive: true });
    await Deno.remove(await Deno.makeTempFile({ dir: folder, prefix: ".write-" }));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
