import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { distill, type DistillOptions, sifWeights } from "../../src/distill/distill.ts";
import type { StaticModel } from "../../src/model/static_model.ts";
import { fitKMeans } from "../../src/numeric/kmeans.ts";
import { createMatrix } from "../../src/numeric/matrix.ts";
import { fitPca, orientColumns, projectPca } from "../../src/numeric/pca.ts";
import { TempFolder } from "../hub/process_state.ts";
import { seededRandom } from "../seeded_random.ts";
import { FakeTeacher } from "./fake_teacher.ts";
import { BYTE_LEVEL } from "./small_tokenizers.ts";

const random = seededRandom(3);
const rows = Array.from({ length: 11 }, () => Array.from({ length: 4 }, () => random() - 0.5));
const vectorOf = (sequence: readonly number[]) => rows[sequence.at(1) ?? 0]!;
const PLAIN: DistillOptions = { components: false, sifCoefficient: false, dtype: "float32" };

/** Rows of the tokens that stay by default: all but [CLS], [SEP], [MASK] and [unused0]. */
const hidden = createMatrix(
  7,
  4,
  Float32Array.from([0, 1, 6, 7, 8, 9, 10].flatMap((id) => rows[id]!)),
);

function tableOf(model: StaticModel): [numbers: number[], mapping: number[], weights: number[]] {
  const { values, mapping, weights } = model.table;
  return [[...values.data], [...mapping!], [...weights!]];
}

Deno.test("distill() clusters the teacher's vectors, and keeps SIF weights apart", async () => {
  const model = await distill(new FakeTeacher(vectorOf), {
    ...PLAIN,
    clusters: 3,
    sifCoefficient: 0.01,
  });
  const { centers, labels } = await fitKMeans(hidden, { clusters: 3 });
  const weights = [...sifWeights(7, 0.01)];
  assertEquals(tableOf(model), [[...centers.data], [...labels], weights]);
  assertEquals(model.tokenizer.tokens.length, 7);
});

Deno.test("distill() reduces the centers of clusters", async () => {
  const model = await distill(new FakeTeacher(vectorOf), { ...PLAIN, clusters: 4, components: 2 });
  const { centers } = await fitKMeans(hidden, { clusters: 4 });
  const scores = projectPca(centers, fitPca(centers, 2));
  orientColumns(scores);
  const [numbers, , weights] = tableOf(model);
  numbers.forEach((value, i) => assertAlmostEquals(value, scores.data[i]!, 1e-7));
  assertEquals(weights, Array(7).fill(1));
});

Deno.test("distill() says in the configuration how many rows there are", async () => {
  const options: DistillOptions = { ...PLAIN, clusters: 3, components: 1, dtype: "int8" };
  const model = await distill(new FakeTeacher(vectorOf), options);
  const { hidden_dim, embedding_dtype, vocabulary_quantization } = model.config;
  assertEquals([hidden_dim, embedding_dtype, vocabulary_quantization], [1, "int8", 3]);
  await using folder = new TempFolder();
  await model.savePretrained(folder.path);
  const config = JSON.parse(await Deno.readTextFile(`${folder.path}/config.json`));
  assertEquals(config.vocabulary_quantization, 3);
});

Deno.test("distill() leaves PCA out for fewer clusters than components", async () => {
  const warnings: string[] = [];
  const onWarning = (message: string) => void warnings.push(message);
  const model = await distill(new FakeTeacher(vectorOf), {
    ...PLAIN,
    clusters: 2,
    components: 3,
    onWarning,
  });
  assertEquals(model.dimensions, 4);
  assertEquals(warnings, ["PCA needs more rows than components, there are 2: PCA is left out"]);
});

Deno.test("distill() weighs tokens with nothing that the teacher knows nothing of", async () => {
  const teacher = new FakeTeacher(([id = 0]) => [id, 1, 2], { ...BYTE_LEVEL, padding: null });
  const vocabulary = ["the", "new", "york", "wen"];
  const model = await distill(teacher, {
    ...PLAIN,
    vocabulary,
    vocabularyOnly: true,
    clusters: 3,
  });
  assertEquals(model.tokenizer.tokens, [...vocabulary, "[PAD]", "[UNK]"]);
  assertEquals(tableOf(model)[2], [1, 1, 1, 1, 0, 0]);
});

for (const clusters of [0, 1.5, 7, NaN]) {
  Deno.test(`distill() refuses ${clusters} clusters of 7 tokens before the teacher runs`, async () => {
    const teacher = new FakeTeacher(vectorOf);
    await assertRejects(
      () => distill(teacher, { ...PLAIN, clusters }),
      RangeError,
      "Cannot cluster 7 rows: clusters must be an integer of at least 1 and below 7, " +
        `current value is ${clusters}`,
    );
    assertEquals(teacher.batches, []);
  });
}

Deno.test("distill() counts own entries as tokens that clusters can be as many as", async () => {
  const options: DistillOptions = { ...PLAIN, vocabulary: ["mat", "the cat"], clusters: 8 };
  const model = await distill(new FakeTeacher(vectorOf), options);
  assertEquals([model.table.rows, model.table.mapping!.length], [8, 9]);
  assert(model.encodeOne("the cat").some((value) => value !== 0));
});
