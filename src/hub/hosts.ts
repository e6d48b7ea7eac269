/**
 * Which hosts may be asked for files.
 *
 * An entry is a host name, a host name with port, or `*.` and a domain; without port it covers every port.
 * It allows https and plain http, and https alone where `https://` stands before it.
 *
 * @module
 */

import { HubError } from "./hub_error.ts";

/** The hub and the content networks that it redirects to. */
const HUB_HOSTS: readonly string[] = [
  "https://huggingface.co",
  "https://*.huggingface.co",
  "https://*.hf.co",
];

const HTTPS = "https://";
const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/**
 * Allows the host of an address that the user gave, in the way that the address speaks to it. On the user's
 * own machine that is every port: a hub and its content network are told apart by their ports there.
 *
 * @param url The address.
 * @returns An entry that covers it. Plain http is covered only if the address itself is plain http.
 */
export function hostEntry(url: URL): string {
  const host = LOOPBACK.test(url.hostname) ? url.hostname : url.host;
  return url.protocol === "https:" ? `${HTTPS}${host}` : host;
}

/**
 * Refuses an address that the user has not agreed to.
 *
 * @param url The address about to be asked.
 * @param allowedHosts Entries for the endpoint and for what the user added.
 * @throws {HubError} If neither one of these nor the hub's own hosts, which are spoken to over https only,
 * cover the address.
 */
export function assertHostAllowed(url: URL, allowedHosts: readonly string[]): void {
  const entries = [...HUB_HOSTS, ...allowedHosts].map((entry) => entry.toLowerCase());
  const isPlain = url.protocol === "http:";
  const isWeb = isPlain || url.protocol === "https:";
  if (isWeb && entries.some((entry) => matchesHost(url, entry))) return;
  const names = new Set(entries.map((entry) => `"${entry.replace(HTTPS, "")}"`));
  throw new HubError(
    `Cannot download from "${url.origin}": only ${[...names].join(", ")} are allowed` +
      `${isPlain ? ", not all of them over plain http" : ""}, ` +
      `add "${url.host}" to the allowed hosts if you trust it`,
    { code: "host-refused", url: url.href },
  );
}

function matchesHost(url: URL, entry: string): boolean {
  if (entry.startsWith(HTTPS)) {
    return url.protocol === "https:" && matchesHost(url, entry.slice(HTTPS.length));
  }
  if (entry.startsWith("*.")) return url.hostname.endsWith(entry.slice(1));
  return url.hostname === entry || url.host === entry;
}
