import { assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { env } from "npm:@huggingface/transformers@4.3.1";
import { openRepository } from "../../src/hub/hub.ts";
import type { GraphOptions } from "../../src/teacher/graph_teacher.ts";
import {
  loadEncoder,
  loadGraph,
  type TransformersEncoder,
} from "../../src/teacher/transformers_teacher.ts";
import { TempFolder } from "../hub/process_state.ts";
import { FakeRepository } from "./fake_repository.ts";
import { copyTinyTeacher, TINY_TEACHER, TINY_TOKENIZER } from "./tiny_teacher.ts";

const FP32: GraphOptions = { file: { dtype: "fp32", path: "onnx/model.onnx" }, device: "cpu" };
const NO_NORMALIZE = [{ type: "Transformer" }, { type: "Pooling" }];

/** Encodes with a copy of the tiny teacher that has other files. */
async function withEncoder<T>(
  changes: Readonly<Record<string, unknown>>,
  task: (encoder: TransformersEncoder) => Promise<T>,
): Promise<T> {
  await using folder = new TempFolder();
  await copyTinyTeacher(folder.path, changes);
  const encoder = await loadEncoder(await openRepository(folder.path), FP32);
  try {
    return await task(encoder);
  } finally {
    await encoder.release();
  }
}

// Ids: [CLS] 2, [SEP] 3, the 6, cat 7, dog 8, ##s 9. The first dimension of a token's state is its id.
const poolings: [name: string, firstValues: number[]][] = [
  ["pooling_mode_mean_tokens", [(2 + 7 + 3) / 3, (2 + 6 + 8 + 9 + 3) / 5, 2.5]],
  ["pooling_mode_cls_token", [2, 2, 2]],
  ["pooling_mode_lasttoken", [3, 3, 3]],
];
for (const [flag, values] of poolings) {
  Deno.test(`TransformersEncoder.encode() leaves padding out, pooling by ${flag}`, async () => {
    const changes = { "modules.json": NO_NORMALIZE, "1_Pooling/config.json": { [flag]: true } };
    const { data, rows, columns } = await withEncoder(
      changes,
      (encoder) => encoder.encode(["cat", "the dogs", ""]),
    );
    assertEquals([rows, columns], [3, 4]);
    values.forEach((value, i) => assertAlmostEquals(data[i * 4]!, value, 1e-5));
    for (let i = 0; i < rows; i++) assertAlmostEquals(data[i * 4 + 3]!, 0.125, 1e-6);
  });
}

Deno.test("TransformersEncoder.encode() truncates and normalises as the repository says", async () => {
  const mean = { "pooling_mode_mean_tokens": true };
  const text = "cat ".repeat(9);
  const { data } = await withEncoder(
    { "1_Pooling/config.json": mean },
    (encoder) => encoder.encode([text]),
  );
  // Of [CLS], nine words and [SEP] five tokens stay. Python would keep [SEP] in place of the last word.
  const raw = [30 / 5, (4 + 4 * 49) / 5, -30 / 20, 0.125];
  const length = Math.hypot(...raw);
  assertClose(data, raw.map((value) => value / length));
});

function assertClose(actual: Float32Array, expected: number[]): void {
  assertEquals(actual.length, expected.length);
  expected.forEach((value, d) => assertAlmostEquals(actual[d]!, value, 1e-6));
}

Deno.test("TransformersEncoder.encode() keeps the order of many texts of many lengths", async () => {
  const texts = Array.from({ length: 70 }, (_, i) => "the ".repeat((i * 29) % 70).trim());
  const changes = {
    "modules.json": NO_NORMALIZE,
    "1_Pooling/config.json": { "pooling_mode_mean_tokens": true },
    "sentence_bert_config.json": {},
  };
  const { data } = await withEncoder(changes, (encoder) => encoder.encode(texts));
  for (let i = 0; i < texts.length; i++) {
    const count = (i * 29) % 70;
    assertAlmostEquals(data[i * 4]!, (5 + 6 * count) / (count + 2), 1e-4);
  }
});

Deno.test("TransformersEncoder.encode() gives no rows for no texts", async () => {
  assertEquals((await withEncoder({}, (encoder) => encoder.encode([]))).rows, 0);
});

Deno.test("loadEncoder() refuses modules that it cannot apply", async () => {
  await assertRejects(
    () => withEncoder({ "modules.json": [{ type: "Dense" }] }, (encoder) => encoder.encode([])),
    TypeError,
    'modules.json has a module of type "Dense"',
  );
});

Deno.test("loadGraph() needs files on a disk", async () => {
  const repository = new FakeRepository({ "tokenizer.json": TINY_TOKENIZER });
  await assertRejects(
    () => loadGraph(repository, FP32),
    TypeError,
    'Cannot load teacher "a/teacher" into transformers.js: its files are not on a disk, ' +
      "use a folder or allow a cache folder",
  );
});

/** A copy of the tiny teacher whose graph in single precision has another output. */
async function copyQuantizedTeacher(folder: string): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  await copyTinyTeacher(folder);
  await Deno.copyFile(`${folder}/onnx/model_quantized.onnx`, `${folder}/onnx/model.onnx`);
}

Deno.test("loadGraph() keeps apart two folders of one name that are loaded at once", async () => {
  await using parent = new TempFolder();
  const folders = ["a/m", "b/m"].map((name) => `${parent.path}/${name}`);
  await Deno.mkdir(folders[0]!, { recursive: true });
  await copyTinyTeacher(folders[0]!);
  await copyQuantizedTeacher(folders[1]!);
  const graphs = await Promise.all(
    folders.map(async (folder) => loadGraph(await openRepository(folder), FP32)),
  );
  assertEquals(graphs.map((graph) => graph.outputNames), [
    ["last_hidden_state", "pooler_output"],
    ["token_embeddings"],
  ]);
  await Promise.all(graphs.map((graph) => graph.release()));
});

Deno.test("loadEncoder() asks no network, and changes nothing for others that use transformers.js", async () => {
  const { fetch } = env;
  const requests: string[] = [];
  env.fetch = (input) => {
    requests.push(String(input));
    return Promise.reject(new Error("no network"));
  };
  try {
    const before = { ...env };
    assertEquals((await withEncoder({}, (encoder) => encoder.encode(["cat"]))).columns, 4);
    assertEquals({ ...env }, before);
    assertEquals(requests, []);
  } finally {
    env.fetch = fetch;
  }
});

for (const name of ["m", "owner/m"]) {
  Deno.test(`loadGraph() loads the relative folder ${name}, not what the cache has of that id`, async () => {
    await using parent = new TempFolder();
    await copyQuantizedTeacher(`${parent.path}/${name}`);
    const cache = await caches.open(env.cacheKey);
    const address = `${env.remoteHost}${name}/resolve/main/config.json`;
    await cache.put(address, new Response("of the hub"));
    const before = Deno.cwd();
    Deno.chdir(parent.path);
    try {
      const graph = await loadGraph(await openRepository(name), FP32);
      assertEquals(graph.outputNames, ["token_embeddings"]);
      await graph.release();
    } finally {
      Deno.chdir(before);
      await cache.delete(address);
    }
  });
}

Deno.test("Graph.run() of transformers.js widens half precision", async () => {
  const file = { dtype: "fp16", path: "onnx/model_fp16.onnx" } as const;
  const graph = await loadGraph(await openRepository(TINY_TEACHER), { file, device: "cpu" });
  const { data, dims } = await graph.run(BigInt64Array.of(7n), 1, "last_hidden_state");
  assertEquals(data, Float32Array.of(7, 49, -1.75, 0.125));
  assertEquals(dims, [1, 1, 4]);
  await graph.release();
});

Deno.test("Graph.run() of transformers.js refuses outputs of another type, or without the name", async () => {
  const file = { dtype: "uint8", path: "onnx/model_uint8.onnx" } as const;
  const graph = await loadGraph(await openRepository(TINY_TEACHER), { file, device: "cpu" });
  await assertRejects(
    () => graph.run(BigInt64Array.of(7n), 1, "last_hidden_state"),
    TypeError,
    `Cannot read the teacher's output: its type is "float64", supported are "float32" and "float16"`,
  );
  await assertRejects(
    () => graph.run(BigInt64Array.of(7n), 1, "logits"),
    TypeError,
    `Cannot read the teacher's output "logits": there is none, its outputs are "last_hidden_state"`,
  );
  await graph.release();
});
