import { assertEquals, assertRejects } from "@std/assert";
import { ByteReader } from "../../../src/model/word_vectors/byte_reader.ts";
import { streamOf } from "./word_vector_files.ts";

const LINE_FEED = 0x0a;

for (const chunkBytes of [1, 2, 3, 100]) {
  Deno.test(`ByteReader.seek() finds every line in chunks of ${chunkBytes}`, async () => {
    const reader = new ByteReader(streamOf("one\n\nthree", chunkBytes));
    const lines: string[] = [];
    for (;;) {
      const end = await reader.seek(LINE_FEED, 100);
      if (reader.start >= reader.bytes.length) break;
      lines.push(new TextDecoder().decode(reader.bytes.subarray(reader.start, end)));
      reader.start = Math.min(end + 1, reader.bytes.length);
    }
    assertEquals(lines, ["one", "", "three"]);
    await reader.cancel();
  });
}

Deno.test("ByteReader.seek() gives up after its limit", async () => {
  const reader = new ByteReader(streamOf("a".repeat(50), 10));
  assertEquals(await reader.seek(LINE_FEED, 20), -1);
  assertEquals(await reader.seek(LINE_FEED, 100), 50);
  await reader.cancel();
});

Deno.test("ByteReader.request() tells whether the stream has as many bytes", async () => {
  const reader = new ByteReader(streamOf("abcdef", 4));
  assertEquals(await reader.request(1), true);
  reader.start = 1;
  assertEquals(await reader.request(5), true);
  assertEquals(await reader.request(6), false);
  assertEquals(reader.bytes.subarray(reader.start), new TextEncoder().encode("bcdef"));
  await reader.cancel();
});

Deno.test("ByteReader.request() has nothing of an empty stream", async () => {
  assertEquals(await new ByteReader(streamOf("")).request(1), false);
});

Deno.test("ByteReader.release() hands on what was looked at and the rest", async () => {
  const reader = new ByteReader(streamOf("abcdef", 2));
  await reader.request(3);
  reader.start = 1;
  assertEquals(await new Response(reader.release()).text(), "bcdef");
});

Deno.test("ByteReader.cancel() lets the stream go", async () => {
  let reason: unknown = "none";
  const stream = new ReadableStream<Uint8Array>({ cancel: (given) => void (reason = given) });
  await new ByteReader(stream).cancel();
  assertEquals(reason, undefined);
});

Deno.test("ByteReader.request() refuses a stream of text", async () => {
  const stream: ReadableStream = ReadableStream.from(["text"]);
  await assertRejects(
    () => new ByteReader(stream).request(1),
    TypeError,
    "Cannot read bytes: the stream gave a string, Uint8Arrays are needed",
  );
});
