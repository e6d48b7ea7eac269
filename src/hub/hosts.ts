/** Which hosts may be asked for files. */
import { HubError } from "./hub_error.ts";

/** The hub and the content networks that it redirects to. They are spoken to over https only. */
export const HUB_HOSTS: readonly string[] = ["huggingface.co", "*.huggingface.co", "*.hf.co"];

/**
 * Tells whether a host matches an entry.
 *
 * @param url The address.
 * @param entry A host name, a host name with port, or `*.` and a domain.
 * @returns Whether the entry covers the address. An entry without port covers every port.
 */
export function matchesHost(url: URL, entry: string): boolean {
  const pattern = entry.toLowerCase();
  if (pattern.startsWith("*.")) return url.hostname.endsWith(pattern.slice(1));
  return url.hostname === pattern || url.host === pattern;
}

/**
 * Refuses an address that the user has not agreed to.
 *
 * @param url The address about to be asked.
 * @param allowedHosts The endpoint's host and those added by the user; these may use plain http.
 * @throws {HubError} If the host is neither one of these nor of the hub.
 */
export function assertHostAllowed(url: URL, allowedHosts: readonly string[]): void {
  if (url.protocol === "https:" || url.protocol === "http:") {
    if (allowedHosts.some((entry) => matchesHost(url, entry))) return;
    if (url.protocol === "https:" && HUB_HOSTS.some((entry) => matchesHost(url, entry))) return;
  }
  const allowed = [...new Set([...HUB_HOSTS, ...allowedHosts])].map((entry) => `"${entry}"`);
  throw new HubError(
    `Cannot download from "${url.origin}": only ${allowed.join(", ")} are allowed, ` +
      `add "${url.host}" to the allowed hosts if you trust it`,
    { code: "host-refused", url: url.href },
  );
}
