import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { distill, type DistillOptions, sifWeights } from "../../src/distill/distill.ts";
import { createMatrix } from "../../src/numeric/matrix.ts";
import { fitPca, orientColumns, projectPca } from "../../src/numeric/pca.ts";
import type { StaticModel } from "../../src/model/static_model.ts";
import { seededRandom } from "../seeded_random.ts";
import { FakeTeacher } from "./fake_teacher.ts";
import { BYTE_LEVEL } from "./small_tokenizers.ts";

const random = seededRandom(3);
const rows = Array.from({ length: 11 }, () => Array.from({ length: 4 }, () => random() - 0.5));
const vectorOf = (sequence: readonly number[]) => rows[sequence.at(1) ?? 0]!;
const PLAIN: DistillOptions = { components: false, sifCoefficient: false, dtype: "float32" };

function valuesOf(model: StaticModel): number[] {
  return [...model.table.values.data];
}

/** Rows of the tokens that stay by default: all but [CLS], [SEP], [MASK] and [unused0]. */
const hidden = [0, 1, 6, 7, 8, 9, 10].map((id) => rows[id]!.map(Math.fround));

Deno.test("distill() keeps the teacher's vectors without PCA and weights", async () => {
  const model = await distill(new FakeTeacher(vectorOf), PLAIN);
  assertEquals(valuesOf(model), hidden.flat());
  assertEquals(model.tokenizer.tokens.length, 7);
});

Deno.test("distill() multiplies each row by its token's SIF weight", async () => {
  const model = await distill(new FakeTeacher(vectorOf), { ...PLAIN, sifCoefficient: 0.01 });
  const weights = sifWeights(7, 0.01);
  const expected = hidden.flatMap((vector, i) => vector.map((value) => value * weights[i]!));
  valuesOf(model).forEach((value, i) => assertAlmostEquals(value, expected[i]!, 1e-7));
});

Deno.test("distill() reduces before it weighs", async () => {
  const options: DistillOptions = { ...PLAIN, components: 2, sifCoefficient: 0.01 };
  const model = await distill(new FakeTeacher(vectorOf), options);
  const matrix = createMatrix(7, 4, Float32Array.from(hidden.flat()));
  const scores = projectPca(matrix, fitPca(matrix, 2));
  orientColumns(scores);
  const weights = sifWeights(7, 0.01);
  assertEquals([model.table.rows, model.dimensions], [7, 2]);
  valuesOf(model).forEach((value, i) =>
    assertAlmostEquals(value, scores.data[i]! * weights[i >> 1]!, 1e-7)
  );
});

const widths: [components: DistillOptions["components"], width: number][] = [
  [1, 1],
  [4, 4],
  ["auto", 4],
  [{ variance: 1 }, 4],
  [{ variance: 1e-9 }, 1],
  [false, 4],
];
for (const [components, width] of widths) {
  Deno.test(`distill() keeps ${width} of 4 columns for ${JSON.stringify(components)}`, async () => {
    const warnings: string[] = [];
    const onWarning = (message: string) => void warnings.push(message);
    const model = await distill(new FakeTeacher(vectorOf), {
      ...PLAIN,
      components: components!,
      onWarning,
    });
    assertEquals([model.dimensions, warnings], [width, []]);
  });
}

Deno.test("distill() warns of more components than columns, and keeps all", async () => {
  const warnings: string[] = [];
  const onWarning = (message: string) => void warnings.push(message);
  const model = await distill(new FakeTeacher(vectorOf), { ...PLAIN, components: 5, onWarning });
  assertEquals(model.dimensions, 4);
  assert(valuesOf(model).some((value, i) => value !== hidden.flat()[i]), "PCA was left out");
  assertEquals(warnings, ["5 components were asked for, the teacher has 4: PCA keeps all of them"]);
  assertEquals(model.config.apply_pca, 5);
});

Deno.test("distill() warns of fewer tokens than components, and leaves PCA out", async () => {
  const warnings: string[] = [];
  const onWarning = (message: string) => void warnings.push(message);
  const options: DistillOptions = {
    ...PLAIN,
    components: 2,
    removePattern: /the|cat|dog|##s|sat|\[PAD/,
  };
  const model = await distill(new FakeTeacher(vectorOf), { ...options, onWarning });
  assertEquals(valuesOf(model), [...rows[1]!, ...rows[5]!].map(Math.fround));
  assertEquals(warnings, [
    "PCA needs more rows than components, there are 2: PCA is left out",
  ]);
});

Deno.test("distill() leaves PCA out for a vocabulary of one token", async () => {
  for (const components of [1, "auto", { variance: 0.5 }] as const) {
    const options: DistillOptions = { ...PLAIN, components, removePattern: /(?:)/ };
    const model = await distill(new FakeTeacher(vectorOf), options);
    assertEquals(valuesOf(model), rows[1]!.map(Math.fround));
  }
});

Deno.test("distill() writes the configuration that Python writes, by default", async () => {
  const { config, card } = await distill(new FakeTeacher(vectorOf), { components: 3 });
  assertEquals(
    JSON.stringify(config),
    JSON.stringify({
      "model_type": "model2vec",
      "architectures": ["StaticModel"],
      "tokenizer_name": "a/teacher",
      "apply_pca": 3,
      "sif_coefficient": 1e-4,
      "hidden_dim": 3,
      "seq_length": 1_000_000,
      "normalize": true,
      "pooling": "mean",
      "max_length": 512,
      "embedding_dtype": "float16",
    }),
  );
  assertEquals(card, { baseModel: "a/teacher" });
});

const fields: [options: DistillOptions, fields: object][] = [
  [PLAIN, { "apply_pca": null, "sif_coefficient": null, "embedding_dtype": "float32" }],
  [{ components: "auto" }, { "apply_pca": "auto", "hidden_dim": 4 }],
  [{ components: { variance: 0.5 } }, { "apply_pca": 0.5 }],
  [{ components: 1, dtype: "int8" }, { "hidden_dim": 1, "embedding_dtype": "int8" }],
];
for (const [options, expected] of fields) {
  Deno.test(`distill() configures ${JSON.stringify(options)} as Python does`, async () => {
    const { config } = await distill(new FakeTeacher(vectorOf), options);
    assertEquals({ ...config, ...expected }, config);
  });
}

for (const dtype of ["float64", "float32", "float16", "int8"] as const) {
  Deno.test(`distill() stores embeddings as ${dtype}`, async () => {
    const { table } = await distill(new FakeTeacher(vectorOf), { ...PLAIN, dtype });
    assertEquals(table.values.dtype, dtype);
  });
}

Deno.test("distill() puts the given origin on the card", async () => {
  const card = { baseModel: "b", language: ["en"] };
  assertEquals((await distill(new FakeTeacher(vectorOf), { ...PLAIN, card })).card, card);
});

Deno.test("distill() survives hidden states that are no finite numbers", async () => {
  const strange = (sequence: readonly number[]) => [NaN, ...vectorOf(sequence)];
  const model = await distill(new FakeTeacher(strange), { components: 3 });
  assert(model.encodeOne("the cat").every(Number.isFinite));
});

Deno.test("distill() reports how far it has come", async () => {
  const reports: unknown[] = [];
  const onProgress = (progress: unknown) => void reports.push(progress);
  await distill(new FakeTeacher(vectorOf), { ...PLAIN, onProgress });
  assertEquals(reports, [{ done: 7, total: 7 }]);
});

Deno.test("distill() rejects with AbortError before and amid the work", async () => {
  const teacher = new FakeTeacher(vectorOf);
  const before = { ...PLAIN, signal: AbortSignal.abort() };
  assertEquals(
    (await assertRejects(() => distill(teacher, before), DOMException)).name,
    "AbortError",
  );
  assertEquals(teacher.batches, []);
  const controller = new AbortController();
  const amid = { ...PLAIN, signal: controller.signal, onProgress: () => controller.abort() };
  assertEquals(
    (await assertRejects(() => distill(teacher, amid), DOMException)).name,
    "AbortError",
  );
});

Deno.test("distill() passes the teacher's failure on", async () => {
  const teacher = new FakeTeacher(vectorOf);
  teacher.embed = () => Promise.reject(new TypeError("a failure of the teacher"));
  await assertRejects(() => distill(teacher), TypeError, "a failure of the teacher");
});

const refused: [options: DistillOptions, message: string][] = [
  ...[0, -1, 1.5, NaN, Infinity].map((components): [DistillOptions, string] => [
    { components },
    `Cannot fit PCA: components must be an integer of at least 1, current value is ${components}`,
  ]),
  ...[0, -0.5, 1.1, NaN].map((variance): [DistillOptions, string] => [
    { components: { variance } },
    `Cannot fit PCA: variance must be above 0 and at most 1, ` +
    `current value is ${variance}`,
  ]),
  ...[0, 1, -1, NaN].map((sifCoefficient): [DistillOptions, string] => [
    { sifCoefficient },
    `Cannot weigh tokens: the SIF coefficient must be above 0 and below 1, ` +
    `current value is ${sifCoefficient}`,
  ]),
];
for (const [options, message] of refused) {
  Deno.test(`distill() refuses ${Deno.inspect(options)} before the teacher runs`, async () => {
    const teacher = new FakeTeacher(vectorOf);
    await assertRejects(() => distill(teacher, options), RangeError, message);
    assertEquals(teacher.batches, []);
  });
}

Deno.test("distill() gives own entries rows after the teacher's, and reports them first", async () => {
  const events: unknown[] = [];
  const teacher = new FakeTeacher((sequence) => [sequence.length, sequence[1] ?? 0]);
  const model = await distill(teacher, {
    ...PLAIN,
    vocabulary: ["the cat", "mat", "cat"],
    onVocabulary: ({ words, phrases, known }) => void events.push([words, phrases, known]),
    onProgress: ({ total }) => void events.push(total),
  });
  assertEquals(events, [[1, 1, ["cat"]], 9]);
  assertEquals(model.tokenizer.tokens.slice(7), ["mat", "the cat"]);
  assertEquals(valuesOf(model).slice(14), [3, 1, 4, 6]);
});

Deno.test("distill() reports no vocabulary where there is none", async () => {
  let reports = 0;
  await distill(new FakeTeacher(vectorOf), { ...PLAIN, onVocabulary: () => reports++ });
  assertEquals(reports, 0);
});

Deno.test("distill() weighs by counts in place of Zipf's law", async () => {
  const model = await distill(new FakeTeacher(() => [1]), {
    ...PLAIN,
    sifCoefficient: 0.5,
    vocabulary: ["mat", "the cat"],
    counts: new Map([["mat", 10], ["the cat", 4], ["dogs", 2], ["?", 1]]),
  });
  // [PAD] [UNK] the cat dog ##s sat mat, the cat
  const counts = [1, 2, 1, 1, 3, 3, 1, 11, 5];
  const total = counts.reduce((sum, count) => sum + count);
  const weights = counts.map((count) => Math.fround(0.5 / (0.5 + count / total)));
  assertEquals(valuesOf(model), weights);
});

Deno.test("distill() leaves rows at zero that the teacher knows nothing of", async () => {
  const teacher = new FakeTeacher(([id = 0]) => [id, 1, 2], { ...BYTE_LEVEL, padding: null });
  const vocabulary = ["the", "new", "york", "wen"];
  const options: DistillOptions = { vocabulary, vocabularyOnly: true, components: 2 };
  const model = await distill(teacher, { ...options, dtype: "float32" });
  assertEquals(model.tokenizer.tokens, [...vocabulary, "[PAD]", "[UNK]"]);
  assertEquals(valuesOf(model).slice(8), [0, 0, 0, 0]);
});

Deno.test("distill() refuses a vocabulary of nothing before the teacher runs", async () => {
  const teacher = new FakeTeacher(vectorOf);
  await assertRejects(
    () => distill(teacher, { vocabulary: [" "], vocabularyOnly: true }),
    RangeError,
    "Cannot distil an own vocabulary alone: none of its 1 entries can be a row, at least one is needed",
  );
  assertEquals(teacher.batches, []);
});
