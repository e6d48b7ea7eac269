import {
  assert,
  assertEquals,
  assertGreater,
  assertRejects,
  assertStrictEquals,
} from "@std/assert";
import { EMBEDDING_DTYPES, type EmbeddingDtype } from "../../src/model/embedding_table.ts";
import { quantize, type QuantizeOptions } from "../../src/model/quantize.ts";
import { StaticModel } from "../../src/model/static_model.ts";
import { row } from "../../src/numeric/matrix.ts";
import { cosineSimilarity } from "../../src/numeric/vector.ts";
import { TempFolder } from "../hub/process_state.ts";
import { readJsonLines, repositoryPath } from "../shared_data.ts";
import { tinyParts, VECTORS } from "./tiny_model.ts";

const FIXTURE = repositoryPath("tests/fixtures/static-model-32-float16");
const model = await StaticModel.fromPretrained(FIXTURE);
const texts = readJsonLines<{ text: string }>(new URL(`${FIXTURE}/encode.jsonl`))
  .map(({ text }) => text);
const tiny = new StaticModel(tinyParts({ config: { "hidden_dim": 2, "seq_length": 5 } }));

/** Mean cosine of texts before and after; a text without known tokens has none. */
function agreement(before: StaticModel, after: StaticModel): number {
  const [a, b] = [before.encode(texts), after.encode(texts)];
  const known = texts.map((_, i) => i).filter((i) => row(a, i).some((value) => value !== 0));
  const cosines = known.map((i) => cosineSimilarity(row(a, i), row(b, i)));
  return cosines.reduce((sum, cosine) => sum + cosine, 0) / cosines.length;
}

Deno.test("quantize() keeps vectors close with a thirtieth of the rows, and they are saved", async () => {
  const small = await quantize(model, { clusters: 1_000 });
  assertEquals([small.table.rows, small.table.values.dtype], [1_000, "float16"]);
  assertEquals(small.config.vocabulary_quantization, 1_000);
  assertGreater(agreement(model, small), 0.84);
  await using folder = new TempFolder();
  await small.savePretrained(folder.path);
  const loaded = await StaticModel.fromPretrained(folder.path);
  assertEquals(loaded.config, small.config);
  assertEquals(loaded.encode(texts).data, small.encode(texts).data);
});

Deno.test("quantize() clusters, then changes the element type, then cuts dimensions", async () => {
  const options: QuantizeOptions = { clusters: 4, dtype: "int8", dimensions: 1 };
  const [all, clustered] = [await quantize(tiny, options), await quantize(tiny, { clusters: 4 })];
  const steps = await quantize(await quantize(clustered, { dtype: "int8" }), { dimensions: 1 });
  assertEquals(all.table, steps.table);
  assertEquals([all.table.rows, all.dimensions, all.table.values.dtype], [4, 1, "int8"]);
  assertEquals(all.config, {
    "hidden_dim": 1,
    "seq_length": 5,
    "embedding_dtype": "int8",
    "vocabulary_quantization": 4,
  });
});

Deno.test("quantize() does nothing that is not asked for", async () => {
  const same = await quantize(tiny);
  assertStrictEquals(same.table, tiny.table);
  assertStrictEquals(same.tokenizer, tiny.tokenizer);
  assertStrictEquals(same.card, tiny.card);
  assertEquals(same.config, { ...tiny.config, "embedding_dtype": "float32" });
});

for (const dtype of EMBEDDING_DTYPES) {
  Deno.test(`quantize() leaves a clustered model of ${dtype} at that`, async () => {
    const given = await quantize(tiny, { dtype });
    assertEquals((await quantize(given, { clusters: 3 })).table.values.dtype, dtype);
  });
}

Deno.test("quantize() repeats itself for a seed", async () => {
  const first = await quantize(tiny, { clusters: 3, seed: 1 });
  assertEquals((await quantize(tiny, { clusters: 3, seed: 1 })).table, first.table);
});

Deno.test("quantize() gives each token the center of its cluster times its length", async () => {
  const small = await quantize(tiny, { clusters: 5 });
  const { mapping, weights, values } = small.table;
  for (const [id, vector] of VECTORS.entries()) {
    const shares = mapping!.filter((row) => row === mapping![id]).length > 1;
    const length = Math.hypot(...vector);
    assert(Math.abs(weights![id]! - length) < 1e-5 * length);
    const kept = [0, 1].map((d) => values.data[2 * mapping![id]! + d]! * weights![id]!);
    const distance = Math.hypot(kept[0]! - vector[0], kept[1]! - vector[1]);
    assert(distance < (shares ? 0.6 : 1e-5) * length, `token ${id}`);
  }
});

const dtype: unknown = "int4";
const refused: [options: QuantizeOptions, message: string][] = [
  [{ clusters: 6 }, "Cannot cluster 6 rows: clusters must be an integer of at least 1 and below 6"],
  [{ clusters: 0 }, "Cannot cluster 6 rows: clusters must be an integer of at least 1 and below 6"],
  [{ clusters: 2, seed: 0.5 }, "Cannot cluster rows: seed must be an integer"],
  [{ dimensions: 3 }, "Cannot truncate embeddings: dimensions must be an integer from 1 to 2"],
  [
    { dtype: dtype as EmbeddingDtype },
    'Cannot quantize embeddings: the element type must be one of "float64", "float32", "float16", "int8", ' +
    'current value is "int4"',
  ],
];
for (const [options, message] of refused) {
  Deno.test(`quantize() refuses ${JSON.stringify(options)}`, async () => {
    await assertRejects(() => quantize(tiny, options), RangeError, message);
  });
}

Deno.test("quantize() refuses what is no model", async () => {
  const table: unknown = tiny.table;
  await assertRejects(
    () => quantize(table as StaticModel, { dtype: "int8" }),
    TypeError,
    "Cannot quantize embeddings: the first argument is no StaticModel, load one with ",
  );
});

Deno.test("quantize() clusters no model a second time, and shrinks it otherwise", async () => {
  const small = await quantize(tiny, { clusters: 4 });
  await assertRejects(
    () => quantize(small, { clusters: 2 }),
    RangeError,
    "Cannot quantize the vocabulary: its 6 tokens share 4 rows already, ",
  );
  const half = await quantize(small, { dtype: "float16" });
  assertStrictEquals(half.table.mapping, small.table.mapping);
});

Deno.test("quantize() rejects with AbortError", async () => {
  const clustering = quantize(tiny, { clusters: 2, signal: AbortSignal.abort() });
  assertEquals((await assertRejects(() => clustering, DOMException)).name, "AbortError");
});
