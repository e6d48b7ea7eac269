import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import type { InputText } from "../../src/commands/read_texts.ts";
import { type EncodedBatch, writeJsonLines, writeNpy } from "../../src/commands/write_vectors.ts";
import { createMatrix } from "../../src/numeric/matrix.ts";
import { TempFolder } from "../hub/process_state.ts";
import { seededRandom } from "../seeded_random.ts";

/** A sink that takes 5 bytes at a time, as a pipe may. */
function slowSink(): { write(bytes: Uint8Array): Promise<number>; text(): string } {
  const taken: number[] = [];
  return {
    write(bytes) {
      const part = bytes.subarray(0, 5);
      taken.push(...part);
      return Promise.resolve(part.length);
    },
    text: () => new TextDecoder().decode(Uint8Array.from(taken)),
  };
}

function batchOf(texts: InputText[], columns: number, values: readonly number[]): EncodedBatch {
  return { texts, vectors: createMatrix(texts.length, columns, Float32Array.from(values)) };
}

async function jsonLines(batches: EncodedBatch[]): Promise<string> {
  const sink = slowSink();
  await writeJsonLines(sink, ReadableStream.from(batches));
  return sink.text();
}

Deno.test("writeJsonLines() writes a line per text, also where the sink takes little at a time", async () => {
  const text = 'a "b"\\\u2028\u{1F600}\ud800';
  const lines = await jsonLines([
    batchOf([{ text }, { text: "" }], 2, [0, 0.5, -1, 1]),
    batchOf([{ text: "c" }], 2, [2, 3]),
  ]);
  assertEquals(lines.endsWith("\n"), true);
  assertEquals(lines.trimEnd().split("\n").map((line) => JSON.parse(line)), [
    { text, embedding: [0, 0.5] },
    { text: "", embedding: [-1, 1] },
    { text: "c", embedding: [2, 3] },
  ]);
});

Deno.test("writeJsonLines() adds the vector to the record as it was written", async () => {
  const lines = await jsonLines([
    batchOf(
      [{ text: "a", record: `{"id":12345678901234567890, "text":"a" }` }, {
        text: "b",
        record: "{}",
      }],
      1,
      [0.25, 4],
    ),
  ]);
  assertEquals(
    lines,
    `{"id":12345678901234567890, "text":"a" ,"embedding":[0.25]}\n{"embedding":[4]}\n`,
  );
});

Deno.test("writeJsonLines() writes nothing for no texts", async () => {
  assertEquals(await jsonLines([]), "");
});

Deno.test("writeJsonLines() writes numbers that read back to the same single-precision values", async () => {
  const random = seededRandom(7);
  const bits = Uint32Array.from({ length: 2_000 }, () => Math.floor(random() * 2 ** 32));
  const finite = [...new Float32Array(bits.buffer)].filter(Number.isFinite);
  const values = [0, 1e-45, -1e-45, 1.1754944e-38, 3.4028235e38, 0.1, 1 / 3, 16_777_217, ...finite];
  const singles = Float32Array.from(values);
  const line = await jsonLines([batchOf([{ text: "" }], singles.length, values)]);
  const { embedding } = JSON.parse(line) as { embedding: number[] };
  assertEquals(Float32Array.from(embedding), singles);
});

Deno.test("writeNpy() writes the shape and the values, without or with rows", async () => {
  await using folder = new TempFolder();
  const path = join(folder.path, "vectors.npy");
  for (const [batches, rows] of [[[], 0], [[[1, 2, 3, 4], [-0.5, 1e-45]], 3]] as const) {
    using file = await Deno.open(path, { write: true, create: true, truncate: true });
    const encoded = batches.map((values) =>
      batchOf(Array.from({ length: values.length / 2 }, () => ({ text: "" })), 2, values)
    );
    await writeNpy(file, ReadableStream.from(encoded), 2);
    assertEquals(encoded.map(({ vectors }) => vectors.data.length), batches.map(() => 0));
    const bytes = await Deno.readFile(path);
    assert(new TextDecoder().decode(bytes.subarray(10, 128)).includes(`'shape': (${rows}, 2), }`));
    assertEquals(bytes.length, 128 + rows * 8);
    assertEquals(new Float32Array(bytes.slice(128).buffer), Float32Array.from(batches.flat()));
  }
});
