/**
 * Opens repositories: a folder, an address, or an id on the hub. What only the latter two need is loaded when
 * they are met: most programs start with a folder.
 *
 * @module
 */

import { isMissing } from "./disk_storage.ts";
import { isGranted } from "./environment.ts";
import { FolderRepository } from "./folder_repository.ts";
import { HubError, type HubErrorDetails } from "./hub_error.ts";
import type { HubOptions } from "./hub_options.ts";
import type { Repository } from "./repository.ts";
import { checkSubfolder, isRepositoryId } from "./repository_id.ts";

/** Why a path is no folder that can be read. */
interface FolderFault extends HubErrorDetails {
  readonly found: string;
}

/**
 * Opens the files of a model or data set. No file is read before it is asked for.
 *
 * @param source A folder on disk (a path, or a `file:` URL), the `http(s):` URL of a folder, or an id on the
 * hub (`owner/name`, or `name`). For what could be both, an existing folder that may be read wins: without
 * permission to look, which is not asked for, it is an id; `./name` is always a folder. The query of a URL is
 * sent for every file and shown in no message.
 * @param options Where files come from and where they are kept. A folder on disk needs none of it but
 * `subfolder`.
 * @returns The files.
 * @throws {TypeError} If `source` or an option cannot be one, or an address holds a user name or password.
 * @throws {RangeError} If an option is out of range.
 * @throws {HubError} If a folder does not exist or may not be read.
 */
export async function openRepository(
  source: string | URL,
  options: HubOptions = {},
): Promise<Repository> {
  const text = String(source);
  if (/^https?:/i.test(text)) {
    const { openAddress } = await import("./remote.ts");
    return await openAddress(text, options);
  }
  const path = /^file:/i.test(text) ? filePathOf(new URL(text)) : text;
  const isId = path === text && isRepositoryId(text);
  const fault = await findFault(path, { mayAsk: !isId });
  if (fault === undefined) return new FolderRepository(path, checkSubfolder(options.subfolder));
  if (isId) {
    const { openOnHub } = await import("./remote.ts");
    return await openOnHub(text, { ...options, ...advise(text, fault, options) });
  }
  const { found, ...details } = fault;
  throw new HubError(
    `Cannot open ${JSON.stringify(text)}: ${found}, ` +
      `name a folder, an id on the hub ("owner/name") or the address of a folder`,
    details,
  );
}

/** Where there may be a folder of the same name, the hub's "not found" is not the whole story. */
function advise(
  id: string,
  fault: FolderFault,
  { advice }: HubOptions,
): Pick<HubOptions, "advice"> {
  if (fault.code !== "unreadable" || globalThis.Deno === undefined) return {};
  const readable = `allow reading folder "${id}" if there is one or write "./${id}"`;
  return { advice: advice === undefined ? readable : `${readable}, or ${advice}` };
}

async function findFault(
  path: string,
  { mayAsk }: { mayAsk: boolean },
): Promise<FolderFault | undefined> {
  const code = "repository-not-found";
  if (path === "") return { code, found: "an empty name" };
  if (globalThis.Deno === undefined) {
    return { code: "unreadable", found: "this runtime gives no access to folders" };
  }
  if (!mayAsk && !isGranted({ name: "read", path })) {
    return { code: "unreadable", found: "reading it is not permitted" };
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
