import { assert, assertAlmostEquals, assertEquals, assertLess, assertRejects } from "@std/assert";
import { HubError } from "../../src/hub/hub_error.ts";
import { cosineSimilarity } from "../../src/numeric/vector.ts";
import { loadTeacher } from "../../src/teacher/onnx_teacher.ts";
import { type LoopbackContent, LoopbackHub } from "../hub/loopback_hub.ts";
import { TempFolder } from "../hub/process_state.ts";
import { hasShared, repositoryPath, sharedPath } from "../shared_data.ts";
import { copyTinyTeacher, TINY_TEACHER, TINY_TOKENIZER } from "./tiny_teacher.ts";

const BUNDLED = repositoryPath("models/all-MiniLM-L6-v2/");

/** What the tiny teacher's hidden states of "[CLS] cat [SEP]" become. */
const pooled = {
  mean: [4, 62 / 3, -1, 0.125],
  first: [2, 4, -0.5, 0.125],
  last: [3, 9, -0.75, 0.125],
  pooler: [20, 40, -5, 1.25],
} as const;

for (const runtime of ["onnxruntime", "transformers"] as const) {
  for (const pooling of ["mean", "first", "last", "pooler"] as const) {
    Deno.test(`loadTeacher() pools by ${pooling} with ${runtime}`, async () => {
      await using teacher = await loadTeacher(TINY_TEACHER, { pooling, runtime });
      const { data, rows, columns } = await teacher.embed([[2, 7, 3]]);
      assertEquals([rows, columns, teacher.dimensions, teacher.pooling], [1, 4, 4, pooling]);
      data.forEach((value, d) => assertAlmostEquals(value, pooled[pooling][d]!, 1e-5));
    });
  }
}

Deno.test("loadTeacher() takes mean pooling, and reads the repository's where asked to", async () => {
  await using usual = await loadTeacher(TINY_TEACHER);
  await using auto = await loadTeacher(TINY_TEACHER, { pooling: "auto" });
  assertEquals([usual.pooling, auto.pooling], ["mean", "first"]);
});

Deno.test("loadTeacher() completes the tokenizer, and names the teacher by its folder", async () => {
  await using teacher = await loadTeacher(TINY_TEACHER);
  assertEquals(teacher.tokenizer, { ...TINY_TOKENIZER, padding: { "pad_token": "[PAD]" } });
  assertEquals(teacher.name, "teacher-tiny");
  await using named = await loadTeacher(TINY_TEACHER, { name: "a/name" });
  assertEquals(named.name, "a/name");
});

Deno.test("loadTeacher() takes the most exact weights there are", async () => {
  await using folder = new TempFolder();
  await copyTinyTeacher(folder.path, { "onnx/model.onnx": null, "onnx/model_fp16.onnx": null });
  await using teacher = await loadTeacher(folder.path);
  assertEquals((await teacher.embed([[7]])).data, Float32Array.of(7, 49, -1.75, 0.125));
  await assertRejects(
    () => loadTeacher(folder.path, { dtype: "fp16" }),
    RangeError,
    'it has no ONNX file for dtype "fp16", there are "q8", "int8", "uint8", "q4", "q4f16"',
  );
});

Deno.test("loadTeacher() refuses pooler where the graph has no such output", async () => {
  const error = await assertRejects(
    () => loadTeacher(BUNDLED, { pooling: "pooler" }),
    RangeError,
  );
  assertEquals(
    error.message,
    'Cannot pool the hidden states of teacher "all-MiniLM-L6-v2" by "pooler": its graph has no ' +
      'output "pooler_output", its outputs are "last_hidden_state", ' +
      '"mean", "first" and "last" need no such output',
  );
});

Deno.test("loadTeacher() refuses a graph with an unknown input, and one without hidden states", async () => {
  await assertRejects(
    () => loadTeacher(TINY_TEACHER, { dtype: "int8" }),
    RangeError,
    'Cannot run the teacher: its graph has an input "position_ids"',
  );
  await assertRejects(
    () => loadTeacher(TINY_TEACHER, { dtype: "q4f16" }),
    RangeError,
    '"last_hidden_state" or "token_embeddings", its outputs are "logits"',
  );
});

Deno.test("loadTeacher() names a folder that does not exist", async () => {
  await assertRejects(
    () => loadTeacher("./no/such/teacher"),
    HubError,
    'Cannot open "./no/such/teacher": no such folder',
  );
});

const refused: [options: Record<string, unknown>, found: string][] = [
  [
    { dtype: "int4" },
    'dtype must be one of "fp32", "fp16", "q8", "int8", "uint8", "q4", "q4f16", "bnb4", ' +
    'current value is "int4"',
  ],
  [
    { pooling: "cls" },
    'pooling must be one of "mean", "first", "last", "pooler", "auto", current value is "cls"',
  ],
  [{ device: null }, 'device must be one of "cpu", "webgpu", "cuda", current value is null'],
  [
    { runtime: ["transformers"] },
    'runtime must be one of "onnxruntime", "transformers", current value is ["transformers"]',
  ],
];
for (const [options, found] of refused) {
  Deno.test(`loadTeacher() refuses ${JSON.stringify(options)} of a caller without types`, async () => {
    await assertRejects(
      () => loadTeacher("no/such", options),
      RangeError,
      `Cannot load teacher "no/such": ${found}`,
    );
  });
}

Deno.test("loadTeacher() reads the pooling before it loads a graph that would have to be freed", async () => {
  await using folder = new TempFolder();
  await copyTinyTeacher(folder.path, {
    "1_Pooling/config.json": { "pooling_mode": "max" },
    "onnx/model.onnx": "no graph",
  });
  await assertRejects(
    () => loadTeacher(folder.path, { pooling: "auto" }),
    TypeError,
    'says: found "max"',
  );
});

const withoutOnnx = "teachers-tiny/bert/";
Deno.test({
  name: "loadTeacher() refuses a repository without ONNX file",
  ignore: !hasShared(withoutOnnx),
  fn: async () => {
    const error = await assertRejects(() => loadTeacher(sharedPath(withoutOnnx)), RangeError);
    assert(/^Cannot load teacher ".*bert.*": it has no ONNX file such as/.test(error.message));
  },
});

Deno.test("loadTeacher() loads from the hub, and offline from the cache", async () => {
  await using hub = new LoopbackHub();
  await using cache = new TempFolder();
  const files: Record<string, LoopbackContent> = {};
  for (const path of ["tokenizer.json", "tokenizer_config.json", "onnx/model.onnx"]) {
    files[path] = await Deno.readFile(new URL(path, TINY_TEACHER));
  }
  await hub.add("a/tiny", files, { largeFiles: ["onnx/model.onnx"] });
  const options = { endpoint: hub.endpoint, cacheDir: cache.path, token: false } as const;
  for (const offline of [false, true]) {
    hub.requests.length = 0;
    await using teacher = await loadTeacher("a/tiny", { ...options, offline });
    assertEquals(teacher.name, "a/tiny");
    assertEquals((await teacher.embed([[7]])).data, Float32Array.of(7, 49, -1.75, 0.125));
    assertEquals(hub.log.length === 0, offline);
  }
});

Deno.test("loadTeacher() runs the bundled teacher alike in both runtimes", async () => {
  await using direct = await loadTeacher(BUNDLED);
  await using other = await loadTeacher(BUNDLED, { runtime: "transformers" });
  assertEquals([direct.dimensions, direct.name], [384, "all-MiniLM-L6-v2"]);
  const sequences = [[101, 1996, 102], [101, 4937, 102], [101, 1996, 4937, 2938, 102]];
  const [a, b] = [await direct.embed(sequences), await other.embed(sequences)];
  const differences = a.data.map((value, i) => Math.abs(value - b.data[i]!));
  assertLess(Math.max(...differences), 1e-5);
  assertLess(0.1, Math.max(...a.data.map(Math.abs)));
});

// Cosines by torch 2 and transformers 5 of the float32 weights: mean over the attention mask, normalised.
const sentences = [
  "A girl is styling her hair.",
  "A girl is brushing her hair.",
  "The stock market fell sharply on Monday.",
  "Shares dropped at the start of the week.",
  "a ".repeat(400),
];
const cosines = [
  [1, 0.80522, -0.03792, -0.06081, 0.01806],
  [0.80522, 1, 0.02335, -0.07473, 0.02489],
  [-0.03792, 0.02335, 1, 0.55706, 0.05232],
  [-0.06081, -0.07473, 0.55706, 1, 0.05308],
  [0.01806, 0.02489, 0.05232, 0.05308, 1],
];

Deno.test("Teacher.asEncoder() gives the bundled teacher's sentence vectors as Python", async () => {
  await using teacher = await loadTeacher(BUNDLED);
  const encoder = teacher.asEncoder();
  const { data, rows, columns } = await encoder.encode(sentences);
  assertEquals([rows, columns, encoder.dimensions], [5, 384, 384]);
  const vectors = sentences.map((_, i) => data.subarray(i * 384, (i + 1) * 384));
  for (const [i, a] of vectors.entries()) {
    for (const [j, b] of vectors.entries()) {
      assertAlmostEquals(cosineSimilarity(a, b), cosines[i]![j]!, 0.02);
    }
  }
});
