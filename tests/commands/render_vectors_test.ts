import { assertEquals } from "@std/assert";
import type { InputText } from "../../src/commands/read_texts.ts";
import {
  type EncodedBatch,
  renderJsonLines,
  renderRows,
} from "../../src/commands/render_vectors.ts";
import { createMatrix } from "../../src/numeric/matrix.ts";
import { seededRandom } from "../seeded_random.ts";

function batchOf(texts: InputText[], columns: number, values: readonly number[]): EncodedBatch {
  return { texts, vectors: createMatrix(texts.length, columns, Float32Array.from(values)) };
}

function jsonLines(batch: EncodedBatch): string {
  return new TextDecoder().decode(renderJsonLines(batch));
}

Deno.test("renderJsonLines() makes a line per text", () => {
  const text = 'a "b"\\\u2028\u{1F600}\ud800';
  const lines = jsonLines(batchOf([{ text }, { text: "" }], 2, [0, 0.5, -1, 1]));
  assertEquals(lines.endsWith("\n"), true);
  assertEquals(lines.trimEnd().split("\n").map((line) => JSON.parse(line)), [
    { text, embedding: [0, 0.5] },
    { text: "", embedding: [-1, 1] },
  ]);
});

Deno.test("renderJsonLines() adds the vector to the record as it was written", () => {
  const record = `{"id":12345678901234567890, "text":"a" }`;
  assertEquals(
    jsonLines(batchOf([{ text: "a", record }, { text: "b", record: "{}" }], 1, [0.25, 4])),
    `{"id":12345678901234567890, "text":"a" ,"embedding":[0.25]}\n{"embedding":[4]}\n`,
  );
});

Deno.test("renderJsonLines() makes nothing of no texts", () => {
  assertEquals(jsonLines(batchOf([], 2, [])), "");
});

Deno.test("renderJsonLines() writes numbers that read back to the same single-precision values", () => {
  const random = seededRandom(7);
  const bits = Uint32Array.from({ length: 2_000 }, () => Math.floor(random() * 2 ** 32));
  const finite = [...new Float32Array(bits.buffer)].filter(Number.isFinite);
  const values = [0, 1e-45, -1e-45, 1.1754944e-38, 3.4028235e38, 0.1, 1 / 3, 16_777_217, ...finite];
  const singles = Float32Array.from(values);
  const { embedding } = JSON.parse(jsonLines(batchOf([{ text: "" }], singles.length, values))) as {
    embedding: number[];
  };
  assertEquals(Float32Array.from(embedding), singles);
});

Deno.test("renderRows() gives the memory of the vectors", () => {
  const batch = batchOf([{ text: "a" }, { text: "b" }], 2, [1, -0.5, 1e-45, 4]);
  const bytes = renderRows(batch);
  assertEquals(bytes.buffer === batch.vectors.data.buffer, true);
  assertEquals(new Float32Array(bytes.slice().buffer), Float32Array.of(1, -0.5, 1e-45, 4));
});
