import { sifWeights } from "../src/distill/sif.ts";
import { tableFromMatrix } from "../src/model/embedding_table.ts";
import { quantizeTable } from "../src/model/quantization.ts";
import { createMatrix, scaleRows } from "../src/numeric/matrix.ts";
import { fitPca, projectPca } from "../src/numeric/pca.ts";
import { loadTeacher } from "../src/teacher/onnx_teacher.ts";
import { seededRandom } from "../tests/seeded_random.ts";
import { TEACHER_FOLDER } from "./material.ts";

const TOKENS = 29_525;

const random = seededRandom(3);
const hidden = createMatrix(TOKENS, 384);
for (let i = 0; i < hidden.data.length; i++) hidden.data[i] = random() - 0.5;
const pca = fitPca(hidden, 256);
const reduced = projectPca(hidden, pca);
const weights = sifWeights(TOKENS, 1e-4);
const teacher = await loadTeacher(TEACHER_FOLDER);

for (const size of [64, 128, 256, 512, 1024]) {
  const batches = Array.from(
    { length: 1024 / size },
    (_, batch) => Array.from({ length: size }, (_, i) => [101, 2_000 + batch * size + i, 102]),
  );
  Deno.bench(`1,024 tokens through the teacher, ${size} at a time`, {
    group: "embed",
    baseline: size === 64,
    n: 5,
    warmup: 1,
  }, async () => {
    for (const batch of batches) await teacher.embed(batch);
  });
}

const few = { n: 3, warmup: 1 };
Deno.bench("PCA of 29,525 x 384: fit", { group: "reduce", baseline: true, ...few }, () => {
  fitPca(hidden, 256);
});
Deno.bench("PCA of 29,525 x 384: project to 256", { group: "reduce", ...few }, () => {
  projectPca(hidden, pca);
});
Deno.bench("SIF weights", { group: "reduce", ...few }, () => {
  scaleRows(reduced, weights);
});
Deno.bench("to float16", { group: "reduce", ...few }, () => {
  quantizeTable(tableFromMatrix(reduced), "float16");
});
