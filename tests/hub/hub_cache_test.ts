import { assertEquals } from "@std/assert";
import { HubCache } from "../../src/hub/hub_cache.ts";
import { MemoryStorage } from "../../src/hub/memory_storage.ts";

const COMMIT = "0123456789abcdef0123456789abcdef01234567";
const FOLDER = "models--a--b";
const utf8 = new TextEncoder();

Deno.test("HubCache names places as huggingface_hub does", () => {
  const cache = new HubCache([new MemoryStorage()], FOLDER);
  assertEquals(cache.blobPath("e"), "models--a--b/blobs/e");
  assertEquals(cache.snapshotPath(COMMIT, "x/y"), `models--a--b/snapshots/${COMMIT}/x/y`);
  assertEquals(cache.lockPath("e"), ".locks/models--a--b/e.lock");
  assertEquals(cache.lockPath("c/x/y"), ".locks/models--a--b/c--x--y.lock");
});

Deno.test("HubCache.recordCommit() writes the reference that commitOf() reads", async () => {
  const storage = new MemoryStorage();
  const cache = new HubCache([storage], FOLDER);
  assertEquals(await cache.commitOf("refs/pr/1"), undefined);
  await cache.recordCommit("refs/pr/1", COMMIT);
  assertEquals(await cache.commitOf("refs/pr/1"), COMMIT);
  assertEquals(await storage.read("models--a--b/refs/refs/pr/1"), utf8.encode(COMMIT));
});

Deno.test("HubCache.recordCommit() writes nothing for a commit", async () => {
  const storage = new MemoryStorage();
  const cache = new HubCache([storage], FOLDER);
  await cache.recordCommit(COMMIT, COMMIT);
  assertEquals(await storage.hasFolder(FOLDER), false);
  assertEquals(await cache.commitOf(COMMIT), COMMIT);
});

for (const text of ["", "../../x", "main", COMMIT.slice(1)]) {
  Deno.test(`HubCache.commitOf() ignores a reference to ${JSON.stringify(text)}`, async () => {
    const storage = new MemoryStorage();
    await storage.write("models--a--b/refs/main", utf8.encode(text));
    assertEquals(await new HubCache([storage], FOLDER).commitOf("main"), undefined);
  });
}

Deno.test("HubCache.recordAbsence() leaves a mark for one commit", async () => {
  const storage = new MemoryStorage();
  const cache = new HubCache([storage], FOLDER);
  await cache.recordAbsence(COMMIT, "x/y");
  assertEquals(await cache.isKnownAbsent(COMMIT, "x/y"), true);
  assertEquals(await cache.isKnownAbsent("f".repeat(40), "x/y"), false);
  assertEquals(await storage.size(`models--a--b/.no_exist/${COMMIT}/x/y`), 0);
});

Deno.test("HubCache.adoptBlob() makes content of another commit a file of this one", async () => {
  const storage = new MemoryStorage();
  const cache = new HubCache([storage], FOLDER);
  const path = cache.snapshotPath(COMMIT, "x");
  assertEquals(await cache.adoptBlob("e", path), undefined);
  await storage.write(cache.blobPath("e"), utf8.encode("content"));
  assertEquals(await cache.adoptBlob("e", path), { storage, path });
  assertEquals(await cache.findFile(COMMIT, "x"), { storage, path });
  assertEquals(await cache.hasSnapshot(COMMIT), true);
});

Deno.test("HubCache looks in the storages below, and writes to the first", async () => {
  const [upper, lower] = [new MemoryStorage(), new MemoryStorage()];
  const below = new HubCache([lower], FOLDER);
  await below.recordCommit("main", COMMIT);
  await below.recordAbsence(COMMIT, "none");
  await lower.write(below.snapshotPath(COMMIT, "x"), utf8.encode("x"));
  await lower.write(below.blobPath("e"), utf8.encode("e"));

  const cache = new HubCache([upper, lower], FOLDER);
  assertEquals(await cache.commitOf("main"), COMMIT);
  assertEquals(await cache.hasSnapshot(COMMIT), true);
  assertEquals(await cache.isKnownAbsent(COMMIT, "none"), true);
  assertEquals((await cache.findFile(COMMIT, "x"))?.storage, lower);
  const adopted = await cache.adoptBlob("e", cache.snapshotPath(COMMIT, "y"));
  assertEquals(adopted, { storage: lower, path: cache.blobPath("e") });
  await cache.recordCommit("main", "f".repeat(40));
  assertEquals(await cache.commitOf("main"), "f".repeat(40));
  assertEquals(await below.commitOf("main"), COMMIT);
});
