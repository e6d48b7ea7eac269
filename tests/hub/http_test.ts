import { assertEquals, assertInstanceOf, assertRejects } from "@std/assert";
import { contentLength, parseSize, type RequestRules, sendRequest } from "../../src/hub/http.ts";
import { HubError } from "../../src/hub/hub_error.ts";
import { LoopbackHub } from "./loopback_hub.ts";
import { browserFetch, withGlobals } from "./process_state.ts";

function rulesFor(hub: LoopbackHub, changes: Partial<RequestRules> = {}): RequestRules {
  return {
    token: undefined,
    tokenOrigin: hub.endpoint,
    allowedHosts: ["127.0.0.1"],
    signal: undefined,
    timeout: 10_000,
    retryLimit: 2,
    retryDelay: 1,
    ...changes,
  };
}

const LARGE = { largeFiles: ["large"] };

Deno.test("sendRequest() follows redirects and keeps the token at its origin", async () => {
  await using hub = new LoopbackHub();
  const commit = await hub.add("a/b", { large: "content" }, LARGE);
  const url = `${hub.endpoint}/a/b/resolve/main/large`;
  const answer = await sendRequest({ url, method: "GET" }, rulesFor(hub, { token: "secret" }));
  assertEquals(await answer.response.text(), "content");
  assertEquals([answer.commit, answer.isOpaque], [commit, false]);
  assertEquals(
    hub.requests.map(({ server, authorization }) => [server, authorization]),
    [["hub", "Bearer secret"], ["cdn", null]],
  );
});

Deno.test("sendRequest() keeps the token through redirects within its origin", async () => {
  await using hub = new LoopbackHub();
  await hub.add("new/name", { small: "content" });
  hub.intercept = ({ path }) => {
    if (!path.startsWith("/old/")) return undefined;
    const headers = { location: path.replace("/old/", "/new/") };
    return new Response(null, { status: 307, headers });
  };
  const url = `${hub.endpoint}/old/name/resolve/main/small`;
  const { response } = await sendRequest(
    { url, method: "GET" },
    rulesFor(hub, { token: "secret" }),
  );
  assertEquals(await response.text(), "content");
  assertEquals(hub.requests.map((request) => request.authorization), [
    "Bearer secret",
    "Bearer secret",
  ]);
});

Deno.test("sendRequest() refuses a redirect to a host that is not allowed", async () => {
  await using hub = new LoopbackHub();
  hub.intercept = () =>
    new Response(null, { status: 302, headers: { location: "https://evil.example/x" } });
  const request = { url: `${hub.endpoint}/x`, method: "GET" } as const;
  const error = await assertRejects(() => sendRequest(request, rulesFor(hub)), HubError);
  assertEquals([error.code, error.url], ["host-refused", "https://evil.example/x"]);
  assertEquals(hub.requests.length, 1);
});

Deno.test("sendRequest() refuses a redirect to plain http on a host allowed for https", async () => {
  await using hub = new LoopbackHub();
  for (const location of ["http://huggingface.co/x", "http://mirror.example/x"]) {
    hub.intercept = () => new Response(null, { status: 302, headers: { location } });
    const allowedHosts = ["127.0.0.1", "https://huggingface.co", "https://mirror.example"];
    const request = { url: `${hub.endpoint}/x`, method: "GET" } as const;
    const error = await assertRejects(
      () => sendRequest(request, rulesFor(hub, { allowedHosts })),
      HubError,
    );
    assertEquals([error.code, error.url], ["host-refused", location]);
  }
});

Deno.test("sendRequest() stops at a redirect that tells enough", async () => {
  await using hub = new LoopbackHub();
  await hub.add("a/b", { large: "content" }, LARGE);
  const url = `${hub.endpoint}/a/b/resolve/main/large`;
  const isEnough = (headers: Headers) => headers.has("x-linked-etag");
  const { response } = await sendRequest({ url, method: "HEAD", isEnough }, rulesFor(hub));
  assertEquals([response.status, response.headers.get("x-linked-size")], [302, "7"]);
});

Deno.test("sendRequest() gives up on a circle of redirects", async () => {
  await using hub = new LoopbackHub();
  hub.intercept = ({ path }) => new Response(null, { status: 302, headers: { location: path } });
  const url = `${hub.endpoint}/x`;
  const error = await assertRejects(
    () => sendRequest({ url: `${url}?sig=secret`, method: "GET" }, rulesFor(hub)),
    HubError,
    `Cannot download from "${url}": more than 10 redirects, check the endpoint`,
  );
  assertEquals(error.code, "http");
});

for (const status of [429, 500, 503]) {
  Deno.test(`sendRequest() tries again after ${status}`, async () => {
    await using hub = new LoopbackHub();
    await hub.add("a/b", { small: "content" });
    hub.intercept = () => hub.requests.length < 3 ? new Response("busy", { status }) : undefined;
    const url = `${hub.endpoint}/a/b/resolve/main/small`;
    const { response } = await sendRequest({ url, method: "GET" }, rulesFor(hub));
    assertEquals([await response.text(), hub.requests.length], ["content", 3]);
  });
}

Deno.test("sendRequest() returns the last answer of a host that stays busy", async () => {
  await using hub = new LoopbackHub();
  hub.intercept = () => new Response(null, { status: 503 });
  const { response } = await sendRequest({ url: hub.endpoint, method: "GET" }, rulesFor(hub));
  assertEquals([response.status, hub.requests.length], [503, 3]);
});

Deno.test("sendRequest() says which host cannot be reached", async () => {
  const hub = new LoopbackHub();
  const url = `${hub.endpoint}/x`;
  const rules = rulesFor(hub);
  await hub[Symbol.asyncDispose]();
  const error = await assertRejects(
    () => sendRequest({ url, method: "GET" }, rules),
    HubError,
    `Cannot reach "${new URL(url).origin}": `,
  );
  assertEquals(error.message.endsWith(", check the network"), true);
  assertEquals([error.code, error.url, error.status], ["offline", url, undefined]);
  assertInstanceOf(error.cause, TypeError);
});

Deno.test("sendRequest() does not show the query of an address that cannot be reached", async () => {
  const hub = new LoopbackHub();
  const url = `${hub.endpoint}/x?sig=secret`;
  const rules = rulesFor(hub);
  await hub[Symbol.asyncDispose]();
  const error = await assertRejects(() => sendRequest({ url, method: "GET" }, rules), HubError);
  assertInstanceOf(error.cause, TypeError);
  assertEquals(Deno.inspect(error).includes("secret"), false);
});

Deno.test({
  name: "sendRequest() takes a missing network permission for an unreachable host",
  permissions: { net: false },
  fn: async () => {
    const rules = { ...NO_HUB, allowedHosts: ["127.0.0.1"] };
    const request = { url: "http://127.0.0.1/x", method: "GET" } as const;
    const error = await assertRejects(() => sendRequest(request, rules), HubError, "--allow-net");
    assertEquals(error.code, "offline");
  },
});

const NO_HUB: RequestRules = {
  token: undefined,
  tokenOrigin: "",
  allowedHosts: [],
  signal: undefined,
  timeout: 10_000,
  retryLimit: 0,
  retryDelay: 1,
};

Deno.test("sendRequest() does not wait for a silent host longer than the timeout", async () => {
  // A listener that accepts connections and says nothing.
  using silent = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = silent.addr as Deno.NetAddr;
  const accepted = silent.accept();
  const rules = { ...NO_HUB, allowedHosts: ["127.0.0.1"], timeout: 20 };
  const url = `http://127.0.0.1:${port}/x`;
  await assertRejects(
    () => sendRequest({ url, method: "GET" }, rules),
    HubError,
    "no answer in 20 ms",
  );
  (await accepted).close();
});

Deno.test("sendRequest() ends with the reason of the signal", async () => {
  await using hub = new LoopbackHub();
  const controller = new AbortController();
  hub.intercept = () => {
    controller.abort(new RangeError("stopped by the user"));
    return new Response(null, { status: 503 });
  };
  const rules = rulesFor(hub, { signal: controller.signal });
  const request = { url: hub.endpoint, method: "GET" } as const;
  await assertRejects(() => sendRequest(request, rules), RangeError, "stopped by the user");
  assertEquals(hub.requests.length, 1);
});

Deno.test("sendRequest() lets a browser follow redirects, then checks where they led", async () => {
  await using hub = new LoopbackHub();
  await hub.add("a/b", { large: "content" }, LARGE);
  const request = { url: `${hub.endpoint}/a/b/resolve/main/large`, method: "GET" } as const;
  await withGlobals({ fetch: browserFetch(fetch) }, async () => {
    const answer = await sendRequest(request, rulesFor(hub));
    assertEquals([await answer.response.text(), answer.isOpaque], ["content", true]);
    const allowedHosts = [new URL(hub.endpoint).host];
    const error = await assertRejects(
      () => sendRequest(request, rulesFor(hub, { allowedHosts })),
      HubError,
      `Cannot download from "${hub.cdn}"`,
    );
    assertEquals(error.code, "host-refused");
  });
});

Deno.test("contentLength() trusts a length only where compression can be ruled out", async () => {
  const headers = new Headers({ "content-length": "12" });
  assertEquals(contentLength(headers), 12);
  assertEquals(
    contentLength(new Headers({ ...Object.fromEntries(headers), "content-encoding": "gzip" })),
    undefined,
  );
  assertEquals(contentLength(new Headers()), undefined);
  // Browsers drop the header, which fetch reserves for them.
  const browserRequest = function () {
    return { headers: new Headers() };
  };
  await withGlobals({ Request: browserRequest }, () => {
    assertEquals(contentLength(headers), undefined);
    return Promise.resolve();
  });
});

const sizes: [text: string | null, size: number | undefined][] = [
  [null, undefined],
  ["", undefined],
  ["0", 0],
  ["90000000", 90_000_000],
  ["-1", undefined],
  ["1e9", undefined],
  ["12, 12", undefined],
  ["9".repeat(16), undefined],
];
for (const [text, size] of sizes) {
  Deno.test(`parseSize() reads ${JSON.stringify(text)}`, () => assertEquals(parseSize(text), size));
}
