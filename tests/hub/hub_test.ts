import { assertEquals, assertRejects } from "@std/assert";
import { openRepository } from "../../src/hub/hub.ts";
import { HubError } from "../../src/hub/hub_error.ts";
import { LoopbackHub } from "./loopback_hub.ts";
import { TempFolder, withEnvironment, withGlobals } from "./process_state.ts";

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

Deno.test("openRepository() opens a folder by path and by file: URL", async () => {
  await using folder = new TempFolder();
  const path = `${folder.path}/a b`;
  await Deno.mkdir(`${path}/sub`, { recursive: true });
  await Deno.writeTextFile(`${path}/sub/x`, "content");
  const url = new URL(`file://${folder.path}/a%20b`);
  for (const source of [path, url, url.href]) {
    const repository = await openRepository(source);
    assertEquals(text(await repository.read("sub/x")), "content");
    const below = await openRepository(source, { subfolder: "sub" });
    assertEquals(text(await below.read("x")), "content");
  }
});

Deno.test("openRepository() takes an existing folder before an id on the hub", async () => {
  await using hub = new LoopbackHub();
  await using folder = new TempFolder();
  await hub.add("a/b", { x: "from the hub" });
  await Deno.mkdir(`${folder.path}/a/b`, { recursive: true });
  await Deno.writeTextFile(`${folder.path}/a/b/x`, "from the folder");
  const options = { endpoint: hub.endpoint, cacheDir: `${folder.path}/cache`, offline: false };
  const before = Deno.cwd();
  Deno.chdir(folder.path);
  try {
    assertEquals(text(await (await openRepository("a/b", options)).read("x")), "from the folder");
    await Deno.remove("a", { recursive: true });
    assertEquals(text(await (await openRepository("a/b", options)).read("x")), "from the hub");
  } finally {
    Deno.chdir(before);
  }
});

const ADVICE = 'name a folder, an id on the hub ("owner/name") or the address of a folder';
const refused: [source: string, found: string][] = [
  ["", "an empty name"],
  ["./no/such/folder", "no such folder"],
  ["/no/such/folder", "no such folder"],
  ["a/b/c", "no such folder"],
  ["owner/../name", "no such folder"],
  ["file:///no/such/folder", "no such folder"],
  ["./deno.json/x", "no such folder"],
];
for (const [source, found] of refused) {
  Deno.test(`openRepository() refuses ${JSON.stringify(source)}`, async () => {
    const error = await assertRejects(() => openRepository(source), HubError);
    assertEquals(error.message, `Cannot open ${JSON.stringify(source)}: ${found}, ${ADVICE}`);
    assertEquals(error.code, "repository-not-found");
  });
}

Deno.test("openRepository() refuses a file in place of a folder", async () => {
  await using folder = new TempFolder();
  const path = `${folder.path}/model.safetensors`;
  await Deno.writeTextFile(path, "");
  const message = `Cannot open "${path}": a file, ${ADVICE}`;
  await assertRejects(() => openRepository(path), HubError, message);
});

Deno.test({
  name: "openRepository() says that a folder may not be read",
  permissions: { read: false },
  fn: async () => {
    const error = await assertRejects(() => openRepository("./models"), HubError, "--allow-read");
    assertEquals(error.code, "unreadable");
  },
});

Deno.test("openRepository() opens no folder in a runtime without files", () =>
  withGlobals({ Deno: undefined }, async () => {
    const message = `Cannot open "./models": this runtime gives no access to folders, ${ADVICE}`;
    const error = await assertRejects(() => openRepository("./models"), HubError, message);
    assertEquals(error.code, "unreadable");
  }));

for (
  const [advice, end] of [[undefined, ""], ["use the bundled model", ", or use the bundled model"]]
) {
  Deno.test({
    name: `openRepository() says that an id may be a folder that may not be read${end}`,
    permissions: { read: false, net: ["127.0.0.1"] },
    fn: async () => {
      await using hub = new LoopbackHub();
      const options = { endpoint: hub.endpoint, offline: false, ...advice && { advice } };
      const missing = await assertRejects(
        async () => await (await openRepository("models", options)).read("x"),
        HubError,
      );
      assertEquals(
        missing.message,
        `Cannot find model "models" on ${hub.endpoint}: it does not exist or is private, check the ` +
          "id or set HF_TOKEN to a token that may read it, " +
          `or allow reading folder "models" if there is one or write "./models"${end}`,
      );
      assertEquals(missing.code, "repository-not-found");
      const offline = await assertRejects(
        async () => await (await openRepository("models", { ...options, offline: true })).read("x"),
        HubError,
        `or name a local folder, or allow reading folder "models" if there is one or write "./models"`,
      );
      assertEquals(offline.code, "offline");
    },
  });
}

Deno.test("openRepository() mentions no folder to read where it looked for one in vain", async () => {
  await using folder = new TempFolder();
  const options = { cacheDir: folder.path, offline: true };
  const repository = await openRepository("no-such/folder", options);
  const error = await assertRejects(() => repository.read("x"), HubError, "local folder");
  assertEquals(error.message.includes("allow reading"), false);
});

Deno.test("openRepository() refuses a subfolder and a file outside the folder", async () => {
  await using folder = new TempFolder();
  const options = { subfolder: "../x" };
  await assertRejects(() => openRepository(folder.path, options), TypeError, '"../x"');
  await assertRejects(
    () => openRepository("a/b", { ...options, offline: true }),
    TypeError,
    '"../x"',
  );
});

Deno.test("openRepository() reads the hub without Deno, a disk or an environment", async () => {
  await using hub = new LoopbackHub();
  const id = `owner/${crypto.randomUUID()}`;
  await hub.add(id, { config: "{}", large: "content" }, { largeFiles: ["large"] });
  const { endpoint } = hub;
  for (const globals of [{ Deno: undefined }, { Deno: undefined, caches: undefined }]) {
    await withGlobals({ ...globals, process: undefined }, async () => {
      const repository = await openRepository(id, { endpoint });
      assertEquals(text(await repository.read("large")), "content");
      assertEquals(text(await repository.read("config")), "{}");
      assertEquals(await repository.has("none"), false);
      assertEquals(await repository.localPath("config"), undefined);
    });
  }
  hub.requests.length = 0;
  await withGlobals({ Deno: undefined, process: undefined }, async () => {
    assertEquals(text(await (await openRepository(id, { endpoint })).read("large")), "content");
  });
  assertEquals(hub.log, [`HEAD /${id}/resolve/main/large`]);
  await caches.delete("model2vec-hub");
});

Deno.test("openRepository() finds hub, cache and token in the environment", async () => {
  await using hub = new LoopbackHub();
  await using folder = new TempFolder();
  await hub.add("a/b", { x: "content" }, { token: "secret" });
  const variables = { HF_ENDPOINT: hub.endpoint, HF_HOME: folder.path, HF_TOKEN: "secret" };
  await withEnvironment(variables, async () => {
    const repository = await openRepository("a/b");
    const path = await repository.localPath("x");
    assertEquals(path?.startsWith(`${folder.path}/hub/models--a--b/snapshots/`), true);
  });
  await withEnvironment({ HF_HOME: folder.path, HF_HUB_OFFLINE: "1" }, async () => {
    assertEquals(text(await (await openRepository("a/b")).read("x")), "content");
  });
});

Deno.test("openRepository() works with permission for the cache folder alone", async () => {
  await using hub = new LoopbackHub();
  await using folder = new TempFolder();
  await hub.add("a/b", { x: "content" });
  const module = new URL("../../src/hub/hub.ts", import.meta.url).href;
  const code = `import { openRepository } from ${JSON.stringify(module)};
    const [endpoint, cacheDir] = Deno.args;
    const repository = await openRepository("a/b", { endpoint, cacheDir });
    console.log(new TextDecoder().decode(await repository.read("x")));`;
  const script = `${folder.path}/script.ts`;
  const cache = `${folder.path}/cache`;
  await Deno.writeTextFile(script, code);
  const { host } = new URL(hub.endpoint);
  const permissions = [`--allow-read=${cache}`, `--allow-write=${cache}`, `--allow-net=${host}`];
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-config", "--no-check", ...permissions, script, hub.endpoint, cache],
    env: { NO_COLOR: "1" },
  }).output();
  assertEquals([text(stdout), text(stderr)], ["content\n", ""]);
});
