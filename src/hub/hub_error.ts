/**
 * The error of everything that reaches for a model's files: what happened, as a code that a caller
 * can branch on, beside a message for people.
 *
 * @module
 */

import { showAddress } from "./address.ts";

/**
 * What went wrong.
 *
 * - `"file-not-found"`: the repository or folder is there, the file is not.
 * - `"repository-not-found"`: no such folder or repository, or a private one.
 * - `"revision-not-found"`: the repository has no such branch, tag or commit.
 * - `"gated"`: the repository's conditions have not been accepted with the token sent.
 * - `"unauthorized"`: the token was refused, or does not allow this.
 * - `"offline"`: the host cannot be reached (or may not, in offline mode) and the cache has no copy.
 * - `"host-refused"`: the address, or one it redirects to, is not an allowed host.
 * - `"interrupted"`: the transfer broke more often than is worth another attempt.
 * - `"corrupt"`: the bytes received are not those announced.
 * - `"unreadable"`: a folder exists but may not be read or written.
 * - `"http"`: any other answer of the host.
 */
export type HubErrorCode =
  | "file-not-found"
  | "repository-not-found"
  | "revision-not-found"
  | "gated"
  | "unauthorized"
  | "offline"
  | "host-refused"
  | "interrupted"
  | "corrupt"
  | "unreadable"
  | "http";

/** What a {@linkcode HubError} carries beside its message. */
export interface HubErrorDetails {
  /** What went wrong. */
  readonly code: HubErrorCode;
  /** The HTTP status, where a host answered. */
  readonly status?: number;
  /** The address asked, where there was one. */
  readonly url?: string;
  /** The error behind this one. */
  readonly cause?: unknown;
}

/**
 * Thrown when the files of a model or data set cannot be had.
 *
 * @example Tell a missing file from a missing network
 * ```ts
 * import { HubError } from "@model2vec/model2vec";
 * import { assertEquals } from "@std/assert";
 *
 * const error = new HubError("Cannot reach the hub", { code: "offline" });
 * assertEquals(error.code, "offline");
 * assertEquals(error.status, undefined);
 * ```
 */
export class HubError extends Error {
  /** Always `"HubError"`. */
  override readonly name = "HubError";
  /** What went wrong. */
  readonly code: HubErrorCode;
  /** The HTTP status, where a host answered. */
  readonly status: number | undefined;
  /** The address asked, where there was one; without its query, which may be a signature. */
  readonly url: string | undefined;

  /**
   * Creates the error.
   *
   * @param message What was attempted, what was found, what would do.
   * @param details The code, and status, address and cause where known.
   */
  constructor(message: string, details: HubErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = details.code;
    this.status = details.status;
    this.url = details.url === undefined ? undefined : showAddress(details.url);
  }
}
