import { assertEquals, assertRejects } from "@std/assert";
import { DiskStorage } from "../../src/hub/disk_storage.ts";
import { MemoryStorage } from "../../src/hub/memory_storage.ts";
import type { HubStorage } from "../../src/hub/storage.ts";
import { WebCacheStorage } from "../../src/hub/web_cache_storage.ts";
import { TempFolder } from "./process_state.ts";

const bytes = (...values: number[]) => Uint8Array.from(values);

async function collect(storage: HubStorage, path: string): Promise<number[]> {
  const collected: number[] = [];
  for await (const chunk of storage.chunks(path)) collected.push(...chunk);
  return collected;
}

async function append(storage: HubStorage, path: string, values: number[]): Promise<void> {
  const appender = await storage.append(path, undefined);
  for (const value of values) await appender.write(bytes(value));
  await appender.close();
}

const contract: [name: string, check: (storage: HubStorage) => Promise<void>][] = [
  ["tells what is missing", async (storage) => {
    assertEquals(await storage.read("a/b"), undefined);
    assertEquals(await storage.size("a/b"), undefined);
    assertEquals(await storage.hasFolder("a"), false);
    await storage.remove("a/b");
  }],
  ["reads what was written", async (storage) => {
    await storage.write("a/b c#%", bytes(1, 2, 3));
    await storage.write("a/b c#%", bytes(4, 5));
    assertEquals(await storage.read("a/b c#%"), bytes(4, 5));
    assertEquals(await storage.size("a/b c#%"), 2);
    assertEquals(await collect(storage, "a/b c#%"), [4, 5]);
    await storage.remove("a/b c#%");
    assertEquals(await storage.size("a/b c#%"), undefined);
  }],
  ["keeps an empty file", async (storage) => {
    await storage.write("empty", bytes());
    assertEquals([await storage.size("empty"), await storage.read("empty")], [0, bytes()]);
  }],
  ["appends to a file, then renames it", async (storage) => {
    await append(storage, "x/part", [1, 2]);
    await append(storage, "x/part", [3]);
    assertEquals(await storage.size("x/part"), 3);
    assertEquals(await collect(storage, "x/part"), [1, 2, 3]);
    await storage.write("y/whole", bytes(9));
    await storage.rename("x/part", "y/whole");
    assertEquals(await storage.size("x/part"), undefined);
    assertEquals(await storage.read("y/whole"), bytes(1, 2, 3));
  }],
  ["reads through a link", async (storage) => {
    await storage.write("m/blobs/b", bytes(7));
    await storage.write("m/snapshots/c/x/y", bytes(0));
    await storage.link("m/blobs/b", "m/snapshots/c/x/y");
    assertEquals(await storage.read("m/snapshots/c/x/y"), bytes(7));
    assertEquals(await storage.size("m/snapshots/c/x/y"), 1);
  }],
  ["runs the holders of a lock in turn", async (storage) => {
    const events: string[] = [];
    const hold = (name: string) =>
      storage.exclusive("locks/l", async () => {
        events.push(`${name} begins`);
        await storage.write("held", bytes(1));
        events.push(`${name} ends`);
        return name;
      });
    assertEquals(await Promise.all([hold("a"), hold("b")]), ["a", "b"]);
    const first = events[0] === "a begins" ? "ab" : "ba";
    const turns = [...first].flatMap((name) => [`${name} begins`, `${name} ends`]);
    assertEquals(events, turns);
  }],
  ["frees a lock when its holder fails", async (storage) => {
    await assertRejects(() => storage.exclusive("l", () => Promise.reject(new Error("no"))), Error);
    assertEquals(await storage.exclusive("l", () => Promise.resolve(1)), 1);
  }],
];

for (const [name, check] of contract) {
  Deno.test(`DiskStorage ${name}`, async () => {
    await using folder = new TempFolder();
    await check(new DiskStorage(folder.path));
  });
  Deno.test(`MemoryStorage ${name}`, () => check(new MemoryStorage()));
  Deno.test(`WebCacheStorage ${name}`, async () => {
    const cache = crypto.randomUUID();
    await check(new WebCacheStorage(cache));
    await caches.delete(cache);
  });
}

Deno.test("HubStorage.hasFolder() finds a folder on disk and in memory", async () => {
  await using folder = new TempFolder();
  for (const storage of [new DiskStorage(folder.path), new MemoryStorage()]) {
    await storage.write("a/b/c", bytes(1));
    assertEquals([await storage.hasFolder("a/b"), await storage.hasFolder("a/b/c")], [true, false]);
  }
});

Deno.test("HubStorage.localPath() names a path on disk only", () => {
  assertEquals(new DiskStorage("/tmp/x/").localPath("a/b"), "/tmp/x/a/b");
  assertEquals(new MemoryStorage().localPath(), undefined);
  assertEquals(new WebCacheStorage("c").localPath(), undefined);
});

Deno.test("MemoryStorage.append() holds a file of known size once", async () => {
  const storage = new MemoryStorage();
  const appender = await storage.append("a", 4);
  await appender.write(bytes(1, 2));
  const early = await storage.read("a");
  await appender.write(bytes(3, 4));
  assertEquals((await storage.read("a"))?.buffer, early?.buffer);
  assertEquals((await storage.read("a"))?.buffer.byteLength, 4);
});

Deno.test("DiskStorage.link() makes a relative symbolic link", async () => {
  await using folder = new TempFolder();
  const storage = new DiskStorage(folder.path);
  await storage.write("m/blobs/b", bytes(7));
  await storage.link("m/blobs/b", "m/snapshots/c/x/y");
  const target = await Deno.readLink(`${folder.path}/m/snapshots/c/x/y`);
  assertEquals(target, "../../../blobs/b");
});

const scoped = Deno.makeTempDirSync();
Deno.test({
  name: "DiskStorage.link() makes a file of its own where symbolic links are not permitted",
  permissions: { read: [scoped], write: [scoped] },
  fn: async () => {
    const storage = new DiskStorage(scoped);
    await storage.write("m/blobs/b", bytes(7));
    await storage.link("m/blobs/b", "m/snapshots/c/y");
    assertEquals((await Deno.lstat(`${scoped}/m/snapshots/c/y`)).isFile, true);
    assertEquals(await storage.read("m/snapshots/c/y"), bytes(7));
    await Deno.remove(scoped, { recursive: true });
  },
});
