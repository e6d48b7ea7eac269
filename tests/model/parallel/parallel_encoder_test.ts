import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { ParallelEncoder } from "../../../src/model/parallel/parallel_encoder.ts";
import { StaticModel } from "../../../src/model/static_model.ts";
import { Tokenizer } from "../../../src/tokenizer/tokenizer.ts";
import { repositoryPath } from "../../shared_data.ts";
import { tinyParts, tinyTokenizerJson } from "../tiny_model.ts";
import { ChangedGlobal } from "./changed_global.ts";

const tiny = new StaticModel(tinyParts());
const TEXTS = ["the cat", "", "dogs!", "unknown", "\ud83d the", "\u{1F600}", "cat ".repeat(2_000)];

/** A model that refuses unknown words. */
function strictModel(): StaticModel {
  const json = tinyTokenizerJson();
  const model = { type: "WordLevel" as const, "unk_token": "?", vocab: { the: 0, cat: 1 } };
  const table = {
    values: { dtype: "float32" as const, data: Float32Array.of(1, 2) },
    rows: 2,
    columns: 1,
  };
  return new StaticModel({ tokenizer: new Tokenizer({ ...json, model }), table });
}

for (const name of ["float16", "float32", "int8", "float32-clusters"]) {
  Deno.test(`ParallelEncoder.encode() gives the vectors of a model of ${name}`, async () => {
    const folder = repositoryPath(`tests/fixtures/static-model-32-${name}`);
    const model = await StaticModel.fromPretrained(folder);
    const options = { maxLength: 40, normalize: false };
    await using encoder = new ParallelEncoder(model, { workers: 2, batchSize: 2, ...options });
    assertEquals([encoder.dimensions, encoder.workers], [model.dimensions, 2]);
    assertEquals(await encoder.encode(TEXTS), model.encode(TEXTS, options));
    const again = await Promise.all([encoder.encode(["a dog"]), encoder.encode([])]);
    assertEquals(again, [model.encode(["a dog"], options), model.encode([])]);
  });
}

Deno.test("ParallelEncoder.encodeBatches() keeps the order of batches of very different sizes", async () => {
  const words = ["the", "cat", "dog", "dogs", "cats"];
  const batches = [3_000, 0, 1, 7, 2_000, 1, 1, 1, 500, 0, 1].map((size, batch) =>
    Array.from({ length: size }, (_, i) => `${words[(batch + i) % 5]} ${words[i % 3]}`)
  );
  await using encoder = new ParallelEncoder(tiny, { workers: 2 });
  assertEquals(
    await Array.fromAsync(encoder.encodeBatches(batches)),
    batches.map((texts) => tiny.encode(texts)),
  );
});

Deno.test("ParallelEncoder.encodeBatches() may be left early, and used again", async () => {
  await using encoder = new ParallelEncoder(tiny, { workers: 1 });
  for await (const { rows } of encoder.encodeBatches([["the"], ["cat"], ["dog"]])) {
    assertEquals(rows, 1);
    break;
  }
  assertEquals(await encoder.encode(["dog"]), tiny.encode(["dog"]));
});

Deno.test("StaticModel.encodeParallel() gives what encode() gives", async () => {
  for (const texts of [[], ["the"], TEXTS]) {
    assertEquals(
      await tiny.encodeParallel(texts, { workers: 4, batchSize: 4 }),
      tiny.encode(texts),
    );
  }
});

Deno.test("ParallelEncoder.encode() fails for a text that the tokenizer refuses, and for no other", async () => {
  await using encoder = new ParallelEncoder(strictModel(), { workers: 2, batchSize: 1 });
  await assertRejects(
    () => encoder.encode(["the", "cat", "dog", "the", "cat", "the"]),
    RangeError,
    `Cannot tokenize "dog": its tokens are not in the vocabulary`,
  );
  assertEquals((await encoder.encode(["cat"])).data, Float32Array.of(2));
});

Deno.test("ParallelEncoder.encode() refuses what are no texts", async () => {
  await using encoder = new ParallelEncoder(tiny, { workers: 1 });
  const texts = ["a", 1] as string[];
  const message = "Cannot encode texts: text 1 must be a string, current value is 1";
  await assertRejects(() => encoder.encode(texts), TypeError, message);
  await assertRejects(() => encoder.encodeBatches([texts]).next(), TypeError, message);
});

Deno.test("ParallelEncoder.encode() rejects with the reason of the signal", async () => {
  const controller = new AbortController();
  const options = { workers: 2, batchSize: 1, signal: controller.signal };
  await using encoder = new ParallelEncoder(tiny, options);
  const results = [encoder.encode(TEXTS), tiny.encodeParallel(TEXTS, options)];
  setTimeout(() => controller.abort(new DOMException("Interrupted", "AbortError")));
  for (const result of results) await assertRejects(() => result, DOMException, "Interrupted");
  await assertRejects(() => encoder.encode([]), DOMException, "Interrupted");
  await assertRejects(() => tiny.encodeParallel(["the"], options), DOMException, "Interrupted");
});

Deno.test("ParallelEncoder.close() rejects what is under way, and may be called twice", async () => {
  const encoder = new ParallelEncoder(tiny, { workers: 1 });
  const result = encoder.encode(["the"]);
  await Promise.resolve();
  encoder.close();
  encoder.close();
  const message = "Cannot encode in parallel: the encoder was closed, make another";
  await assertRejects(() => result, Error, message);
  await assertRejects(() => encoder.encode([]), Error, message);
});

Deno.test("ParallelEncoder encodes on the caller's thread where there are no workers", async () => {
  using _ = new ChangedGlobal("Worker", undefined);
  const warnings: string[] = [];
  const controller = new AbortController();
  const encoder = new ParallelEncoder(tiny, {
    normalize: true,
    batchSize: 2,
    signal: controller.signal,
    onWarning: (message) => warnings.push(message),
  });
  assertEquals(warnings, [
    "Cannot encode in parallel: this runtime has no Worker, one thread encodes",
  ]);
  assertEquals(encoder.workers, 0);
  assertEquals(await encoder.encode(TEXTS), tiny.encode(TEXTS, { normalize: true }));
  setTimeout(() => controller.abort(new Error("enough")));
  const endless = Array.from({ length: 1_000_000 }, () => "the cat and the dog ".repeat(20));
  await assertRejects(() => encoder.encode(endless), Error, "enough");
});

Deno.test("ParallelEncoder checks its options", () => {
  assertThrows(() => new ParallelEncoder(tiny, { workers: 0 }), RangeError, "workers must be");
  assertThrows(() => new ParallelEncoder(tiny, { batchSize: 0 }), RangeError, "batchSize must be");
  assertThrows(() => new ParallelEncoder(tiny, { maxLength: -1 }), RangeError, "maxLength must be");
});
