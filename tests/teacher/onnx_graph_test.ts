import { assertEquals, assertRejects } from "@std/assert";
import { openRepository } from "../../src/hub/hub.ts";
import type { GraphOptions } from "../../src/teacher/graph_teacher.ts";
import { findOnnxFile, type TeacherDtype } from "../../src/teacher/onnx_file.ts";
import { loadOnnxGraph } from "../../src/teacher/onnx_graph.ts";
import { LoopbackHub } from "../hub/loopback_hub.ts";
import { TINY_TEACHER } from "./tiny_teacher.ts";

const repository = await openRepository(TINY_TEACHER);

async function optionsFor(dtype: TeacherDtype): Promise<GraphOptions> {
  return { file: await findOnnxFile(repository, dtype), device: "cpu" };
}

const states = Float32Array.of(
  ...[2, 4, -0.5, 0.125, 8, 64, -2, 0.125],
  ...[7, 49, -1.75, 0.125, 3, 9, -0.75, 0.125],
);
const ids = BigInt64Array.of(2n, 8n, 7n, 3n);
const outputs: [dtype: TeacherDtype, output: string, what: string][] = [
  ["fp32", "last_hidden_state", "single precision"],
  ["fp16", "last_hidden_state", "half precision"],
  ["q8", "token_embeddings", "another name"],
  ["q4", "last_hidden_state", "weights in a file of their own, without token types"],
];
for (const [dtype, output, what] of outputs) {
  Deno.test(`Graph.run() of ONNX Runtime gives hidden states: ${what}`, async () => {
    const graph = await loadOnnxGraph(repository, await optionsFor(dtype));
    assertEquals(await graph.run(ids, 2, output), { data: states, dims: [2, 2, 4] });
    await graph.release();
  });
}

Deno.test("loadOnnxGraph() loads a graph that lies on no disk", async () => {
  await using hub = new LoopbackHub();
  const path = "onnx/model.onnx";
  await hub.add("a/tiny", { [path]: await Deno.readFile(new URL(path, TINY_TEACHER)) });
  const { endpoint } = hub;
  const url = new URL(`${endpoint}/a/tiny/resolve/main/`);
  const remote = await openRepository(url, { endpoint, token: false });
  const graph = await loadOnnxGraph(remote, await optionsFor("fp32"));
  assertEquals(graph.outputNames, ["last_hidden_state", "pooler_output"]);
  await graph.release();
});

Deno.test("Graph.run() of ONNX Runtime refuses a graph with an unknown input", async () => {
  const graph = await loadOnnxGraph(repository, await optionsFor("int8"));
  await assertRejects(
    () => graph.run(ids, 2, "last_hidden_state"),
    RangeError,
    'Cannot run the teacher: its graph has an input "position_ids", supported inputs are ' +
      '"input_ids", "attention_mask", "token_type_ids"',
  );
  await graph.release();
});

Deno.test("Graph.run() of ONNX Runtime refuses outputs of another type", async () => {
  const graph = await loadOnnxGraph(repository, await optionsFor("uint8"));
  await assertRejects(
    () => graph.run(ids, 2, "last_hidden_state"),
    TypeError,
    `Cannot read the teacher's output: its type is "float64", supported are "float32" and "float16"`,
  );
  await graph.release();
});
