/** Opens repositories: a folder, an address, or an id on the hub. */
import { isMissing } from "./disk_storage.ts";
import { isGranted } from "./environment.ts";
import { FolderRepository } from "./folder_repository.ts";
import { HubCache } from "./hub_cache.ts";
import { HubError, type HubErrorDetails } from "./hub_error.ts";
import { type HubOptions, resolveHubOptions } from "./hub_options.ts";
import { HubRepository } from "./hub_repository.ts";
import { openStorage } from "./open_storage.ts";
import type { Repository } from "./repository.ts";
import { cacheFolderName, checkSubfolder, isRepositoryId } from "./repository_id.ts";
import { UrlRepository } from "./url_repository.ts";

/**
 * Opens the files of a model or data set. No file is read before it is asked for.
 *
 * @param source A folder on disk (a path, or a `file:` URL), the `http(s):` URL of a folder, or an id on the
 * hub (`owner/name`, or `name`). An existing folder comes before an id.
 * @param options Where files come from and where they are kept. A folder on disk needs none of it but
 * `subfolder`.
 * @returns The files.
 * @throws {TypeError} If `source`, `revision` or `subfolder` cannot be one.
 * @throws {HubError} If a folder does not exist or may not be read.
 */
export async function openRepository(
  source: string | URL,
  options: HubOptions = {},
): Promise<Repository> {
  const text = String(source);
  if (/^https?:/i.test(text)) {
    const url = new URL(text);
    return new UrlRepository(
      url,
      await resolveHubOptions({ allowedHosts: [url.host], ...options }),
    );
  }
  const path = /^file:/i.test(text) ? filePathOf(new URL(text)) : text;
  const isId = path === text && isRepositoryId(text);
  if (!isId || await isVisibleFolder(path)) {
    await assertFolder(path, text);
    return new FolderRepository(path, checkSubfolder(options.subfolder));
  }
  const settings = await resolveHubOptions(options);
  const storages = await openStorage({
    cacheDir: settings.cacheDir,
    isRequired: options.cacheDir !== undefined,
    isReadOnly: settings.offline,
  });
  const cache = new HubCache(storages, cacheFolderName(text, settings.repositoryType));
  return new HubRepository(text, cache, settings);
}

/** Looks for a folder that has the name of a repository, without asking for permission. */
async function isVisibleFolder(path: string): Promise<boolean> {
  return isGranted({ name: "read", path }) && await findFault(path) === undefined;
}

async function assertFolder(path: string, source: string): Promise<void> {
  const fault = await findFault(path);
  if (fault === undefined) return;
  const { found, ...details } = fault;
  throw new HubError(
    `Cannot open ${JSON.stringify(source)}: ${found}, ` +
      `name a folder, an id on the hub ("owner/name") or the address of a folder`,
    details,
  );
}

/** What keeps a path from being a folder that can be read. */
async function findFault(path: string): Promise<HubErrorDetails & { found: string } | undefined> {
  const code = "repository-not-found";
  if (path === "") return { code, found: "an empty name" };
  if (globalThis.Deno === undefined) {
    return { code: "unreadable", found: "this runtime gives no access to folders" };
  }
  try {
    return (await Deno.stat(path)).isDirectory ? undefined : { code, found: "a file" };
  } catch (cause) {
    if (isMissing(cause)) return { code, found: "no such folder", cause };
    const found = cause instanceof Error ? cause.message : String(cause);
    return { code: "unreadable", found, cause };
  }
}

/** As `fromFileUrl` of `@std/path`, which this folder may not import: `file:///C:/x` is `C:/x`. */
function filePathOf(url: URL): string {
  return decodeURIComponent(url.pathname).replace(/^\/(?=[A-Za-z]:)/, "");
}
