import { assertEquals, assertRejects } from "@std/assert";
import { HubError } from "../../src/hub/hub_error.ts";
import type { HubProgress } from "../../src/hub/hub_options.ts";
import { FILES, HubScene, LARGE, LARGE_FILES, LARGE_SHA256, listFiles, text } from "./hub_scene.ts";
import { browserFetch, withGlobals } from "./process_state.ts";

Deno.test("HubRepository.has() asks once and brings nothing", async () => {
  await using scene = await HubScene.open();
  const repository = await scene.repository();
  const answers = [await repository.has("onnx/model.onnx"), await repository.has("none.json")];
  assertEquals(answers, [true, false]);
  await Promise.all([repository.has("onnx/model.onnx"), repository.has("none.json")]);
  assertEquals(scene.takeLog(), [
    "HEAD /a/b/resolve/main/onnx/model.onnx",
    "HEAD /a/b/resolve/COMMIT/none.json",
  ]);
});

Deno.test("HubRepository shares one download among concurrent readers", async () => {
  await using scene = await HubScene.open();
  const [first, second] = [await scene.repository(), await scene.repository()];
  const contents = await Promise.all(
    [first, first, second].map((repository) => repository.read("onnx/model.onnx")),
  );
  for (const content of contents) assertEquals(content, LARGE);
  const transfers = scene.takeLog().filter((line) => line.startsWith("GET /a/b"));
  assertEquals(transfers, ["GET /a/b/resolve/COMMIT/onnx/model.onnx"]);
});

Deno.test("HubRepository applies the subfolder to every path", async () => {
  await using scene = await HubScene.open();
  const progress: HubProgress[] = [];
  const onProgress = (step: HubProgress) => progress.push(step);
  const repository = await scene.repository({ subfolder: "onnx", onProgress });
  assertEquals([await repository.has("model.onnx"), await repository.has("config.json")], [
    true,
    false,
  ]);
  assertEquals(await repository.read("model.onnx"), LARGE);
  assertEquals(progress.at(-1), { file: "onnx/model.onnx", loaded: 100_000, total: 100_000 });
});

Deno.test("HubRepository reads data sets, tags and pull requests", async () => {
  await using scene = await HubScene.open();
  await scene.hub.add("a/b", { x: "data" }, { isDataset: true, revision: "refs/convert/parquet" });
  const repository = await scene.repository({
    repositoryType: "dataset",
    revision: "refs/convert/parquet",
  });
  assertEquals(text(await repository.read("x")), "data");
  const found = await listFiles(`${scene.folder.path}/datasets--a--b/refs`);
  assertEquals(found, ["refs/convert/parquet"]);
});

Deno.test("HubRepository continues a broken transfer in a later run", async () => {
  await using scene = await HubScene.open();
  scene.hub.breaks.push(40_000);
  const broken = await scene.repository({ retryLimit: 0 });
  const error = await assertRejects(() => broken.read("onnx/model.onnx"), HubError);
  assertEquals(error.code, "interrupted");
  const partial = `${scene.folder.path}/models--a--b/blobs/${LARGE_SHA256}.incomplete`;
  assertEquals((await Deno.stat(partial)).size, 40_000);
  assertEquals(await broken.read("onnx/model.onnx"), LARGE);
  assertEquals(scene.hub.requests.at(-1)?.range, "bytes=40000-");
  const blobs = await listFiles(`${scene.folder.path}/models--a--b/blobs`);
  assertEquals(blobs, [LARGE_SHA256]);
});

Deno.test("HubRepository sends the token to the hub, not to its content network", async () => {
  await using scene = await HubScene.open();
  await scene.hub.add("a/b", FILES, { ...LARGE_FILES, token: "secret" });
  const repository = await scene.repository({ token: "secret" });
  assertEquals(await repository.read("onnx/model.onnx"), LARGE);
  assertEquals(
    scene.hub.requests.map(({ server, authorization }) => [server, authorization]),
    [["hub", "Bearer secret"], ["hub", "Bearer secret"], ["cdn", null]],
  );
});

Deno.test("HubRepository reads a large file in a browser, which hides redirects", async () => {
  await using scene = await HubScene.open();
  await withGlobals({ fetch: browserFetch(fetch) }, async () => {
    const repository = await scene.repository();
    assertEquals(await repository.read("onnx/model.onnx"), LARGE);
  });
  assertEquals(scene.takeLog().includes("GET /api/models/a/b/revision/main"), true);
  assertEquals(await listFiles(`${scene.folder.path}/models--a--b`), [
    "refs/main",
    `snapshots/${scene.commit}/onnx/model.onnx`,
  ]);
});

Deno.test("HubRepository stops with the reason of the signal and leaves no file", async () => {
  await using scene = await HubScene.open();
  const controller = new AbortController();
  const onProgress = () => controller.abort(new RangeError("stopped by the user"));
  const repository = await scene.repository({ signal: controller.signal, onProgress });
  await assertRejects(() => repository.read("config.json"), RangeError, "stopped by the user");
  const found = await listFiles(`${scene.folder.path}/models--a--b`);
  assertEquals(found.filter((path) => path.startsWith("snapshots")), []);
});
