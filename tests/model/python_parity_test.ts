/**
 * Models that Python's model2vec 0.10 saved, against what it answered with them. Outputs of its float16
 * models are rounded to half precision; ours are not.
 */

import { assert, assertEquals } from "@std/assert";
import { StaticModel } from "../../mod.ts";
import { createMatrix, type Matrix } from "../../src/numeric/matrix.ts";
import { TempFolder } from "../hub/process_state.ts";
import { hasShared, readJsonLines, repositoryPath, sharedPath } from "../shared_data.ts";

interface RecordedOptions {
  "max_length"?: number | null;
  normalize?: boolean;
}

interface Sentence {
  text: string;
  options?: RecordedOptions;
  ids: number[];
  embedding: number[];
}

interface Sequence {
  text: string;
  options: RecordedOptions;
  shape: [rows: number, columns: number];
  rows: number[][];
}

const EDGE = ["encode.jsonl", "encode-edge.jsonl", "encode-sequence.jsonl"];
const models: [name: string, tolerance: number, files: string[]][] = [
  ["static-model-32-float16", 1e-3, EDGE],
  ["static-model-32-float32", 1e-5, EDGE],
  ["static-model-32-int8", 1e-5, ["encode.jsonl"]],
  ["static-model-32-float32-clusters", 1e-5, ["encode.jsonl"]],
];

for (const [name, tolerance, files] of models) {
  const folder = repositoryPath(`tests/fixtures/${name}/`);
  for (const file of files) {
    Deno.test(`StaticModel gives Python's answers of ${name}/${file}`, async () => {
      const model = await StaticModel.fromPretrained(folder);
      checkRecords(model, new URL(file, folder), tolerance);
    });
  }

  Deno.test(`StaticModel gives Python's answers of ${name} after saving and loading`, async () => {
    await using saved = new TempFolder();
    await (await StaticModel.fromPretrained(folder)).savePretrained(saved.path);
    const model = await StaticModel.fromPretrained(saved.path);
    for (const file of files) checkRecords(model, new URL(file, folder), tolerance);
  });

  Deno.test(`StaticModel.savePretrained() writes the files that Python wrote of ${name}`, async () => {
    await using saved = new TempFolder();
    await (await StaticModel.fromPretrained(folder)).savePretrained(saved.path, { name });
    const ours = new URL(`file://${saved.path}/`);
    for (const file of ["model.safetensors", "config.json", "modules.json"]) {
      const [written, expected] = [ours, folder].map((url) =>
        Deno.readFileSync(new URL(file, url))
      );
      assert(equalBytes(written!, expected!), `${file} differs`);
    }
    const [tokenizer, expected] = [ours, folder].map((url) =>
      JSON.parse(Deno.readTextFileSync(new URL("tokenizer.json", url)))
    );
    assertEquals(tokenizer, expected);
    assertEquals(metadataOf(ours), metadataOf(folder));
  });
}

const large = "reference/static-model-256-float16/";
Deno.test({
  name: "StaticModel gives Python's answers of static-model-256-float16",
  ignore: !hasShared(large),
  fn: async () => {
    const model = await StaticModel.fromPretrained(sharedPath(large));
    checkRecords(model, sharedPath(`${large}encode.jsonl`), 1e-3);
  },
});

function checkRecords(model: StaticModel, file: URL, tolerance: number): void {
  const records = readJsonLines<Sentence | Sequence>(file);
  assert(records.length > 0, `${file} has no records`);
  for (const record of records) {
    if ("rows" in record) checkSequence(model, record, tolerance);
    else checkSentence(model, record, tolerance);
  }
}

function checkSentence(model: StaticModel, record: Sentence, tolerance: number): void {
  const { text, ids, embedding } = record;
  const options = toOptions(record.options);
  assertEquals(model.tokenize([text], options)[0], ids, `ids ${of(record)}`);
  assertClose(
    model.encode([text], options),
    createMatrix(1, embedding.length, Float32Array.from(embedding)),
    { tolerance, record },
  );
}

function checkSequence(model: StaticModel, record: Sequence, tolerance: number): void {
  const { text, rows, shape } = record;
  const expected = createMatrix(...shape, Float32Array.from(rows.flat()));
  assertClose(model.encodeTokens(text, toOptions(record.options)), expected, { tolerance, record });
}

function assertClose(
  actual: Matrix,
  expected: Matrix,
  { tolerance, record }: { tolerance: number; record: Sentence | Sequence },
): void {
  assertEquals(
    [actual.rows, actual.columns],
    [expected.rows, expected.columns],
    `shape ${of(record)}`,
  );
  const differences = actual.data.map((value, i) => Math.abs(value - expected.data[i]!));
  const stray = differences.findIndex((difference) => !(difference <= tolerance));
  assert(
    stray < 0,
    `value ${stray} is ${actual.data[stray]}, Python has ${expected.data[stray]}, ${of(record)}`,
  );
}

function of({ text, options = {} }: Sentence | Sequence): string {
  const start = text.length > 100 ? `${text.slice(0, 100)}\u2026` : text;
  return `of ${JSON.stringify(start)} with ${JSON.stringify(options)}`;
}

function toOptions({ "max_length": maxLength, normalize }: RecordedOptions = {}) {
  return {
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(normalize === undefined ? {} : { normalize }),
  };
}

function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

function metadataOf(folder: URL): string | undefined {
  const card = Deno.readTextFileSync(new URL("README.md", folder));
  return /^---\n[\s\S]*?\n---\n/.exec(card)?.[0];
}
