import { assertEquals, assertNotEquals, assertRejects, assertThrows } from "@std/assert";
import { loadModel, type ModelFiles, parseModel, StaticModel } from "../../mod.ts";
import { quantizeTable } from "../../src/model/quantization.ts";
import { memoryOf } from "../../src/model/table_memory.ts";
import { LoopbackHub } from "../hub/loopback_hub.ts";
import { TempFolder } from "../hub/process_state.ts";
import {
  type FileContents,
  singles,
  tinyFolder,
  tinySafetensors,
  tinyTokenizerJson,
  VECTORS,
  writeFiles,
} from "./tiny_model.ts";

const encoder = new TextEncoder();
const tokenizer = JSON.stringify(tinyTokenizerJson());
const model2vec = tinyFolder();
const weight = tinySafetensors("embedding.weight");
const forms: [name: string, files: FileContents, config: object][] = [
  ["model2vec", model2vec, { normalize: true, "max_length": 2 }],
  ["a StaticEmbedding at the root", {
    "config_sentence_transformers.json": '{"similarity_fn_name":"cosine"}',
    "tokenizer.json": tokenizer,
    "model.safetensors": weight,
  }, { "similarity_fn_name": "cosine" }],
  ["sentence-transformers", {
    "config_sentence_transformers.json": '{"similarity_fn_name":"cosine"}',
    "0_StaticEmbedding/tokenizer.json": tokenizer,
    "0_StaticEmbedding/model.safetensors": weight,
  }, { "similarity_fn_name": "cosine" }],
  ["0_StaticEmbedding alone", {
    "tokenizer.json": tokenizer,
    "model.safetensors": weight,
  }, {}],
];
for (const [name, files, config] of forms) {
  Deno.test(`loadModel() loads the form of ${name}`, async () => {
    await using folder = new TempFolder();
    await writeFiles(folder.path, files);
    for (const source of [folder.path, `${folder.path}/`, new URL(`file://${folder.path}`)]) {
      const model = await loadModel(source);
      assertEquals(model.config, config);
      assertEquals(
        model.encodeTokens("the dog").data,
        Float32Array.of(...VECTORS[2]!, ...VECTORS[4]!),
      );
    }
  });
}

Deno.test("loadModel() prefers config.json to sentence-transformers' configuration", async () => {
  await using folder = new TempFolder();
  await writeFiles(folder.path, {
    ...model2vec,
    "config_sentence_transformers.json": '{"max_length":1}',
  });
  assertEquals((await loadModel(folder.path)).config.max_length, 2);
});

Deno.test("loadModel() keeps what the model card says", async () => {
  await using folder = new TempFolder();
  await writeFiles(folder.path, { ...model2vec, "README.md": "---\nbase_model: a/b\n---\n" });
  assertEquals((await loadModel(folder.path)).card, { baseModel: "a/b" });
});

Deno.test("loadModel() overrides the configuration by its options", async () => {
  await using folder = new TempFolder();
  await writeFiles(folder.path, model2vec);
  const model = await loadModel(folder.path, { normalize: false, maxLength: null });
  assertEquals(model.config, { normalize: false, "max_length": null });
  assertEquals(model.tokenize(["the dog the dog"]), [[2, 4, 2, 4]]);
});

Deno.test("loadModel() keeps the first dimensions, in another element type", async () => {
  await using folder = new TempFolder();
  await writeFiles(folder.path, model2vec);
  const whole = await loadModel(folder.path, { normalize: false });
  const model = await loadModel(folder.path, {
    dimensions: 1,
    residentType: "int8",
    normalize: false,
  });
  assertEquals([model.dimensions, model.config.hidden_dim, model.table.values.dtype], [
    1,
    1,
    "int8",
  ]);
  // Quantised first, as in Python: the largest value may be in a column that goes.
  const { data } = quantizeTable(whole.table, "int8").values;
  assertEquals(model.table.values.data, data.filter((_, i) => i % 2 === 0));
});

Deno.test("loadModel() says what is wrong with dimensions and element type", async () => {
  await using folder = new TempFolder();
  await writeFiles(folder.path, model2vec);
  await assertRejects(
    () => loadModel(folder.path, { dimensions: 3 }),
    RangeError,
    "Cannot truncate embeddings: dimensions must be an integer from 1 to 2, current value is 3",
  );
  const residentType = JSON.parse('"int4"');
  const message =
    `Cannot load model: the element type must be one of "float64", "float32", "float16", "int8"`;
  await assertRejects(() => loadModel(folder.path, { residentType }), RangeError, message);
  assertThrows(
    () => StaticModel.fromBytes({ model: tinySafetensors(), tokenizer }, { residentType }),
    RangeError,
    message,
  );
});

Deno.test("loadModel() reads a file on disk straight into the memory of the kernel", async () => {
  await using folder = new TempFolder();
  await writeFiles(folder.path, model2vec);
  const { table } = await loadModel(folder.path);
  assertNotEquals(memoryOf(table), undefined);
  assertEquals(table.values.data.byteOffset % 8, 0);
});

Deno.test("loadModel() loads from the hub, once, and offline from the cache", async () => {
  await using hub = new LoopbackHub();
  await using cache = new TempFolder();
  await hub.add("a/b", model2vec, {
    largeFiles: ["model.safetensors"],
  });
  const options = { endpoint: hub.endpoint, cacheDir: cache.path, token: false } as const;
  const online = await loadModel("a/b", options);
  assertEquals(online.encodeOne("dog"), Float32Array.of(0.6, 0.8));
  hub.requests.length = 0;
  const offline = await loadModel("a/b", { ...options, offline: true });
  assertEquals(offline.encodeOne("dog"), Float32Array.of(0.6, 0.8));
  assertEquals(hub.log, []);
});

Deno.test("loadModel() loads from the URL of a folder", async () => {
  await using hub = new LoopbackHub();
  await hub.add("a/b", model2vec);
  const { endpoint } = hub;
  const model = await loadModel(new URL(`${endpoint}/a/b/resolve/main/`), {
    endpoint,
    token: false,
  });
  assertEquals(model.config.max_length, 2);
});

const files: ModelFiles = { model: tinySafetensors(), tokenizer };

Deno.test("parseModel() takes text and bytes, and does without a configuration", () => {
  const config = '{"normalize":true}';
  const card = "---\nbase_model: a/b\n---\n";
  const bytes = {
    tokenizer: encoder.encode(tokenizer),
    config: encoder.encode(config),
    card: encoder.encode(card),
  };
  for (const more of [{ tokenizer, config, card }, bytes]) {
    const model = parseModel({ ...files, ...more });
    assertEquals(model.config, { normalize: true });
    assertEquals(model.card, { baseModel: "a/b" });
  }
  assertEquals(StaticModel.fromBytes(files).config, {});
});

Deno.test("parseModel() reads float64, bfloat16, and a mapping of int64 with weights", () => {
  const doubles = Float64Array.from(VECTORS.flat());
  const mapping = BigInt64Array.of(0n, 1n, 1n, 0n, 1n, 0n);
  const kinds = [
    { dtype: "F64", shape: [6, 2], bytes: new Uint8Array(doubles.buffer) },
    { dtype: "BF16", shape: [2, 1], bytes: Uint8Array.of(0x80, 0x3f, 0x00, 0x40) },
  ] as const;
  const [wide, narrow] = kinds;
  const first = parseModel({
    ...files,
    model: tinySafetensors("embeddings", { embeddings: wide }),
  });
  assertEquals([first.table.values.dtype, ...first.encodeOne("dog")], ["float64", 3, 4]);
  const second = parseModel({
    ...files,
    model: tinySafetensors("embeddings", {
      embeddings: narrow,
      mapping: { dtype: "I64", shape: [6], bytes: new Uint8Array(mapping.buffer) },
      weights: singles([1, 1, 1, 1, 0.25, 1], [6]),
    }),
  });
  assertEquals([second.table.values.dtype, ...second.encodeOne("dog")], ["float32", 0.5]);
});
