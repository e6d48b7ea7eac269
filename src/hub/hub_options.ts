/** The options of the hub client, and their defaults from the environment. */
import { homeFolder, isSwitchedOn, readEnvironment, readTextIfPermitted } from "./environment.ts";
import type { RequestRules } from "./http.ts";
import { checkRelativePath, checkSubfolder, type RepositoryType } from "./repository_id.ts";

const DEFAULT_ENDPOINT = "https://huggingface.co";

/** How far the transfer of a file has come. */
export interface HubProgress {
  /** The file's path in the repository. */
  file: string;
  /** Bytes that have arrived, those of an earlier attempt included. */
  loaded: number;
  /** Bytes of the whole file, if the host told. */
  total: number | undefined;
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
  revision?: string;
  /**
   * A folder in the repository that every path is relative to.
   *
   * @default {""}
   */
  subfolder?: string;
  /**
   * The kind of repository.
   *
   * @default {"model"}
   */
  repositoryType?: RepositoryType;
  /**
   * An access token, or `false` for none. It is sent to the endpoint only. Default: `HF_TOKEN`,
   * `HUGGING_FACE_HUB_TOKEN`, or the file that `hf auth login` writes.
   */
  token?: string | false;
  /** The hub. Default: `HF_ENDPOINT`, else `https://huggingface.co`. */
  endpoint?: string | URL;
  /** Whether only the cache may be asked. Default: whether `HF_HUB_OFFLINE` is on. */
  offline?: boolean;
  /**
   * Whether files are downloaded that the cache has already.
   *
   * @default {false}
   */
  forceDownload?: boolean;
  /**
   * The folder of the cache. Default: `HF_HUB_CACHE`, `HF_HOME/hub`, `XDG_CACHE_HOME/huggingface/hub` or
   * `~/.cache/huggingface/hub`, the first that is known.
   */
  cacheDir?: string;
  /** Called as bytes arrive. */
  onProgress?: (progress: HubProgress) => void;
  /** Stops a download; what has arrived is kept for the next attempt. */
  signal?: AbortSignal;
  /**
   * Hosts that files may come from, beside the hub's own and the endpoint's: names, names with port, or
   * `*.` and a domain.
   *
   * @default {[]; the host of a source that is an address itself}
   */
  allowedHosts?: readonly string[];
  /**
   * A way out to mention when a repository cannot be had, to end a sentence such as "connect to the
   * network, or ...".
   */
  advice?: string;
  /**
   * Milliseconds to wait for an answer, and for the next bytes of a file.
   *
   * @default {10_000}
   */
  timeout?: number;
  /**
   * Attempts after the first one, for a host that is busy and a transfer that makes no progress.
   *
   * @default {4}
   */
  retryLimit?: number;
  /**
   * Milliseconds before the second attempt; each further one waits twice as long.
   *
   * @default {250}
   */
  retryDelay?: number;
}

/** Options with every default in place. */
export interface HubSettings extends RequestRules {
  /** A branch, tag or commit. */
  revision: string;
  /** A checked path that every path is relative to, or `""`. */
  subfolder: string;
  /** The kind of repository. */
  repositoryType: RepositoryType;
  /** The hub's address without a slash at its end. */
  endpoint: string;
  /** Whether only the cache may be asked. */
  offline: boolean;
  /** Whether files are downloaded that the cache has already. */
  forceDownload: boolean;
  /** The folder of the cache, where one is known. */
  cacheDir: string | undefined;
  /** Called as bytes arrive. */
  onProgress: ((progress: HubProgress) => void) | undefined;
  /** A way out to mention when a repository cannot be had. */
  advice: string | undefined;
}

/**
 * Fills in the defaults.
 *
 * @param options What the caller said.
 * @returns The settings.
 * @throws {TypeError} If the revision, subfolder or endpoint cannot be one, or a download is forced offline.
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
    timeout,
    retryLimit,
    retryDelay,
    endpoint: endpoint.href.replace(/\/+$/, ""),
    tokenOrigin: endpoint.origin,
    token: offline ? undefined : await resolveToken(options.token),
    allowedHosts: [endpoint.hostname, ...options.allowedHosts ?? []],
    cacheDir: options.cacheDir ?? defaultCacheFolder(),
    onProgress: options.onProgress,
    signal: options.signal,
    advice: options.advice,
  };
}

function parseEndpoint(endpoint: string | URL): URL {
  if (URL.canParse(endpoint) && /^https?:/i.test(String(endpoint))) return new URL(endpoint);
  throw new TypeError(
    `Cannot use endpoint "${endpoint}": not an http(s) address, ` +
      `name it as in "${DEFAULT_ENDPOINT}"`,
  );
}

async function resolveToken(token: string | false | undefined): Promise<string | undefined> {
  if (token === false) return undefined;
  if (token !== undefined) return token || undefined;
  const named = readEnvironment("HF_TOKEN") ?? readEnvironment("HUGGING_FACE_HUB_TOKEN");
  if (named !== undefined) return named.trim() || undefined;
  const home = hubHome();
  const path = readEnvironment("HF_TOKEN_PATH") ?? (home && `${home}/token`);
  return path === undefined ? undefined : await readTextIfPermitted(expandHome(path)) || undefined;
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
