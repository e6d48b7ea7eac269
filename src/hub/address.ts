/**
 * Addresses that a caller gives, and what may be shown of an address.
 *
 * @module
 */

/**
 * Reads an http(s) address.
 *
 * One with a user name or password is refused: these would be sent beside the access token, and would
 * appear wherever the address does.
 *
 * @param address The address.
 * @param what What the address is, for the message: "endpoint", "source".
 * @returns The address.
 * @throws {TypeError} If it is none, or names a user or password, which the message does not repeat.
 */
export function parseAddress(address: string | URL, what: string): URL {
  const text = String(address);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    // Without a structure to go by, what stands before an "@" may be a password.
    const quoted = text.includes("@") ? "" : ` "${showAddress(text)}"`;
    throw new TypeError(
      `Cannot use ${what}${quoted}: not an http(s) address, name it as in "https://huggingface.co"`,
    );
  }
  if (url.username !== "" || url.password !== "") {
    throw new TypeError(
      `Cannot use ${what} "${showAddress(url.href)}": it holds a user name or password, ` +
        `name it without them`,
    );
  }
  return url;
}

/**
 * Reduces an address to what may be shown in messages.
 *
 * @param address The address.
 * @returns It without user name, password and fragment, and without its query, which may be a signature.
 */
export function showAddress(address: string): string {
  return address.replace(/[?#].*$/s, "").replace(/^(\w+:\/\/)[^/]*@/, "$1");
}
