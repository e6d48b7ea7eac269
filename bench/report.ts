/**
 * How much smaller and faster a static model is than its teacher, and how long distilling takes: measured
 * in one run on the bundled teacher, and printed as Markdown.
 *
 * @module
 */

import { distill } from "../src/distill/distill.ts";
import { tableBytes } from "../src/model/embedding_table.ts";
import { quantizeTable } from "../src/model/quantization.ts";
import { StaticModel } from "../src/model/static_model.ts";
import { loadTeacher } from "../src/teacher/onnx_teacher.ts";
import { makeTexts, TEACHER_FOLDER } from "./material.ts";

/** Repetitions of which the fastest counts. */
const REPETITIONS = 5;

/** Texts a second: the first time they are seen, and at best. */
interface Speed {
  readonly first: number;
  readonly best: number;
}

async function measure(texts: readonly string[], encode: () => unknown): Promise<Speed> {
  const speeds: number[] = [];
  for (let i = 0; i < REPETITIONS; i++) {
    const start = performance.now();
    await encode();
    speeds.push(texts.length / (performance.now() - start) * 1000);
  }
  return { first: speeds[0]!, best: Math.max(...speeds) };
}

interface Candidate {
  readonly name: string;
  readonly bytes: number;
  readonly speed: Speed;
}

function renderTable(candidates: readonly Candidate[], baseline: Candidate): string {
  return [
    "| | Size | Times smaller | Sentences a second, first pass | best of 5 | Times faster |",
    "| --- | ---: | ---: | ---: | ---: | ---: |",
    ...candidates.map(({ name, bytes, speed }) =>
      `| ${name} | ${(bytes / 1e6).toFixed(1)} MB | ${(baseline.bytes / bytes).toFixed(1)} ` +
      `| ${round(speed.first)} | ${round(speed.best)} ` +
      `| ${(speed.best / baseline.speed.best).toFixed(0)} |`
    ),
  ].join("\n");
}

function round(value: number): string {
  return Math.round(value).toLocaleString("en");
}

// deno-lint-ignore no-console -- the report is for people
console.error("Distilling, then encoding 512 sentences with teacher and students");
const start = performance.now();
await using teacher = await loadTeacher(TEACHER_FOLDER);
const model = await distill(teacher);
const seconds = (performance.now() - start) / 1000;

const texts = makeTexts(512);
const encoder = teacher.asEncoder();
const baseline: Candidate = {
  name: "all-MiniLM-L6-v2 in transformers.js (q8)",
  bytes: (await Deno.stat(`${TEACHER_FOLDER}/onnx/model_quantized.onnx`)).size,
  speed: await measure(texts, () => encoder.encode(texts)),
};
const students: Candidate[] = [];
for (const dtype of ["float16", "int8"] as const) {
  const student = new StaticModel({ ...model, table: quantizeTable(model.table, dtype) });
  students.push({
    name: `Static model, 256 dimensions, ${dtype}`,
    bytes: tableBytes(student.table),
    speed: await measure(texts, () => student.encode(texts)),
  });
}

// deno-lint-ignore no-console -- the report is for people
console.log(
  `${renderTable([baseline, ...students], baseline)}\n\n` +
    `Distilled ${round(model.table.rows)} tokens in ${seconds.toFixed(1)} s.`,
);
