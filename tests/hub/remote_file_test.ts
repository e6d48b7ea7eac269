import { assertEquals, assertRejects } from "@std/assert";
import { HubError } from "../../src/hub/hub_error.ts";
import { type HubOptions, type HubSettings, resolveHubOptions } from "../../src/hub/hub_options.ts";
import { describeRemoteFile, repositoryUrl, resolveUrl } from "../../src/hub/remote_file.ts";
import { LoopbackHub } from "./loopback_hub.ts";

function settingsFor(hub: LoopbackHub, options: HubOptions = {}): Promise<HubSettings> {
  const { endpoint } = hub;
  return resolveHubOptions({ endpoint, retryDelay: 1, token: false, offline: false, ...options });
}

const FILE = { id: "a/b", revision: "main", path: "config.json" };

Deno.test("describeRemoteFile() tells commit, hash and size of a small and of a large file", async () => {
  await using hub = new LoopbackHub();
  const files = { "config.json": "hello\n", "large": "hello\n" };
  const commit = await hub.add("a/b", files, { largeFiles: ["large"] });
  const settings = await settingsFor(hub);
  assertEquals(await describeRemoteFile(FILE, settings), {
    exists: true,
    commit,
    etag: "ce013625030ba8dba906f756967f9e9ca394464a",
    size: 6,
  });
  assertEquals(await describeRemoteFile({ ...FILE, path: "large" }, settings), {
    exists: true,
    commit,
    etag: "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03",
    size: 6,
  });
  assertEquals(hub.requests.map(({ server }) => server), ["hub", "hub"]);
});

Deno.test("describeRemoteFile() takes a missing file for an answer", async () => {
  await using hub = new LoopbackHub();
  const commit = await hub.add("a/b", {});
  const missing = { exists: false, commit, etag: undefined, size: undefined };
  assertEquals(await describeRemoteFile(FILE, await settingsFor(hub)), missing);
});

Deno.test("describeRemoteFile() reads no path and no commit out of the host's headers", async () => {
  await using hub = new LoopbackHub();
  const headers = { etag: 'W/"../../etc"', "x-repo-commit": "../x" };
  hub.intercept = () => new Response(null, { headers });
  const { commit, etag } = await describeRemoteFile(FILE, await settingsFor(hub));
  assertEquals([commit, etag], [undefined, undefined]);
  hub.intercept = () => new Response(null, { headers: { etag: 'W/"abc-1"' } });
  assertEquals((await describeRemoteFile(FILE, await settingsFor(hub))).etag, "abc-1");
});

interface Refusal {
  name: string;
  status: number;
  headers?: Record<string, string>;
  options?: HubOptions;
  code: string;
  message: (endpoint: string) => string;
}

const refusals: Refusal[] = [
  {
    name: "a missing repository",
    status: 401,
    headers: { "x-error-code": "RepoNotFound" },
    options: { advice: "use the bundled model" },
    code: "repository-not-found",
    message: (endpoint) =>
      `Cannot find model "a/b" on ${endpoint}: it does not exist or is private, ` +
      "check the id or set HF_TOKEN to a token that may read it, or use the bundled model",
  },
  {
    name: "a 401 without a code and without a token",
    status: 401,
    code: "repository-not-found",
    message: (endpoint) =>
      `Cannot find model "a/b" on ${endpoint}: it does not exist or is private, ` +
      "check the id or set HF_TOKEN to a token that may read it",
  },
  {
    name: "a missing repository asked with a token",
    status: 404,
    headers: { "x-error-code": "RepoNotFound" },
    options: { token: "t", repositoryType: "dataset" },
    code: "repository-not-found",
    message: (endpoint) =>
      `Cannot find dataset "a/b" on ${endpoint}: it does not exist or is private, ` +
      "check the id or use a token that may read it",
  },
  {
    name: "a token that is refused",
    status: 401,
    headers: { "x-error-message": "Invalid credentials in Authorization header" },
    options: { token: "t" },
    code: "unauthorized",
    message: () =>
      'Cannot download "config.json" of model "a/b": the host answered 401 ' +
      "(Invalid credentials in Authorization header), use a token that may read it",
  },
  {
    name: "a plain 403",
    status: 403,
    code: "unauthorized",
    message: () =>
      'Cannot download "config.json" of model "a/b": the host answered 403 (access denied), ' +
      "set HF_TOKEN to a token that may read it",
  },
  {
    name: "a gated repository",
    status: 403,
    headers: { "x-error-code": "GatedRepo" },
    options: { token: "t" },
    code: "gated",
    message: (endpoint) =>
      'Cannot download "config.json" of model "a/b": access is gated, accept its conditions at ' +
      `${endpoint}/a/b and use a token that may read it`,
  },
  {
    name: "a missing revision",
    status: 404,
    headers: { "x-error-code": "RevisionNotFound" },
    code: "revision-not-found",
    message: (endpoint) =>
      `Cannot find revision "main" of model "a/b" on ${endpoint}: ` +
      "no branch, tag or commit has this name, check the revision",
  },
  {
    name: "a broken host",
    status: 501,
    headers: { "x-error-message": "no such thing" },
    code: "http",
    message: (endpoint) =>
      `Cannot download "config.json" of model "a/b": ${new URL(endpoint).host} answered 501 ` +
      "(no such thing), try again later",
  },
];
for (const { name, status, headers = {}, options = {}, code, message } of refusals) {
  Deno.test(`describeRemoteFile() explains ${name}`, async () => {
    await using hub = new LoopbackHub();
    hub.intercept = () => new Response(null, { status, headers });
    const settings = await settingsFor(hub, options);
    const error = await assertRejects(() => describeRemoteFile(FILE, settings), HubError);
    assertEquals(error.message, message(hub.endpoint));
    assertEquals([error.code as string, error.status], [code, status]);
    assertEquals(error.url, resolveUrl(FILE, settings));
  });
}

Deno.test("resolveUrl() encodes revision and path, and knows data sets", () => {
  const hub = { endpoint: "https://h.example", repositoryType: "model" } as const;
  const file = { id: "a/b", revision: "refs/pr/1", path: "x y/z.json" };
  const url = "https://h.example/a/b/resolve/refs%2Fpr%2F1/x%20y/z.json";
  assertEquals(resolveUrl(file, hub), url);
  const dataset = { ...hub, repositoryType: "dataset" } as const;
  assertEquals(repositoryUrl("a/b", dataset), "https://h.example/datasets/a/b");
});
