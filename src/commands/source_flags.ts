/**
 * The flags that say where files come from, shared by all commands that load something.
 *
 * @module
 */

import type { HubOptions } from "../hub/hub_options.ts";
import { checkRelativePath } from "../hub/repository_id.ts";
import { type Flag, type FlagValues, UsageError } from "./command.ts";

/** Where files come from and where they are kept. */
export const SOURCE_FLAGS: readonly Flag[] = [
  {
    name: "revision",
    value: "NAME",
    description: 'Branch, tag or commit of the hub (default "main")',
  },
  { name: "subfolder", value: "PATH", description: "Folder in the repository" },
  { name: "endpoint", value: "URL", description: "Another hub (default HF_ENDPOINT)" },
  {
    name: "cache-dir",
    value: "FOLDER",
    description: "Cache of downloads (default that of Python)",
  },
  { name: "offline", description: "Use the cache only" },
  { name: "force-download", description: "Download what the cache has already" },
];

/**
 * The hub's options that flags ask for. The access token is read from `HF_TOKEN`, never from a flag,
 * which other users of the machine could see.
 *
 * @param flags A command's flags.
 * @param signal Stops downloads.
 * @returns Options for the hub client.
 * @throws {UsageError} If a value cannot be used, or flags contradict each other.
 */
export function readSourceFlags(flags: FlagValues, signal: AbortSignal): HubOptions {
  const texts = {
    revision: readPath(flags, "revision"),
    subfolder: readPath(flags, "subfolder"),
    endpoint: readEndpoint(flags),
    cacheDir: flags.text("cache-dir"),
  };
  if (flags.isOn("offline") && flags.isOn("force-download")) {
    throw new UsageError("Cannot use --offline together with --force-download: give one of them");
  }
  const given = Object.entries(texts).filter(([, text]) => text !== undefined);
  return {
    ...Object.fromEntries(given),
    ...(flags.isOn("offline") ? { offline: true } : {}),
    forceDownload: flags.isOn("force-download"),
    hubHostsOnly: true,
    signal,
  };
}

function readPath(flags: FlagValues, name: "revision" | "subfolder"): string | undefined {
  const path = flags.text(name);
  try {
    return path === undefined ? undefined : checkRelativePath(path, name);
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    throw new UsageError(cause.message, { cause });
  }
}

function readEndpoint(flags: FlagValues): string | undefined {
  const endpoint = flags.text("endpoint");
  if (endpoint === undefined) return undefined;
  if (URL.canParse(endpoint) && /^https?:$/.test(new URL(endpoint).protocol)) return endpoint;
  throw new UsageError(
    `Cannot use "${endpoint}" for --endpoint: it must be an address as in "https://huggingface.co"`,
  );
}
