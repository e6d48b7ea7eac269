import { assertEquals, assertRejects } from "@std/assert";
import { ByteReader } from "../../../src/model/word_vectors/byte_reader.ts";
import { readBinaryVectors } from "../../../src/model/word_vectors/word_vector_binary.ts";
import { WordVectorList } from "../../../src/model/word_vectors/word_vector_list.ts";
import { concat, streamOf } from "./word_vector_files.ts";

interface Reading {
  limit?: number;
  chunkBytes?: number;
  wordCount?: number;
}

async function read(
  bytes: Uint8Array | string,
  { limit = Infinity, chunkBytes, wordCount = 2 }: Reading = {},
) {
  const list = new WordVectorList(2, { limit, lowercase: false });
  const count = await readBinaryVectors(new ByteReader(streamOf(bytes, chunkBytes)), list, {
    layout: { isBinary: true, dimensions: 2, wordCount },
    attempt: "Cannot read",
  });
  const { words } = list;
  return { count, words, data: [...list.vectors.drain(words.length).data] };
}

const files: [name: string, bytes: Uint8Array, words: string[]][] = [
  ["vectors side by side", concat("a ", [1, 2], "b ", [3, 4]), ["a", "b"]],
  ["line feeds after vectors", concat("a ", [1, 2], "\nb ", [3, 4], "\n"), ["a", "b"]],
  ["more than it says", concat("a ", [1, 2], "b ", [3, 4], "c ", [5, 6]), ["a", "b"]],
  ["words outside the BMP", concat("\u{1F600} ", [1, 2], "</s> ", [3, 4]), ["\u{1F600}", "</s>"]],
  [
    "words that are not UTF-8",
    concat("a", Uint8Array.of(0xc3), " ", [1, 2], "b ", [3, 4]),
    ["a\ufffd", "b"],
  ],
];
for (const [name, bytes, words] of files) {
  for (const chunkBytes of [1, 7, 4096]) {
    Deno.test(`readBinaryVectors() reads ${name} in chunks of ${chunkBytes}`, async () => {
      assertEquals(await read(bytes, { chunkBytes }), { count: 2, words, data: [1, 2, 3, 4] });
    });
  }
}

Deno.test("readBinaryVectors() stops at the limit", async () => {
  const bytes = concat("a ", [1, 2], "b ", [3, 4]);
  assertEquals(await read(bytes, { limit: 1 }), { count: 1, words: ["a"], data: [1, 2] });
});

const whole = concat("a ", [1, 2], "bb ", [3, 4]);
for (const length of [10, 11, 12, 13, 20]) {
  Deno.test(`readBinaryVectors() counts what is complete in ${length} bytes`, async () => {
    const { count, words } = await read(whole.subarray(0, length), { wordCount: 10_000_000_000 });
    assertEquals({ count, words }, { count: 1, words: ["a"] });
  });
}

Deno.test("readBinaryVectors() refuses a word without an end", async () => {
  await assertRejects(
    () => read(concat("a ", [1, 2], "b".repeat(2 ** 21 + 1))),
    SyntaxError,
    "Cannot read: word 2 is longer than 2097152 bytes, a file of word vectors is needed",
  );
});

for (const value of [NaN, Infinity, -Infinity]) {
  Deno.test(`readBinaryVectors() refuses ${value}`, async () => {
    await assertRejects(
      () => read(concat("a ", [1, 2], "b ", [3, value])),
      RangeError,
      `Cannot read: number 2 of word 2, "b", is ${value}, a finite number is needed`,
    );
  });
}
