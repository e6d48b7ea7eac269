import { assertEquals, assertRejects } from "@std/assert";
import { openRepository } from "../../src/hub/hub.ts";
import type { Repository } from "../../src/hub/repository.ts";
import { SentenceEncoder } from "../../src/teacher/sentence_encoder.ts";
import { FakeRepository } from "./fake_repository.ts";
import { TINY_TEACHER } from "./tiny_teacher.ts";

const options = {
  file: { dtype: "fp32", path: "onnx/model.onnx" },
  device: "cpu",
  dimensions: 4,
} as const;

Deno.test("SentenceEncoder.encode() loads the model once, for texts asked for at the same time", async () => {
  await using encoder = new SentenceEncoder(await openRepository(TINY_TEACHER), options);
  const [a, b] = await Promise.all([encoder.encode(["cat"]), encoder.encode(["dog", "cat"])]);
  assertEquals([a.rows, b.rows, b.columns], [1, 2, 4]);
  assertEquals(a.data, b.data.subarray(4));
});

Deno.test("SentenceEncoder.encode() loads nothing for no texts", async () => {
  await using encoder = new SentenceEncoder(new FakeRepository({}), options);
  assertEquals(await encoder.encode([]), { data: new Float32Array(), rows: 0, columns: 4 });
});

Deno.test("SentenceEncoder can be disposed of after its model could not be loaded", async () => {
  await using encoder = new SentenceEncoder(new FakeRepository({}), options);
  await assertRejects(
    () => encoder.encode(["cat"]),
    TypeError,
    'Cannot load teacher "a/teacher" into transformers.js: its files are not on a disk',
  );
});

Deno.test("SentenceEncoder.encode() tries again after its model could not be loaded", async () => {
  const tiny = await openRepository(TINY_TEACHER);
  let isOnDisk = false;
  const repository: Repository = {
    name: tiny.name,
    read: (path) => tiny.read(path),
    has: (path) => tiny.has(path),
    localPath: (path) => isOnDisk ? tiny.localPath(path) : Promise.resolve(undefined),
  };
  await using encoder = new SentenceEncoder(repository, options);
  await assertRejects(() => encoder.encode(["cat"]), TypeError, "its files are not on a disk");
  isOnDisk = true;
  assertEquals((await encoder.encode(["cat"])).columns, 4);
});

Deno.test("SentenceEncoder.encode() loads its model again after it was disposed of", async () => {
  await using encoder = new SentenceEncoder(await openRepository(TINY_TEACHER), options);
  const before = await encoder.encode(["cat"]);
  await encoder[Symbol.asyncDispose]();
  assertEquals(await encoder.encode(["cat"]), before);
});
