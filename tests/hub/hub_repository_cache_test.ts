import { assertEquals } from "@std/assert";
import {
  FILES,
  HubScene,
  LARGE,
  LARGE_FILES,
  LARGE_SHA256,
  listFiles,
  OTHER_COMMIT,
  SMALL_SHA1,
  text,
  writeAsPython,
} from "./hub_scene.ts";

Deno.test("HubRepository writes the cache that huggingface_hub reads", async () => {
  await using scene = await HubScene.open();
  const repository = await scene.repository();
  assertEquals(text(await repository.read("config.json")), "{}");
  assertEquals(await repository.read("onnx/model.onnx"), LARGE);
  assertEquals(await repository.has("none.json"), false);
  const root = `${scene.folder.path}/models--a--b`;
  const snapshot = `snapshots/${scene.commit}`;
  assertEquals(
    await listFiles(root),
    [
      `.no_exist/${scene.commit}/none.json`,
      `blobs/${LARGE_SHA256}`,
      `blobs/${SMALL_SHA1}`,
      "refs/main",
      `${snapshot}/config.json`,
      `${snapshot}/onnx/model.onnx`,
    ].sort(),
  );
  assertEquals(await Deno.readTextFile(`${root}/refs/main`), scene.commit);
  const links = ["config.json", "onnx/model.onnx"].map((path) => `${root}/${snapshot}/${path}`);
  assertEquals(await Deno.readLink(links[0] ?? ""), `../../blobs/${SMALL_SHA1}`);
  assertEquals(await Deno.readLink(links[1] ?? ""), `../../../blobs/${LARGE_SHA256}`);
  assertEquals(await repository.localPath("config.json"), links[0]);
});

Deno.test("HubRepository finds offline what huggingface_hub downloaded", async () => {
  await using scene = await HubScene.open();
  await writeAsPython(scene.folder.path, scene.commit);
  for (const revision of ["main", scene.commit]) {
    const repository = await scene.repository({ offline: true, revision });
    assertEquals(text(await repository.read("config.json")), "{}");
    assertEquals(await repository.has("modules.json"), false);
    // No mark says so, but a snapshot counts as complete.
    assertEquals(await repository.has("onnx/model.onnx"), false);
  }
  assertEquals(scene.takeLog(), []);
});

Deno.test("HubRepository asks nothing for a commit that the cache has", async () => {
  await using scene = await HubScene.open();
  await writeAsPython(scene.folder.path, scene.commit);
  const repository = await scene.repository({ revision: scene.commit });
  assertEquals(text(await repository.read("config.json")), "{}");
  assertEquals(await repository.has("modules.json"), false);
  assertEquals(scene.takeLog(), []);
});

Deno.test("HubRepository asks once about a branch, then reads one commit", async () => {
  await using scene = await HubScene.open();
  await writeAsPython(scene.folder.path, scene.commit);
  const repository = await scene.repository();
  assertEquals(text(await repository.read("config.json")), "{}");
  assertEquals(await repository.has("modules.json"), false);
  assertEquals(scene.takeLog(), ["HEAD /a/b/resolve/main/config.json"]);
  await scene.hub.add("a/b", { "onnx/model.onnx": "newer" }, { commit: OTHER_COMMIT });
  assertEquals(await repository.read("onnx/model.onnx"), LARGE);
  assertEquals(scene.takeLog(), [
    "HEAD /a/b/resolve/COMMIT/onnx/model.onnx",
    "GET /a/b/resolve/COMMIT/onnx/model.onnx",
    `GET /${LARGE_SHA256}`,
  ]);
});

Deno.test("HubRepository keeps to one commit when a branch moves under it", async () => {
  await using scene = await HubScene.open();
  const files = { "config.json": "{}", "onnx/model.onnx": "newer" };
  await scene.hub.add("a/b", files, { revision: "next", commit: OTHER_COMMIT });
  let asked = 0;
  scene.hub.intercept = ({ path }) => {
    if (!path.includes("/main/") || asked++ === 0) return undefined;
    return new Response(null, { headers: { "x-repo-commit": OTHER_COMMIT, etag: '"abc"' } });
  };
  const repository = await scene.repository();
  const both = ["config.json", "onnx/model.onnx"].map((path) => repository.localPath(path));
  const commits = (await Promise.all(both)).map((path) =>
    /snapshots\/(\w+)\//.exec(path ?? "")?.[1]
  );
  assertEquals(commits[0], commits[1]);
});

Deno.test("HubRepository downloads nothing when a new commit has the same content", async () => {
  await using scene = await HubScene.open();
  await (await scene.repository()).read("onnx/model.onnx");
  await scene.hub.add("a/b", FILES, { ...LARGE_FILES, commit: OTHER_COMMIT });
  scene.takeLog();
  const repository = await scene.repository();
  assertEquals(await repository.read("onnx/model.onnx"), LARGE);
  assertEquals(scene.takeLog(), ["HEAD /a/b/resolve/main/onnx/model.onnx"]);
  const path = await repository.localPath("onnx/model.onnx");
  assertEquals(path?.includes(`snapshots/${OTHER_COMMIT}`), true);
});

Deno.test("HubRepository downloads a file whose content changed", async () => {
  await using scene = await HubScene.open();
  await (await scene.repository()).read("config.json");
  await scene.hub.add("a/b", { "config.json": "[]" }, { commit: OTHER_COMMIT });
  assertEquals(text(await (await scene.repository()).read("config.json")), "[]");
  const refs = `${scene.folder.path}/models--a--b/refs/main`;
  assertEquals(await Deno.readTextFile(refs), OTHER_COMMIT);
});

Deno.test("HubRepository downloads again when forced, once", async () => {
  await using scene = await HubScene.open();
  await (await scene.repository()).read("config.json");
  const blob = `${scene.folder.path}/models--a--b/blobs/${SMALL_SHA1}`;
  await Deno.writeTextFile(blob, "damaged");
  scene.takeLog();
  const repository = await scene.repository({ forceDownload: true, revision: scene.commit });
  assertEquals(text(await repository.read("config.json")), "{}");
  await repository.read("config.json");
  const path = "/a/b/resolve/COMMIT/config.json";
  assertEquals(scene.takeLog(), [`HEAD ${path}`, `GET ${path}`]);
});
