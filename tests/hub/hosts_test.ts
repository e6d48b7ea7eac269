import { assertEquals, assertThrows } from "@std/assert";
import { assertHostAllowed, hostEntry } from "../../src/hub/hosts.ts";
import { HubError } from "../../src/hub/hub_error.ts";

const cases: [url: string, allowed: string[], isAllowed: boolean][] = [
  ["https://huggingface.co/x", [], true],
  ["https://cdn-lfs.huggingface.co/x", [], true],
  ["https://cas-bridge.xethub.hf.co/x", [], true],
  ["https://HuggingFace.co/x", [], true],
  ["https://hf.co/x", [], false],
  ["https://evilhf.co/x", [], false],
  ["https://huggingface.co.evil.example/x", [], false],
  ["https://huggingface.co@evil.example/x", [], false],
  ["http://huggingface.co/x", [], false],
  ["http://mirror.example/x", ["mirror.example"], true],
  ["http://mirror.example:8080/x", ["mirror.example"], true],
  ["http://mirror.example:8080/x", ["mirror.example:8080"], true],
  ["http://mirror.example:8081/x", ["mirror.example:8080"], false],
  ["https://cdn.mirror.example/x", ["mirror.example"], false],
  ["https://cdn.mirror.example/x", ["*.Mirror.example"], true],
  ["https://mirror.example/x", ["https://mirror.example"], true],
  ["https://mirror.example/x", ["HTTPS://Mirror.example"], true],
  ["http://mirror.example/x", ["https://mirror.example"], false],
  ["http://cdn.mirror.example/x", ["https://*.mirror.example"], false],
  ["http://huggingface.co/x", ["https://huggingface.co"], false],
  ["http://huggingface.co/x", ["huggingface.co"], true],
  ["https://ahf.co/x", ["*.hf.co"], false],
  ["file:///etc/passwd", [""], false],
];
for (const [url, allowed, isAllowed] of cases) {
  const verdict = isAllowed ? "allows" : "refuses";
  Deno.test(`assertHostAllowed() ${verdict} ${url} with [${allowed}]`, () => {
    if (isAllowed) assertHostAllowed(new URL(url), allowed);
    else assertThrows(() => assertHostAllowed(new URL(url), allowed), HubError, "Cannot download");
  });
}

Deno.test("assertHostAllowed() names the host and what would do", () => {
  const url = new URL("https://evil.example:8443/x");
  const error = assertThrows(() => assertHostAllowed(url, ["mirror.example"]), HubError);
  assertEquals(
    error.message,
    'Cannot download from "https://evil.example:8443": only "huggingface.co", "*.huggingface.co", ' +
      '"*.hf.co", "mirror.example" are allowed, add "evil.example:8443" to the allowed hosts if you trust it',
  );
  assertEquals([error.code, error.url], ["host-refused", url.href]);
});

Deno.test("assertHostAllowed() says that a host may not be asked over plain http", () => {
  const url = new URL("http://huggingface.co/x");
  const error = assertThrows(() => assertHostAllowed(url, ["https://huggingface.co"]), HubError);
  assertEquals(
    error.message,
    'Cannot download from "http://huggingface.co": only "huggingface.co", "*.huggingface.co", ' +
      '"*.hf.co" are allowed, not all of them over plain http, ' +
      'add "huggingface.co" to the allowed hosts if you trust it',
  );
});

const entries: [url: string, entry: string][] = [
  ["https://huggingface.co", "https://huggingface.co"],
  ["https://mirror.example:8443/hub", "https://mirror.example:8443"],
  ["http://mirror.example:8080/hub", "mirror.example:8080"],
  ["http://127.0.0.1:8080", "127.0.0.1"],
  ["http://localhost:8080", "localhost"],
  ["http://[::1]:8080", "[::1]"],
  ["https://localhost:8443", "https://localhost"],
  ["http://localhost.example:8080", "localhost.example:8080"],
  ["http://127.0.0.1.example:8080", "127.0.0.1.example:8080"],
];
for (const [address, entry] of entries) {
  Deno.test(`hostEntry() covers ${address} by ${entry}`, () => {
    const url = new URL(address);
    assertEquals(hostEntry(url), entry);
    assertHostAllowed(url, [entry]);
  });
}
