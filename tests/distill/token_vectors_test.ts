import { assertEquals, assertRejects } from "@std/assert";
import { embedTokens, type Progress } from "../../src/distill/token_vectors.ts";
import { FakeTeacher } from "./fake_teacher.ts";

/** 1200 sequences: every third of two ids, the others of one. */
const sequences = Array.from({ length: 1200 }, (_, i) => i % 3 === 0 ? [i, 1] : [i]);
const vectorOf = ([id = 0]: readonly number[]) => [id, -id];

Deno.test("embedTokens() gives one row per sequence, in the order given", async () => {
  const { data, rows, columns } = await embedTokens(new FakeTeacher(vectorOf), sequences);
  assertEquals([rows, columns], [1200, 2]);
  assertEquals(data, Float32Array.from(sequences.flatMap(vectorOf)));
});

Deno.test("embedTokens() mixes lengths in one batch at most, the shortest first", async () => {
  const teacher = new FakeTeacher(vectorOf);
  await embedTokens(teacher, sequences);
  const lengths = teacher.batches.map((batch) => batch.map((sequence) => sequence.length));
  assertEquals(lengths.flat(), lengths.flat().toSorted());
  assertEquals(lengths.filter((batch) => new Set(batch).size > 1).length, 1);
});

Deno.test("embedTokens() reports each batch, up to the last", async () => {
  const teacher = new FakeTeacher(vectorOf);
  const reports: Progress[] = [];
  await embedTokens(teacher, sequences, { onProgress: (progress) => reports.push(progress) });
  let done = 0;
  const expected = teacher.batches.map((batch) => ({ done: done += batch.length, total: 1200 }));
  assertEquals(reports, expected);
  assertEquals([reports.length > 1, reports.at(-1)?.done], [true, 1200]);
});

Deno.test("embedTokens() asks nothing of the teacher for no sequences", async () => {
  const teacher = new FakeTeacher(vectorOf);
  assertEquals(await embedTokens(teacher, []), { data: new Float32Array(), rows: 0, columns: 2 });
  assertEquals(teacher.batches, []);
});

Deno.test("embedTokens() leaves zeros where there is nothing to embed", async () => {
  const teacher = new FakeTeacher(() => [1, 2]);
  const { data } = await embedTokens(teacher, [[], [5], []]);
  assertEquals(data, Float32Array.of(0, 0, 1, 2, 0, 0));
  assertEquals(teacher.batches, [[[5]]]);
});

Deno.test("embedTokens() makes smaller batches of longer sequences", async () => {
  const teacher = new FakeTeacher(() => [1]);
  const long = Array.from({ length: 70 }, () => new Array<number>(512).fill(1));
  await embedTokens(teacher, long);
  assertEquals(teacher.batches.map(({ length }) => length), [32, 32, 6]);
});

Deno.test("embedTokens() makes finite numbers of all others", async () => {
  const strange = [NaN, Infinity, -Infinity, -0.5];
  const { data } = await embedTokens(new FakeTeacher(() => strange), [[1]]);
  const largest = (2 - 2 ** -23) * 2 ** 127;
  assertEquals(data, Float32Array.of(0, largest, -largest, -0.5));
});

Deno.test("embedTokens() asks nothing of the teacher once it is stopped", async () => {
  const teacher = new FakeTeacher(vectorOf);
  const error = await assertRejects(
    () => embedTokens(teacher, sequences, { signal: AbortSignal.abort() }),
    DOMException,
  );
  assertEquals([error.name, teacher.batches.length], ["AbortError", 0]);
});

Deno.test("embedTokens() stops after the batch in which it is told to", async () => {
  const teacher = new FakeTeacher(vectorOf);
  const controller = new AbortController();
  const options = { signal: controller.signal, onProgress: () => controller.abort() };
  const error = await assertRejects(
    () => embedTokens(teacher, sequences, options),
    DOMException,
  );
  assertEquals([error.name, teacher.batches.length], ["AbortError", 1]);
});
