import { EMBEDDING_DTYPES } from "../src/model/embedding_table.ts";
import { loadTeacher } from "../src/teacher/onnx_teacher.ts";
import { makeModel, makeTexts, TEACHER_FOLDER } from "./material.ts";

const texts = makeTexts(256);
const teacher = await loadTeacher(TEACHER_FOLDER);
const sentenceEncoder = teacher.asEncoder();
await sentenceEncoder.encode(texts.slice(0, 1));

Deno.bench("teacher, 256 sentences", {
  group: "encode",
  baseline: true,
  n: 5,
  warmup: 1,
}, async () => {
  await sentenceEncoder.encode(texts);
});

for (const dtype of EMBEDDING_DTYPES) {
  const model = makeModel(dtype, 256);
  Deno.bench(`static model of 256 ${dtype} dimensions, 256 sentences`, { group: "encode" }, () => {
    model.encode(texts);
  });
}

for (const dimensions of [64, 256, 1024]) {
  const model = makeModel("float32", dimensions);
  Deno.bench(`${dimensions} dimensions`, {
    group: "encode by dimensions",
    baseline: dimensions === 64,
  }, () => {
    model.encode(texts);
  });
}
