import { assertEquals, assertRejects, assertStrictEquals } from "@std/assert";
import { ByteReader } from "../../../src/model/word_vectors/byte_reader.ts";
import { unpackGzip } from "../../../src/model/word_vectors/gzip.ts";
import { concat, gzip, streamOf } from "./word_vector_files.ts";

async function unpack(bytes: Uint8Array | string, chunkBytes?: number): Promise<string> {
  const reader = await unpackGzip(new ByteReader(streamOf(bytes, chunkBytes)), "Cannot unpack");
  return await new Response(reader.release()).text();
}

for (const chunkBytes of [1, 7, 4096]) {
  Deno.test(`unpackGzip() unpacks chunks of ${chunkBytes}`, async () => {
    assertEquals(await unpack(await gzip("some text"), chunkBytes), "some text");
  });
}

for (const text of ["", "a", "\x1f", "some text"]) {
  Deno.test(`unpackGzip() leaves ${JSON.stringify(text)} as it is`, async () => {
    const reader = new ByteReader(streamOf(text));
    assertStrictEquals(await unpackGzip(reader, "Cannot unpack"), reader);
    assertEquals(await new Response(reader.release()).text(), text);
  });
}

Deno.test("unpackGzip() refuses a zip archive", async () => {
  await assertRejects(
    () => unpack(concat("PK\x03\x04", "glove.6B.300d.txt")),
    SyntaxError,
    "Cannot unpack: it is a zip archive, unpack it first",
  );
});

const packed = await gzip("some text".repeat(100));
const broken: [name: string, bytes: Uint8Array][] = [
  ["that breaks off", packed.subarray(0, packed.length - 4)],
  ["without a header", Uint8Array.of(0x1f, 0x8b, 1, 2, 3)],
  ["with another behind it", concat(packed, packed)],
];
for (const [name, bytes] of broken) {
  Deno.test(`unpackGzip() refuses a file ${name}`, async () => {
    const error = await assertRejects(() => unpack(bytes), SyntaxError);
    assertEquals(
      error.message.replace(/\(.*\)/, "(...)"),
      "Cannot unpack: it cannot be unpacked (...), one complete gzip file is needed",
    );
  });
}

Deno.test("unpackGzip() passes the failures of its source on", async () => {
  const failure = new DOMException("Interrupted", "AbortError");
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(packed.subarray(0, 20)),
    pull: () => Promise.reject(failure),
  });
  const reader = await unpackGzip(new ByteReader(stream), "Cannot unpack");
  assertStrictEquals(await assertRejects(() => reader.request(1_000), DOMException), failure);
});
