/**
 * The options of the hub client, and their defaults from the environment.
 *
 * @module
 */

import { parseAddress, showAddress } from "./address.ts";
import { homeFolder, isSwitchedOn, readEnvironment, readTextIfPermitted } from "./environment.ts";
import { hostEntry } from "./hosts.ts";
import type { RequestRules } from "./http.ts";
import { checkRelativePath, checkSubfolder, type RepositoryType } from "./repository_id.ts";

const DEFAULT_ENDPOINT = "https://huggingface.co";
/** Timers take a longer time, in milliseconds, for none at all. */
const LARGEST_NUMBER = 2 ** 31 - 1;

/** How far the transfer of a file has come. */
export interface HubProgress {
  /** The file's path in the repository. */
  readonly file: string;
  /** Bytes that have arrived, those of an earlier attempt included. */
  readonly loaded: number;
  /** Bytes of the whole file, if the host told. */
  readonly total: number | undefined;
}

/**
 * Where files come from and where they are kept. The environment variables are those of Python's
 * huggingface_hub; one that may not be read counts as unset.
 */
export interface HubOptions {
  /**
   * A branch, tag or commit.
   *
   * @default {"main"}
   */
  readonly revision?: string;
  /**
   * A folder in the repository that every path is relative to.
   *
   * @default {""}
   */
  readonly subfolder?: string;
  /**
   * The kind of repository.
   *
   * @default {"model"}
   */
  readonly repositoryType?: RepositoryType;
  /**
   * An access token, or `false` for none. It is sent to the endpoint only. Default: `HF_TOKEN`,
   * `HUGGING_FACE_HUB_TOKEN`, or the file that `hf auth login` writes.
   */
  readonly token?: string | false;
  /** The hub: an http(s) address. Default: `HF_ENDPOINT`, else `https://huggingface.co`. */
  readonly endpoint?: string | URL;
  /** Whether only the cache may be asked. Default: whether `HF_HUB_OFFLINE` is on. */
  readonly offline?: boolean;
  /**
   * Whether files are downloaded that the cache has already.
   *
   * @default {false}
   */
  readonly forceDownload?: boolean;
  /**
   * The folder of the cache. Default: `HF_HUB_CACHE`, `HF_HOME/hub`, `XDG_CACHE_HOME/huggingface/hub` or
   * `~/.cache/huggingface/hub`, the first that is known.
   */
  readonly cacheDir?: string;
  /** Called as bytes arrive. */
  readonly onProgress?: (progress: HubProgress) => void;
  /** Stops a download; what has arrived is kept for the next attempt. */
  readonly signal?: AbortSignal;
  /**
   * Hosts that files may come from, beside the hub's own, the endpoint's, and that of a source that is an
   * address itself: names, names with port, or `*.` and a domain. Plain http is allowed as well, unless
   * `https://` stands before the name.
   *
   * @default {[]}
   */
  readonly allowedHosts?: readonly string[];
  /**
   * Whether all hosts but the hub's own and the endpoint's are refused, whatever `allowedHosts` and the
   * source say: for a program whose users name the source.
   *
   * @default {false}
   */
  readonly hubHostsOnly?: boolean;
  /**
   * What an application adds to the message when the network is out of reach or the repository is not found:
   * a way out of its own, which ends the sentence after "or", as in "use the bundled model".
   */
  readonly advice?: string;
  /**
   * Milliseconds to wait for an answer, and for the next bytes of a file: at least 1.
   *
   * @default {10_000}
   */
  readonly timeout?: number;
  /**
   * Attempts after the first one, for a host that is busy and a transfer that makes no progress.
   *
   * @default {4}
   */
  readonly retryLimit?: number;
  /**
   * Milliseconds before the second attempt; each further one waits twice as long.
   *
   * @default {250}
   */
  readonly retryDelay?: number;
}

/** Options with every default in place. */
export interface HubSettings extends RequestRules {
  /** A branch, tag or commit. */
  readonly revision: string;
  /** A checked path that every path is relative to, or `""`. */
  readonly subfolder: string;
  /** The kind of repository. */
  readonly repositoryType: RepositoryType;
  /** The hub's address without a slash at its end. */
  readonly endpoint: string;
  /** Whether only the cache may be asked. */
  readonly offline: boolean;
  /** Whether files are downloaded that the cache has already. */
  readonly forceDownload: boolean;
  /** The folder of the cache, where one is known. */
  readonly cacheDir: string | undefined;
  /** Called as bytes arrive. */
  readonly onProgress: ((progress: HubProgress) => void) | undefined;
  /** A way out to mention when a repository cannot be had. */
  readonly advice: string | undefined;
}

/**
 * Fills in the defaults.
 *
 * @param options What the caller said.
 * @returns The settings.
 * @throws {TypeError} If the revision, subfolder, endpoint or token cannot be one, or a download is forced
 * offline.
 * @throws {RangeError} If a number is out of range.
 */
export async function resolveHubOptions(options: HubOptions): Promise<HubSettings> {
  const { revision = "main", repositoryType = "model", forceDownload = false } = options;
  const { offline = isSwitchedOn("HF_HUB_OFFLINE") } = options;
  const { timeout = 10_000, retryLimit = 4, retryDelay = 250 } = options;
  const endpoint = parseEndpoint(
    options.endpoint ?? readEnvironment("HF_ENDPOINT") ?? DEFAULT_ENDPOINT,
  );
  if (forceDownload && offline) {
    throw new TypeError(
      "Cannot force a download: offline mode is on, unset HF_HUB_OFFLINE or do not force it",
    );
  }
  return {
    revision: checkRelativePath(revision, "revision"),
    subfolder: checkSubfolder(options.subfolder),
    repositoryType,
    forceDownload,
    offline,
    timeout: checkNumber("timeout", timeout),
    retryLimit: checkNumber("retryLimit", retryLimit),
    retryDelay: checkNumber("retryDelay", retryDelay),
    endpoint: showAddress(endpoint.href).replace(/\/+$/, ""),
    tokenOrigin: endpoint.origin,
    token: offline ? undefined : await resolveToken(options.token),
    allowedHosts: [
      hostEntry(endpoint),
      ...options.hubHostsOnly ? [] : options.allowedHosts ?? [],
    ],
    cacheDir: options.cacheDir ?? defaultCacheFolder(),
    onProgress: options.onProgress,
    signal: options.signal,
    advice: options.advice,
  };
}

function parseEndpoint(endpoint: string | URL): URL {
  const url = parseAddress(endpoint, "endpoint");
  if (url.search === "" && url.hash === "") return url;
  throw new TypeError(
    `Cannot use endpoint "${showAddress(url.href)}": it has a query or fragment, name it without`,
  );
}

function checkNumber(name: "timeout" | "retryLimit" | "retryDelay", value: number): number {
  const least = name === "timeout" ? 1 : 0;
  if (value >= least && value <= LARGEST_NUMBER) return value;
  throw new RangeError(
    `Cannot use ${name} ${value}: out of range, give a number from ${least} to ${LARGEST_NUMBER}`,
  );
}

async function resolveToken(option: string | false | undefined): Promise<string | undefined> {
  const token = option ?? await findToken();
  // Errors of `fetch` quote a header that it cannot send.
  if (!token || /^[\x21-\x7e]+$/.test(token)) return token || undefined;
  throw new TypeError(
    "Cannot use the access token: it has characters other than visible ASCII, " +
      "check HF_TOKEN, the token file or the option",
  );
}

async function findToken(): Promise<string | undefined> {
  const named = readEnvironment("HF_TOKEN") ?? readEnvironment("HUGGING_FACE_HUB_TOKEN");
  if (named !== undefined) return named.trim();
  const home = hubHome();
  const path = readEnvironment("HF_TOKEN_PATH") ?? (home && `${home}/token`);
  return path === undefined ? undefined : await readTextIfPermitted(expandHome(path));
}

/** As huggingface_hub's constants.py: HF_HUB_CACHE, its old name, then the hub's home. */
function defaultCacheFolder(): string | undefined {
  const named = readEnvironment("HF_HUB_CACHE") ?? readEnvironment("HUGGINGFACE_HUB_CACHE");
  if (named !== undefined) return expandHome(named);
  const home = hubHome();
  return home === undefined ? undefined : `${home}/hub`;
}

function hubHome(): string | undefined {
  const named = readEnvironment("HF_HOME");
  if (named !== undefined) return expandHome(named);
  const cache = readEnvironment("XDG_CACHE_HOME");
  if (cache !== undefined) return expandHome(`${cache}/huggingface`);
  const home = homeFolder();
  return home === undefined ? undefined : `${home}/.cache/huggingface`;
}

function expandHome(path: string): string {
  return path.replace(/^~(?=$|[/\\])/, (tilde) => homeFolder() ?? tilde);
}
