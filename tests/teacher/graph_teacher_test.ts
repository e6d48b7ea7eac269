import { assertEquals, assertRejects, assertStrictEquals, assertThrows } from "@std/assert";
import type { Encoder } from "../../src/encoder.ts";
import { createMatrix, type Matrix } from "../../src/numeric/matrix.ts";
import {
  type Graph,
  GraphTeacher,
  type GraphTeacherParts,
  toGraphOutput,
} from "../../src/teacher/graph_teacher.ts";
import { TINY_TOKENIZER } from "./tiny_teacher.ts";

/** A hidden state is the token's id, then its position. */
class FakeGraph implements Graph {
  readonly outputNames: readonly string[];
  readonly passes: { output: string; shape: [batch: number, length: number] }[] = [];
  releases = 0;

  constructor(...outputNames: string[]) {
    this.outputNames = outputNames;
  }

  run(ids: BigInt64Array, batch: number, output: string) {
    const length = ids.length / batch;
    this.passes.push({ output, shape: [batch, length] });
    const states = Array.from(ids, (id, i) => [Number(id), i % length]);
    const isPooled = output === "pooler_output";
    const wanted = isPooled ? states.filter((_, i) => i % length === 0) : states;
    const dims = isPooled ? [batch, 2] : [batch, length, 2];
    return Promise.resolve({ data: Float32Array.from(wanted.flat()), dims });
  }

  release(): Promise<void> {
    this.releases++;
    return Promise.resolve();
  }
}

function partsOf(graph: Graph, more: Partial<GraphTeacherParts> = {}): GraphTeacherParts {
  return {
    name: "a/teacher",
    graph,
    pooling: "mean",
    tokenizer: TINY_TOKENIZER,
    createEncoder: () => {
      throw new Error("no encoder was asked for");
    },
    ...more,
  };
}

const sequences = [[7, 8, 9], [1], [4, 5, 6], [2]];
const expected = {
  mean: [8, 1, 1, 0, 5, 1, 2, 0],
  first: [7, 0, 1, 0, 4, 0, 2, 0],
  last: [9, 2, 1, 0, 6, 2, 2, 0],
  pooler: [7, 0, 1, 0, 4, 0, 2, 0],
} as const;

for (const pooling of ["mean", "first", "last", "pooler"] as const) {
  Deno.test(`GraphTeacher.embed() pools by ${pooling}, in the order given`, async () => {
    const graph = new FakeGraph("last_hidden_state", "pooler_output");
    const teacher = await GraphTeacher.create(partsOf(graph, { pooling }));
    assertEquals([teacher.name, teacher.pooling, teacher.dimensions], ["a/teacher", pooling, 2]);
    assertEquals(await teacher.embed(sequences), {
      data: Float32Array.from(expected[pooling]),
      rows: 4,
      columns: 2,
    });
    const output = pooling === "pooler" ? "pooler_output" : "last_hidden_state";
    assertEquals(new Set(graph.passes.map((pass) => pass.output)), new Set([output]));
  });
}

Deno.test("GraphTeacher.embed() runs one pass per length, without padding", async () => {
  const graph = new FakeGraph("last_hidden_state");
  const teacher = await GraphTeacher.create(partsOf(graph));
  graph.passes.length = 0;
  await teacher.embed(sequences);
  assertEquals(graph.passes.map((pass) => pass.shape), [[2, 3], [2, 1]]);
});

Deno.test("GraphTeacher.embed() gives no rows for no sequences", async () => {
  const teacher = await GraphTeacher.create(partsOf(new FakeGraph("last_hidden_state")));
  assertEquals(await teacher.embed([]), { data: new Float32Array(), rows: 0, columns: 2 });
});

Deno.test("GraphTeacher.embed() refuses a sequence of no tokens", async () => {
  const teacher = await GraphTeacher.create(partsOf(new FakeGraph("last_hidden_state")));
  await assertRejects(
    () => teacher.embed([[1], []]),
    RangeError,
    "Cannot embed sequence 1: it has no tokens, at least one is needed",
  );
});

Deno.test("GraphTeacher.create() knows the other name of hidden states", async () => {
  const graph = new FakeGraph("sentence_embedding", "token_embeddings");
  await GraphTeacher.create(partsOf(graph));
  assertEquals(graph.passes[0]?.output, "token_embeddings");
});

Deno.test("GraphTeacher.create() names the outputs of a graph without hidden states", async () => {
  const graph = new FakeGraph("logits", "other");
  await assertRejects(
    () => GraphTeacher.create(partsOf(graph, { pooling: "last" })),
    RangeError,
    'Cannot pool the hidden states of teacher "a/teacher" by "last": its graph has no output ' +
      '"last_hidden_state" or "token_embeddings", its outputs are "logits", "other"',
  );
  assertEquals(graph.releases, 1);
});

Deno.test("GraphTeacher.create() refuses the pooler of a graph without one", async () => {
  const graph = new FakeGraph("last_hidden_state");
  await assertRejects(
    () => GraphTeacher.create(partsOf(graph, { pooling: "pooler" })),
    RangeError,
    'Cannot pool the hidden states of teacher "a/teacher" by "pooler": its graph has no output ' +
      '"pooler_output", its outputs are "last_hidden_state", ' +
      '"mean", "first" and "last" need no such output',
  );
  assertEquals(graph.releases, 1);
});

Deno.test("GraphTeacher.create() releases a graph whose first pass fails", async () => {
  const graph = new FakeGraph("last_hidden_state");
  graph.run = () => Promise.reject(new RangeError("no such input"));
  await assertRejects(() => GraphTeacher.create(partsOf(graph)), RangeError, "no such input");
  assertEquals(graph.releases, 1);
});

class FakeEncoder implements Encoder, AsyncDisposable {
  readonly dimensions = 2;
  releases = 0;

  encode(texts: readonly string[]): Matrix {
    return createMatrix(texts.length, this.dimensions);
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.releases++;
    return Promise.resolve();
  }
}

Deno.test("GraphTeacher frees its graph, and an encoder that was asked for", async () => {
  const graph = new FakeGraph("last_hidden_state");
  const encoder = new FakeEncoder();
  {
    await using teacher = await GraphTeacher.create(
      partsOf(graph, { createEncoder: () => encoder }),
    );
    assertStrictEquals(teacher.asEncoder(), encoder);
    assertStrictEquals(teacher.asEncoder(), encoder);
  }
  assertEquals([graph.releases, encoder.releases], [1, 1]);
});

Deno.test("GraphTeacher frees its encoder where its graph cannot be freed", async () => {
  const graph = new FakeGraph("last_hidden_state");
  graph.release = () => Promise.reject(new Error("no such session"));
  const encoder = new FakeEncoder();
  const teacher = await GraphTeacher.create(partsOf(graph, { createEncoder: () => encoder }));
  teacher.asEncoder();
  await assertRejects(() => teacher[Symbol.asyncDispose](), Error, "no such session");
  assertEquals(encoder.releases, 1);
});

Deno.test("GraphTeacher.create() hands its dimensions to the encoder", async () => {
  const createEncoder = (dimensions: number) => Object.assign(new FakeEncoder(), { dimensions });
  const graph = new FakeGraph("last_hidden_state");
  const teacher = await GraphTeacher.create(partsOf(graph, { createEncoder }));
  assertEquals(teacher.asEncoder().dimensions, 2);
});

Deno.test("toGraphOutput() shares single precision, and widens halves given as bits", () => {
  const data = Float32Array.of(1, 2);
  assertStrictEquals(toGraphOutput({ type: "float32", data, dims: [2] }).data, data);
  const halves = Uint16Array.of(0, 0x3c00, 0xc000).subarray(1);
  assertEquals(toGraphOutput({ type: "float16", data: halves, dims: [1, 2] }), {
    data: Float32Array.of(1, -2),
    dims: [1, 2],
  });
});

Deno.test("toGraphOutput() refuses another type", () => {
  assertThrows(
    () => toGraphOutput({ type: "int64", data: BigInt64Array.of(1n), dims: [1] }),
    TypeError,
    `Cannot read the teacher's output: its type is "int64", supported are "float32" and "float16"`,
  );
});
