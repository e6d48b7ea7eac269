import { assertEquals, assertRejects } from "@std/assert";
import { DiskStorage } from "../../src/hub/disk_storage.ts";
import { HubError } from "../../src/hub/hub_error.ts";
import { MemoryStorage } from "../../src/hub/memory_storage.ts";
import { openStorage } from "../../src/hub/open_storage.ts";
import { WebCacheStorage } from "../../src/hub/web_cache_storage.ts";
import { TempFolder, withGlobals } from "./process_state.ts";

const WISHES = { isRequired: false, isReadOnly: false };

async function kinds(cacheDir: string | undefined, changes: Partial<typeof WISHES> = {}) {
  const storages = await openStorage({ ...WISHES, cacheDir, ...changes });
  return storages.map((storage) => storage.constructor);
}

Deno.test("openStorage() makes the cache folder and leaves nothing else in it", async () => {
  await using folder = new TempFolder();
  assertEquals(await kinds(`${folder.path}/a/b`), [DiskStorage]);
  assertEquals(await Array.fromAsync(Deno.readDir(`${folder.path}/a/b`)), []);
});

Deno.test("openStorage() makes no folder for reading", async () => {
  await using folder = new TempFolder();
  assertEquals(await kinds(`${folder.path}/a`, { isReadOnly: true }), [DiskStorage]);
  assertEquals(await Array.fromAsync(Deno.readDir(folder.path)), []);
});

Deno.test("openStorage() takes the Cache API where there is no folder, then memory", async () => {
  assertEquals(await kinds(undefined), [WebCacheStorage]);
  await withGlobals({ caches: undefined }, async () => {
    assertEquals(await kinds(undefined), [MemoryStorage]);
  });
  await withGlobals({ Deno: undefined }, async () => {
    assertEquals(await kinds("/home/x/.cache"), [WebCacheStorage]);
  });
});

Deno.test("openStorage() looks in a folder that cannot be written as well", async () => {
  await using folder = new TempFolder();
  await Deno.writeTextFile(`${folder.path}/file`, "");
  const cacheDir = `${folder.path}/file/cache`;
  assertEquals(await kinds(cacheDir), [WebCacheStorage, DiskStorage]);
  const error = await assertRejects(() => kinds(cacheDir, { isRequired: true }), HubError);
  assertEquals(error.message.startsWith(`Cannot use cache folder "${cacheDir}": `), true);
  assertEquals(error.message.endsWith(", name a folder that may be written"), true);
  assertEquals(error.code, "unreadable");
});

const folder = Deno.makeTempDirSync();
Deno.test({
  name: "openStorage() looks in a folder that this process may only read as well",
  permissions: { read: [folder] },
  fn: async () => {
    assertEquals(await kinds(folder), [WebCacheStorage, DiskStorage]);
    await assertRejects(
      () => kinds(folder, { isRequired: true }),
      HubError,
      `Cannot use cache folder "${folder}": writing to it is not permitted (--allow-write=${folder}), ` +
        "name a folder that may be written",
    );
  },
});

Deno.test({
  name: "openStorage() does without a folder that this process may not read",
  permissions: { write: [folder] },
  fn: async () => {
    assertEquals(await kinds(folder), [WebCacheStorage]);
    assertEquals(await kinds(folder, { isReadOnly: true }), [WebCacheStorage]);
    await assertRejects(
      () => kinds(folder, { isRequired: true }),
      HubError,
      `reading it is not permitted (--allow-read=${folder})`,
    );
    await Deno.remove(folder);
  },
});

Deno.test("openStorage() refuses a cache folder in a runtime without files", async () => {
  await withGlobals({ Deno: undefined }, () =>
    assertRejects(
      () => kinds("cache", { isRequired: true }),
      HubError,
      'Cannot use cache folder "cache": this runtime gives no access to files',
    ));
});
