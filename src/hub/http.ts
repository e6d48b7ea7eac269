/**
 * Requests as the hub needs them: redirects checked hop by hop, the token kept at home, retries.
 *
 * @module
 */

import { showAddress } from "./address.ts";
import { assertHostAllowed } from "./hosts.ts";
import { HubError } from "./hub_error.ts";
import { pause, pauseBefore } from "./retry_pause.ts";

const REDIRECT_LIMIT = 10;
const UNCOMPRESSED = { "accept-encoding": "identity" };
const RETRY_STATUS = [429, 500, 502, 503, 504];

/** What holds for every request. */
export interface RequestRules {
  /** The access token, if any. */
  readonly token: string | undefined;
  /** The only origin that the token is sent to. */
  readonly tokenOrigin: string;
  /** Entries for the endpoint's host and those added by the user, as in `hosts.ts`. */
  readonly allowedHosts: readonly string[];
  /** Stops everything. */
  readonly signal: AbortSignal | undefined;
  /** Milliseconds to wait for an answer, and for the next bytes. */
  readonly timeout: number;
  /** Attempts after the first one. */
  readonly retryLimit: number;
  /** Milliseconds before the second attempt; each further one waits twice as long. */
  readonly retryDelay: number;
}

/** One request. */
export interface HubRequest {
  /** The address. */
  readonly url: string;
  /** The method. */
  readonly method: "GET" | "HEAD";
  /** Bytes to leave out at the start of the file. */
  readonly offset?: number;
  /** Ends the redirects before one whose answer tells enough. */
  readonly isEnough?: (headers: Headers) => boolean;
}

/** An answer, and what was learned on the way to it. */
export interface HubAnswer {
  /** The last response. Its body is the caller's to read or to cancel. */
  readonly response: Response;
  /** The first `X-Repo-Commit` of the redirects and the last response. */
  readonly commit: string | undefined;
  /** Whether the runtime followed redirects by itself, so that their headers were not seen. */
  readonly isOpaque: boolean;
}

/**
 * Sends a request, again if the host is busy or out of reach.
 *
 * @param request What to ask.
 * @param rules What holds for every request.
 * @returns The last answer, whatever its status.
 * @throws {HubError} `"offline"` if there was no answer, `"host-refused"` for a host not allowed.
 */
export async function sendRequest(request: HubRequest, rules: RequestRules): Promise<HubAnswer> {
  const { retryLimit } = rules;
  for (let attempt = 0;; attempt++) {
    try {
      const answer = await followRedirects(request, rules);
      if (attempt >= retryLimit || !RETRY_STATUS.includes(answer.response.status)) return answer;
      await answer.response.body?.cancel();
      const { headers } = answer.response;
      await pause(pauseBefore(attempt + 1, { ...rules, headers }), rules.signal);
    } catch (error) {
      rules.signal?.throwIfAborted();
      if (error instanceof HubError) throw error;
      if (attempt >= retryLimit || isDenied(error)) throw unreachable(request.url, error);
      await pause(pauseBefore(attempt + 1, rules), rules.signal);
    }
  }
}

/**
 * Reads the size of a file out of the headers of its answer.
 *
 * A length is that of the file only if nothing compresses it on the way. Browsers do not let a script ask for
 * that, and hide from it whether it happened.
 *
 * @param headers Those of an answer.
 * @returns Bytes, or `undefined` if the headers do not tell.
 */
export function contentLength(headers: Headers): number | undefined {
  const asked = new Request("https://huggingface.co", { headers: UNCOMPRESSED }).headers;
  if (!asked.has("accept-encoding") || headers.has("content-encoding")) return undefined;
  return parseSize(headers.get("content-length"));
}

/**
 * Reads a size in decimal digits.
 *
 * @param text The value of a header, or `null` if there is none.
 * @returns Bytes, or `undefined` if it is no such number.
 */
export function parseSize(text: string | null): number | undefined {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

async function followRedirects(request: HubRequest, rules: RequestRules): Promise<HubAnswer> {
  let url = new URL(request.url);
  let commit: string | undefined;
  for (let hop = 0; hop <= REDIRECT_LIMIT; hop++) {
    assertHostAllowed(url, rules.allowedHosts);
    let response = await fetchOnce(url, { ...request, redirect: "manual" }, rules);
    // Browsers show nothing of a redirect; they follow it themselves, then its end can be checked.
    const isOpaque = response.type === "opaqueredirect";
    if (isOpaque) {
      response = await fetchOnce(url, { ...request, redirect: "follow" }, rules);
      await cancelUnlessAllowed(response, rules);
    }
    commit ??= response.headers.get("x-repo-commit") ?? undefined;
    const location = redirectTarget(response);
    if (location === undefined || request.isEnough?.(response.headers)) {
      return { response, commit, isOpaque };
    }
    await response.body?.cancel();
    url = new URL(location, url);
  }
  throw new HubError(
    `Cannot download from "${showAddress(request.url)}": more than ${REDIRECT_LIMIT} redirects, ` +
      `check the endpoint`,
    { code: "http", url: request.url },
  );
}

async function fetchOnce(
  url: URL,
  request: HubRequest & { redirect: "manual" | "follow" },
  rules: RequestRules,
): Promise<Response> {
  const headers = new Headers(UNCOMPRESSED);
  if (request.offset) headers.set("range", `bytes=${request.offset}-`);
  if (rules.token !== undefined && url.origin === rules.tokenOrigin) {
    headers.set("authorization", `Bearer ${rules.token}`);
  }
  const late = new AbortController();
  const signal = rules.signal ? AbortSignal.any([rules.signal, late.signal]) : late.signal;
  const timer = setTimeout(
    () => late.abort(new DOMException(`no answer in ${rules.timeout} ms`, "TimeoutError")),
    rules.timeout,
  );
  try {
    return await fetch(url, {
      method: request.method,
      headers,
      redirect: request.redirect,
      signal,
    });
  } catch (error) {
    throw withoutQuery(error, url);
  } finally {
    clearTimeout(timer);
  }
}

/** Deno's error, or its cause, has the whole address; the query may be a signature. */
function withoutQuery(error: unknown, url: URL): unknown {
  if (!(error instanceof TypeError) || url.search === "") return error;
  return new TypeError(error.message.replaceAll(url.search, ""));
}

async function cancelUnlessAllowed(response: Response, rules: RequestRules): Promise<void> {
  try {
    assertHostAllowed(new URL(response.url), rules.allowedHosts);
  } catch (error) {
    await response.body?.cancel();
    throw error;
  }
}

function redirectTarget(response: Response): string | undefined {
  if (response.status < 300 || response.status > 399) return undefined;
  return response.headers.get("location") ?? undefined;
}

/** Deno's answer without `--allow-net`, which another attempt does not change. */
function isDenied(error: unknown): boolean {
  return error instanceof Error && error.name === "NotCapable";
}

function unreachable(url: string, cause: unknown): HubError {
  const found = cause instanceof Error ? cause.message : cause;
  return new HubError(
    `Cannot reach "${new URL(url).origin}": ${found}, check the network`,
    { code: "offline", url, cause },
  );
}
