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
    allowedHosts: ["https://huggingface.co"],
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
  assertEquals(allowedHosts, ["mirror.example:8080", "b"]);
  const own = await resolve(variables, { endpoint: new URL("https://own.example") });
  assertEquals([own.endpoint, own.allowedHosts], ["https://own.example", ["https://own.example"]]);
});

Deno.test("resolveHubOptions() allows no further host with hubHostsOnly", async () => {
  const options = { allowedHosts: ["b"], hubHostsOnly: true };
  assertEquals((await resolve({}, options)).allowedHosts, ["https://huggingface.co"]);
});

Deno.test("resolveHubOptions() refuses a token that no header can carry, without quoting it", async () => {
  await using home = new TempFolder();
  await Deno.writeTextFile(`${home.path}/token`, "hf_a\nb\n");
  const cases: [Record<string, string>, HubOptions][] = [
    [{ HF_TOKEN: "hf_a\nb" }, {}],
    [{ HF_TOKEN: "hf_a b" }, {}],
    [{ HF_HOME: home.path }, {}],
    [{}, { token: "hf_a\nb" }],
    [{}, { token: "hf_\u{1F600}" }],
    [{}, { token: " hf_a" }],
  ];
  for (const [variables, options] of cases) {
    const error = await assertRejects(() => resolve(variables, options), TypeError);
    assertEquals(
      error.message,
      "Cannot use the access token: it has characters other than visible ASCII, " +
        "check HF_TOKEN, the token file or the option",
    );
  }
});

Deno.test("resolveHubOptions() trims a token of the environment", async () => {
  for (const [value, token] of [[" hf_a\n", "hf_a"], [" \n", undefined]] as const) {
    assertEquals((await resolve({ HF_TOKEN: value })).token, token);
  }
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
  [
    { endpoint: "https://user:secret@mirror.example/hub" },
    'Cannot use endpoint "https://mirror.example/hub": it holds a user name or password, ' +
    "name it without them",
  ],
  [
    { endpoint: "https://mirror.example/hub?sig=secret" },
    'Cannot use endpoint "https://mirror.example/hub": it has a query or fragment, name it without',
  ],
  [
    { endpoint: "https://mirror.example/#secret" },
    'Cannot use endpoint "https://mirror.example/": it has a query or fragment, name it without',
  ],
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

const numbers: [options: HubOptions, message: string][] = [
  [{ timeout: NaN }, "Cannot use timeout NaN: out of range, give a number from 1 to 2147483647"],
  [{ timeout: -1 }, "Cannot use timeout -1: "],
  [{ timeout: 0 }, "Cannot use timeout 0: "],
  [{ timeout: 2 ** 31 }, "Cannot use timeout 2147483648: "],
  [{ timeout: Infinity }, "Cannot use timeout Infinity: "],
  [
    { retryLimit: NaN },
    "Cannot use retryLimit NaN: out of range, give a number from 0 to 2147483647",
  ],
  [{ retryLimit: -1 }, "Cannot use retryLimit -1: "],
  [{ retryLimit: Infinity }, "Cannot use retryLimit Infinity: "],
  [
    { retryDelay: NaN },
    "Cannot use retryDelay NaN: out of range, give a number from 0 to 2147483647",
  ],
  [{ retryDelay: -1 }, "Cannot use retryDelay -1: "],
];
for (const [options, message] of numbers) {
  Deno.test(`resolveHubOptions() refuses ${Object.entries(options)}`, async () => {
    await assertRejects(() => resolve({}, options), RangeError, message);
  });
}

Deno.test("resolveHubOptions() takes the smallest numbers", async () => {
  const options = { timeout: 1, retryLimit: 0, retryDelay: 0 };
  const { timeout, retryLimit, retryDelay } = await resolve({}, options);
  assertEquals({ timeout, retryLimit, retryDelay }, options);
});
