import { assertEquals, assertThrows } from "@std/assert";
import { assertHostAllowed, matchesHost } from "../../src/hub/hosts.ts";
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

Deno.test("matchesHost() needs a whole label before a domain", () => {
  assertEquals(matchesHost(new URL("https://a.hf.co"), "*.hf.co"), true);
  assertEquals(matchesHost(new URL("https://ahf.co"), "*.hf.co"), false);
});
