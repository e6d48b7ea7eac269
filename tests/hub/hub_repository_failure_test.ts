import { assertEquals, assertRejects } from "@std/assert";
import { HubError } from "../../src/hub/hub_error.ts";
import { FILES, HubScene, text, writeAsPython } from "./hub_scene.ts";
import { withGlobals } from "./process_state.ts";

Deno.test("HubRepository uses the cache when the host is out of reach, busy or refuses", async () => {
  await using scene = await HubScene.open();
  await writeAsPython(scene.folder.path, scene.commit);
  const away = await scene.unreachable();
  assertEquals(text(await away.read("config.json")), "{}");
  assertEquals(await away.has("modules.json"), false);
  assertEquals(await away.has("onnx/model.onnx"), false);
  for (const status of [503, 401]) {
    scene.hub.intercept = () => new Response(null, { status });
    const repository = await scene.repository();
    assertEquals(text(await repository.read("config.json")), "{}");
    assertEquals(scene.takeLog(), ["HEAD /a/b/resolve/main/config.json"]);
  }
});

Deno.test("HubRepository names model, host and ways out without network and cache", async () => {
  await using scene = await HubScene.open();
  const away = await scene.unreachable({ advice: "use the bundled model", retryLimit: 1 });
  for (const act of [() => away.read("config.json"), () => away.has("config.json")]) {
    const error = await assertRejects(
      act,
      HubError,
      'Cannot download "config.json" of model "a/b" from http://127.0.0.1:',
    );
    const end = ") and the cache has no copy, connect to the network, or name a local folder, " +
      "or use the bundled model";
    assertEquals([error.message.endsWith(end), error.code], [true, "offline"]);
  }
});

Deno.test("HubRepository names model, host and ways out offline", async () => {
  await using scene = await HubScene.open();
  const repository = await scene.repository({ offline: true });
  const error = await assertRejects(() => repository.read("config.json"), HubError);
  assertEquals(
    error.message,
    `Cannot download "config.json" of model "a/b" from ${scene.hub.endpoint}: offline mode is on and the cache ` +
      "has no copy, unset HF_HUB_OFFLINE, or name a local folder",
  );
  assertEquals([error.code, scene.takeLog()], ["offline", []]);
});

Deno.test("HubRepository says which file is missing", async () => {
  await using scene = await HubScene.open();
  const message = 'Cannot find file "none.json" in model "a/b" at revision "main": ' +
    "there is none, check the name, the revision and the subfolder";
  const repository = await scene.repository();
  const missing = await assertRejects(() => repository.read("none.json"), HubError);
  assertEquals([missing.message, missing.code], [message, "file-not-found"]);
  const offline = await scene.repository({ offline: true });
  const known = await assertRejects(() => offline.localPath("none.json"), HubError);
  assertEquals([known.message, known.code], [message, "file-not-found"]);
});

Deno.test("HubRepository does not take an uncached file for a missing one", async () => {
  await using scene = await HubScene.open();
  await writeAsPython(scene.folder.path, scene.commit);
  for (const repository of [await scene.repository({ offline: true }), await scene.unreachable()]) {
    assertEquals(await repository.has("onnx/model.onnx"), false);
    const error = await assertRejects(
      () => repository.read("onnx/model.onnx"),
      HubError,
      'Cannot download "onnx/model.onnx" of model "a/b" from ',
    );
    assertEquals(error.code, "offline");
  }
});

Deno.test("HubRepository does not ask a host again that it could not reach", async () => {
  await using scene = await HubScene.open();
  await writeAsPython(scene.folder.path, scene.commit);
  let requests = 0;
  const unreachable = () => Promise.reject(new TypeError(`no route to host, ${++requests}`));
  await withGlobals({ fetch: unreachable }, async () => {
    const repository = await scene.repository();
    await repository.read("config.json");
    assertEquals(await repository.has("onnx/model.onnx"), false);
    assertEquals(await repository.has("modules.json"), false);
  });
  assertEquals(requests, 1);
});

for (
  const [name, options, code] of [
    ["a missing repository", { token: "wrong" }, "repository-not-found"],
    ["a missing revision", { revision: "none" }, "revision-not-found"],
  ] as const
) {
  Deno.test(`HubRepository explains ${name}`, async () => {
    await using scene = await HubScene.open();
    await scene.hub.add("a/b", FILES, { token: "secret" });
    const repository = await scene.repository(options);
    const error = await assertRejects(() => repository.has("config.json"), HubError);
    assertEquals(error.code, code);
  });
}

Deno.test("HubRepository explains a gated repository, and asks again the next time", async () => {
  await using scene = await HubScene.open();
  await scene.hub.add("a/b", FILES, { isGated: true });
  const repository = await scene.repository();
  const error = await assertRejects(() => repository.read("config.json"), HubError);
  assertEquals(error.code, "gated");
  await scene.hub.add("a/b", FILES);
  assertEquals(text(await repository.read("config.json")), "{}");
});

Deno.test("HubRepository says that an endpoint is no hub", async () => {
  await using scene = await HubScene.open();
  scene.hub.intercept = () => new Response("<html>");
  const repository = await scene.repository();
  const error = await assertRejects(() => repository.read("config.json"), HubError);
  assertEquals(
    error.message,
    'Cannot download "config.json" of model "a/b": the answer names no commit (X-Repo-Commit), ' +
      `check that ${scene.hub.endpoint} is a hub`,
  );
  assertEquals(error.code, "http");
});

Deno.test("HubRepository refuses paths that could leave the repository", async () => {
  await using scene = await HubScene.open();
  const repository = await scene.repository();
  for (const act of ["read", "has", "localPath"] as const) {
    await assertRejects(() => repository[act]("../a"), TypeError, 'Cannot use file "../a"');
  }
  assertEquals(scene.takeLog(), []);
});
