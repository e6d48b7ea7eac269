/**
 * What the hub says about a file before it is downloaded, and what its refusals mean.
 *
 * @module
 */

import { HubError } from "./hub_error.ts";
import type { HubSettings } from "./hub_options.ts";
import { contentLength, parseSize, sendRequest } from "./http.ts";
import { encodePath, isCommit } from "./repository_id.ts";

/** A file of a repository, or the fact that there is none. */
export interface RemoteFile {
  /** Whether the repository has it. */
  exists: boolean;
  /** The commit that was asked, where the answer tells. */
  commit: string | undefined;
  /** The content's name: its SHA-256, its git hash, or what the host calls it. Safe as a file name. */
  etag: string | undefined;
  /** Bytes of the content, where the answer tells. */
  size: number | undefined;
}

/** Which file is meant. */
export interface FileReference {
  /** The repository. */
  id: string;
  /** A branch, tag or commit. */
  revision: string;
  /** The path in the repository. */
  path: string;
}

/**
 * Names the address of a repository.
 *
 * @param id The repository.
 * @param settings The endpoint and the kind of repository count.
 * @returns Such as `https://huggingface.co/datasets/owner/name`.
 */
export function repositoryUrl(
  id: string,
  settings: Pick<HubSettings, "endpoint" | "repositoryType">,
): string {
  const prefix = settings.repositoryType === "dataset" ? "datasets/" : "";
  return `${settings.endpoint}/${prefix}${id}`;
}

/**
 * Names the address of a file.
 *
 * @param file The file.
 * @param settings The endpoint and the kind of repository count.
 * @returns The address that the hub resolves to the content.
 */
export function resolveUrl(
  file: FileReference,
  settings: Pick<HubSettings, "endpoint" | "repositoryType">,
): string {
  const revision = encodeURIComponent(file.revision);
  return `${repositoryUrl(file.id, settings)}/resolve/${revision}/${encodePath(file.path)}`;
}

/**
 * Asks the hub about a file. A missing file is an answer.
 *
 * @param file The file.
 * @param settings How to ask.
 * @returns What the hub says.
 * @throws {HubError} If the hub does not answer or refuses.
 */
export async function describeRemoteFile(
  file: FileReference,
  settings: HubSettings,
): Promise<RemoteFile> {
  const answer = await sendRequest({
    url: resolveUrl(file, settings),
    method: "HEAD",
    isEnough: (headers) => headers.has("x-linked-etag"),
  }, settings);
  const { headers, status } = answer.response;
  await answer.response.body?.cancel();
  let commit = isCommit(answer.commit ?? "") ? answer.commit : undefined;
  if (isMissingFile(answer.response)) {
    return { exists: false, commit, etag: undefined, size: undefined };
  }
  if (status >= 400) throw refusal(answer.response, file, settings);
  if (commit === undefined && answer.isOpaque) commit = await askCommit(file, settings);
  const etag = (headers.get("x-linked-etag") ?? headers.get("etag") ?? "")
    .replace(/^W\//, "").replaceAll('"', "");
  return {
    exists: true,
    commit,
    etag: /^\w[\w.-]*$/.test(etag) ? etag : undefined,
    size: parseSize(headers.get("x-linked-size")) ??
      (answer.response.ok ? contentLength(headers) : undefined),
  };
}

/**
 * Explains why the hub did not give a file.
 *
 * @param response An answer with a status from 300.
 * @param file The file that was asked for.
 * @param settings Whether a token was sent counts.
 * @returns The error to throw.
 */
export function refusal(
  response: Response,
  file: FileReference,
  settings: HubSettings,
): HubError {
  const { status, headers } = response;
  const name = `${settings.repositoryType} "${file.id}"`;
  const where = `on ${settings.endpoint}`;
  const error = headers.get("x-error-code");
  const tokenAdvice = settings.token === undefined
    ? "set HF_TOKEN to a token that may read it"
    : "use a token that may read it";
  const details = { status, url: response.url };
  if (error === "RevisionNotFound") {
    return new HubError(
      `Cannot find revision "${file.revision}" of ${name} ${where}: ` +
        `no branch, tag or commit has this name, check the revision`,
      { ...details, code: "revision-not-found" },
    );
  }
  if (error === "GatedRepo") {
    return new HubError(
      `Cannot download "${file.path}" of ${name}: access is gated, accept its conditions at ` +
        `${repositoryUrl(file.id, settings)} and ${tokenAdvice}`,
      { ...details, code: "gated" },
    );
  }
  // Without a token the hub says 401 for what does not exist, so as not to tell what is private.
  if (error === "RepoNotFound" || (status === 401 && settings.token === undefined)) {
    return new HubError(
      `Cannot find ${name} ${where}: it does not exist or is private, ` +
        `check the id or ${tokenAdvice}${settings.advice ? `, or ${settings.advice}` : ""}`,
      { ...details, code: "repository-not-found" },
    );
  }
  if (status === 401 || status === 403) {
    return new HubError(
      `Cannot download "${file.path}" of ${name}: the host answered ${status} ` +
        `(${headers.get("x-error-message") ?? "access denied"}), ${tokenAdvice}`,
      { ...details, code: "unauthorized" },
    );
  }
  return new HubError(
    `Cannot download "${file.path}" of ${name}: ${new URL(response.url).host} answered ${status} ` +
      `(${headers.get("x-error-message") ?? response.statusText}), try again later`,
    { ...details, code: "http" },
  );
}

/** The hub names the cause of a 404; a plain file server behind an endpoint does not. */
function isMissingFile(response: Response): boolean {
  const error = response.headers.get("x-error-code");
  return response.status === 404 && (error === null || error === "EntryNotFound");
}

/** For browsers, which do not see the headers of a redirect: the hub's API, whose answer has the commit. */
async function askCommit(
  file: FileReference,
  settings: HubSettings,
): Promise<string | undefined> {
  const url = `${settings.endpoint}/api/${settings.repositoryType}s/${file.id}/revision/` +
    encodeURIComponent(file.revision);
  const { response } = await sendRequest({ url, method: "GET" }, settings);
  if (!response.ok) {
    await response.body?.cancel();
    return undefined;
  }
  const { sha } = await response.json();
  return typeof sha === "string" && isCommit(sha) ? sha : undefined;
}
