import { assertEquals, assertRejects } from "@std/assert";
import { type HubOptions, type HubSettings, resolveHubOptions } from "../../src/hub/hub_options.ts";
import { TempFolder, withEnvironment } from "./process_state.ts";

function resolve(
  variables: Record<string, string>,
  options: HubOptions = {},
): Promise<HubSettings> {
  return withEnvironment(variables, () => resolveHubOptions(options));
}

Deno.test("resolveHubOptions() fills in the defaults", async () => {
  assertEquals(await resolve({}), {
    revision: "main",
    subfolder: "",
    repositoryType: "model",
    forceDownload: false,
    offline: false,
    timeout: 10_000,
    retryLimit: 4,
    retryDelay: 250,
    endpoint: "https://huggingface.co",
    tokenOrigin: "https://huggingface.co",
    token: undefined,
    allowedHosts: ["huggingface.co"],
    cacheDir: undefined,
    onProgress: undefined,
    signal: undefined,
    advice: undefined,
  });
});

const cacheCases: [variables: Record<string, string>, options: HubOptions, folder: string][] = [
  [{ HOME: "/h" }, {}, "/h/.cache/huggingface/hub"],
  [{ HOME: "/h", XDG_CACHE_HOME: "/x" }, {}, "/x/huggingface/hub"],
  [{ HOME: "/h", XDG_CACHE_HOME: "/x", HF_HOME: "~/hf" }, {}, "/h/hf/hub"],
  [{ HF_HOME: "/f", HUGGINGFACE_HUB_CACHE: "/old" }, {}, "/old"],
  [{ HF_HUB_CACHE: "/c", HF_HOME: "/f", HUGGINGFACE_HUB_CACHE: "/old" }, {}, "/c"],
  [{ HF_HUB_CACHE: "/c" }, { cacheDir: "own" }, "own"],
];
for (const [variables, options, folder] of cacheCases) {
  Deno.test(`resolveHubOptions() finds cache ${folder} from ${Object.keys(variables)}`, async () => {
    assertEquals((await resolve(variables, options)).cacheDir, folder);
  });
}

Deno.test("resolveHubOptions() takes the token from the option, the variables, the file", async () => {
  await using home = new TempFolder();
  await Deno.writeTextFile(`${home.path}/token`, "file\n");
  await Deno.writeTextFile(`${home.path}/other`, "other\n");
  const HF_HOME = home.path;
  const HUGGING_FACE_HUB_TOKEN = "old";
  const cases: [Record<string, string>, HubOptions, string | undefined][] = [
    [{ HF_HOME }, {}, "file"],
    [{ HF_HOME, HF_TOKEN_PATH: `${home.path}/other` }, {}, "other"],
    [{ HF_HOME, HUGGING_FACE_HUB_TOKEN }, {}, "old"],
    [{ HF_HOME, HUGGING_FACE_HUB_TOKEN, HF_TOKEN: "new " }, {}, "new"],
    [{ HF_HOME, HF_TOKEN: "new" }, { token: "own" }, "own"],
    [{ HF_HOME, HF_TOKEN: "new" }, { token: false }, undefined],
    [{ HF_HOME, HF_TOKEN: "new" }, { offline: true }, undefined],
    [{ HF_HOME: `${home.path}/none` }, {}, undefined],
  ];
  for (const [variables, options, token] of cases) {
    assertEquals((await resolve(variables, options)).token, token);
  }
});

Deno.test("resolveHubOptions() takes the endpoint from the option or HF_ENDPOINT", async () => {
  const variables = { HF_ENDPOINT: "http://mirror.example:8080/hub/" };
  const { endpoint, tokenOrigin, allowedHosts } = await resolve(variables, { allowedHosts: ["b"] });
  assertEquals(endpoint, "http://mirror.example:8080/hub");
  assertEquals(tokenOrigin, "http://mirror.example:8080");
  assertEquals(allowedHosts, ["mirror.example", "b"]);
  const own = await resolve(variables, { endpoint: new URL("https://own.example") });
  assertEquals([own.endpoint, own.allowedHosts], ["https://own.example", ["own.example"]]);
});

Deno.test("resolveHubOptions() reads offline mode from HF_HUB_OFFLINE", async () => {
  assertEquals((await resolve({ HF_HUB_OFFLINE: "1" })).offline, true);
  assertEquals((await resolve({ HF_HUB_OFFLINE: "1" }, { offline: false })).offline, false);
});

const refused: [options: HubOptions, message: string][] = [
  [
    { endpoint: "mirror" },
    'Cannot use endpoint "mirror": not an http(s) address, ' +
    'name it as in "https://huggingface.co"',
  ],
  [{ endpoint: "ftp://a" }, 'Cannot use endpoint "ftp://a"'],
  [{ revision: "../x" }, 'Cannot use revision "../x"'],
  [{ revision: "" }, 'Cannot use revision ""'],
  [{ subfolder: "/x" }, 'Cannot use subfolder "/x"'],
  [
    { offline: true, forceDownload: true },
    "Cannot force a download: offline mode is on, " +
    "unset HF_HUB_OFFLINE or do not force it",
  ],
];
for (const [options, message] of refused) {
  Deno.test(`resolveHubOptions() refuses ${JSON.stringify(options)}`, async () => {
    await assertRejects(() => resolve({}, options), TypeError, message);
  });
}
