/**
 * Brings one file into a storage: whole, checked, and continued where an earlier attempt broke off.
 *
 * @module
 */

import { ContentDigest, type DigestAlgorithm } from "./content_digest.ts";
import { contentLength, type RequestRules, sendRequest } from "./http.ts";
import { HubError } from "./hub_error.ts";
import { pause, pauseBefore } from "./retry_pause.ts";
import type { HubStorage } from "./storage.ts";

/** What to bring, and where to. */
export interface Download {
  /** The address. */
  url: string;
  /** The file, as in `"a/b.json" of model "x"`. */
  name: string;
  /** Where it belongs. Until it is complete it grows beside it, as `target` and `.incomplete`. */
  target: string;
  /** Bytes of the whole file, where known. */
  size: number | undefined;
  /** The content's name; checked where it is a SHA-256 or a git hash. */
  etag: string | undefined;
  /** Explains an answer that is not the file. */
  explain: (response: Response) => HubError;
  /** Called with the bytes that have arrived and those of the whole file. */
  onProgress: (loaded: number, total: number | undefined) => void;
}

/**
 * Downloads a file into a storage. It appears under its name only when it is complete and correct.
 *
 * @param download What to bring.
 * @param storage Where to keep it.
 * @param rules How to ask.
 * @throws {HubError} If it cannot be had, with the code that says why.
 */
export async function downloadFile(
  download: Download,
  storage: HubStorage,
  rules: RequestRules,
): Promise<void> {
  const partial = partialPath(download);
  const isResumed = await storage.size(partial) !== undefined;
  let flaw = await receive(download, storage, rules);
  if (flaw !== undefined && isResumed) {
    // What an earlier run left may be at fault: once more from the start.
    await storage.remove(partial);
    flaw = await receive(download, storage, rules);
  }
  if (flaw === undefined) return await storage.rename(partial, download.target);
  await storage.remove(partial);
  throw new HubError(
    `Cannot download ${download.name}: ${flaw}, try again or check the endpoint`,
    { code: "corrupt", url: download.url },
  );
}

/** Completes the partial file; returns what is wrong with it, if anything. */
async function receive(
  download: Download,
  storage: HubStorage,
  rules: RequestRules,
): Promise<string | undefined> {
  const partial = partialPath(download);
  let size = download.size;
  let attempt = 0;
  let best = 0;
  for (;;) {
    const loaded = await storage.size(partial) ?? 0;
    if (loaded > best) {
      best = loaded;
      attempt = 0;
    }
    if (loaded > 0 && loaded === size && algorithmOf(download.etag) !== undefined) break;
    try {
      size = await receiveOnce({ ...download, size }, storage, rules);
      break;
    } catch (error) {
      rules.signal?.throwIfAborted();
      if (error instanceof HubError) throw error;
      if (attempt++ >= rules.retryLimit) throw interrupted(download, loaded, error);
      await pause(pauseBefore(attempt, rules), rules.signal);
    }
  }
  const received = await storage.size(partial) ?? 0;
  if (size !== undefined && received !== size) {
    return `${received} bytes arrived, ${size} were announced`;
  }
  return await findDigestFlaw(download, storage);
}

/** One answer of the host, appended to the partial file. Returns the size of the whole file, if told. */
async function receiveOnce(
  download: Download,
  storage: HubStorage,
  rules: RequestRules,
): Promise<number | undefined> {
  const partial = partialPath(download);
  // Without a digest to check the whole by, the pieces of two attempts might not belong together.
  if (algorithmOf(download.etag) === undefined) await storage.remove(partial);
  const offset = await storage.size(partial) ?? 0;
  const { response } = await sendRequest({ url: download.url, method: "GET", offset }, rules);
  if (response.status === 416) {
    await response.body?.cancel();
    await storage.remove(partial);
    throw new Error("the host has no such range of bytes");
  }
  if (!response.ok) {
    await response.body?.cancel();
    throw download.explain(response);
  }
  const isContinued = response.status === 206 && rangeStart(response.headers) === offset;
  if (!isContinued) await storage.remove(partial);
  const start = isContinued ? offset : 0;
  const rest = contentLength(response.headers);
  const size = download.size ?? (rest === undefined ? undefined : start + rest);
  const appender = await storage.append(partial, size);
  try {
    let loaded = start;
    download.onProgress(loaded, size);
    for await (const chunk of piecesOf(response, rules.timeout)) {
      await appender.write(chunk);
      loaded += chunk.length;
      download.onProgress(loaded, size);
      if (size !== undefined && loaded > size) break;
    }
    if (size !== undefined && loaded < size) throw new Error("the connection ended early");
  } finally {
    await appender.close();
  }
  return size;
}

async function* piecesOf(response: Response, timeout: number): AsyncIterable<Uint8Array> {
  const reader = response.body?.getReader();
  if (reader === undefined) return;
  try {
    for (;;) {
      const { value, done } = await within(timeout, reader.read());
      if (done) return;
      yield value;
    }
  } finally {
    // A stream that failed refuses to be cancelled; its error is already on its way.
    await reader.cancel().catch(() => {});
  }
}

async function within<T>(timeout: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no bytes in ${timeout} ms`)), timeout);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function findDigestFlaw(
  download: Download,
  storage: HubStorage,
): Promise<string | undefined> {
  const { etag } = download;
  const path = partialPath(download);
  const algorithm = algorithmOf(etag);
  if (algorithm === undefined) return undefined;
  const digest = new ContentDigest(algorithm);
  if (algorithm === "sha1") {
    // Git names a file's content by a digest that begins with a header.
    digest.update(new TextEncoder().encode(`blob ${await storage.size(path)}\0`));
  }
  for await (const chunk of storage.chunks(path)) digest.update(chunk);
  const found = digest.hex();
  return found === etag ? undefined : `the content has hash ${found}, ${etag} was announced`;
}

function algorithmOf(etag: string | undefined): DigestAlgorithm | undefined {
  if (etag === undefined || !/^[0-9a-f]+$/.test(etag)) return undefined;
  return etag.length === 64 ? "sha256" : etag.length === 40 ? "sha1" : undefined;
}

function partialPath(download: Download): string {
  return `${download.target}.incomplete`;
}

function rangeStart(headers: Headers): number {
  return Number(/^bytes (\d+)-/.exec(headers.get("content-range") ?? "")?.[1]);
}

function interrupted(download: Download, loaded: number, cause: unknown): HubError {
  return new HubError(
    `Cannot download ${download.name}: the transfer broke after ${loaded} bytes ` +
      `(${cause instanceof Error ? cause.message : cause}), try again to continue it`,
    { code: "interrupted", url: download.url, cause },
  );
}
