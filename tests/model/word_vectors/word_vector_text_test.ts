import { assertEquals, assertRejects } from "@std/assert";
import { ByteReader } from "../../../src/model/word_vectors/byte_reader.ts";
import { WordVectorList } from "../../../src/model/word_vectors/word_vector_list.ts";
import { readTextVectors } from "../../../src/model/word_vectors/word_vector_text.ts";
import { streamOf } from "./word_vector_files.ts";

interface Reading {
  limit?: number;
  chunkBytes?: number;
  wordCount?: number;
}

async function read(text: string, { limit = Infinity, chunkBytes, wordCount }: Reading = {}) {
  const list = new WordVectorList(2, { limit, lowercase: false });
  const count = await readTextVectors(new ByteReader(streamOf(text, chunkBytes)), list, {
    layout: { isBinary: false, dimensions: 2, ...(wordCount === undefined ? {} : { wordCount }) },
    attempt: "Cannot read",
  });
  const { words } = list;
  return { count, words, data: [...list.vectors.drain(words.length).data] };
}

const files: [name: string, text: string, words: string[]][] = [
  ["plain lines", "a 1 2\nb 3 4\n", ["a", "b"]],
  ["no line feed at the end", "a 1 2\nb 3 4", ["a", "b"]],
  ["CRLF", "a 1 2\r\nb 3 4\r\n", ["a", "b"]],
  ["spaces at the ends of lines", "a 1 2 \nb 3 4 \t\r\n", ["a", "b"]],
  ["tabs and runs of spaces", "a\t1\t2\nb  3   4\n", ["a", "b"]],
  ["empty lines", "a 1 2\n\n \r\nb 3 4\n\n", ["a", "b"]],
  ["words with spaces", ". . . 1 2\nat name@domain.com 3 4", [". . .", "at name@domain.com"]],
  ["words before which there is a space", " x y 1 2\nb 3 4", ["x y", "b"]],
  ["numbers as words", "1990 1 2\n-1.5 3 4\n", ["1990", "-1.5"]],
  ["other white space in words", "a\u00a0b 1 2\nc\u3000 3 4\n", ["a\u00a0b", "c\u3000"]],
  ["words outside the BMP", "\u{1F600} 1 2\n\u{20000} 3 4\n", ["\u{1F600}", "\u{20000}"]],
  ["words with NUL", "a\0 1 2\n\0b 3 4\n", ["a\0", "\0b"]],
];
for (const [name, text, words] of files) {
  for (const chunkBytes of [1, 7, 4096]) {
    Deno.test(`readTextVectors() reads ${name} in chunks of ${chunkBytes}`, async () => {
      assertEquals(await read(text, { chunkBytes }), { count: 2, words, data: [1, 2, 3, 4] });
    });
  }
}

Deno.test("readTextVectors() reads a word with a million spaces in it", async () => {
  const word = `a${" ".repeat(1_000_000)}b`;
  assertEquals(await read(`${word} 1 2\n`), { count: 1, words: [word], data: [1, 2] });
});

Deno.test("readTextVectors() counts blank and repeated words too", async () => {
  assertEquals(await read("a 1 2\n 3 4\na 5 6\n"), { count: 3, words: ["a"], data: [1, 2] });
});

Deno.test("readTextVectors() stops at the limit, whatever comes after", async () => {
  assertEquals(await read("a 1 2\nb x", { limit: 1 }), { count: 1, words: ["a"], data: [1, 2] });
});

Deno.test("readTextVectors() reads nothing of nothing", async () => {
  assertEquals(await read(""), { count: 0, words: [], data: [] });
});

const DECIMAL = "a finite number in decimal is needed";
const refused: [text: string, message: string][] = [
  ["a 1 2\nb 3\n", "line 2 must have 2 numbers after its word, current count is 1"],
  ["a 1 2\nb\n", "line 2 must have 2 numbers after its word, current count is 0"],
  ["a 1 2\n 3\n", "line 2 must have 2 numbers after its word, current count is 1"],
  ["a 1 2\nb 3 4 5\n", "line 2 must have 2 numbers after its word, current count is 3"],
  ["a 1 2\nb 3 x\n", `number 2 on line 2 is "x", ${DECIMAL}`],
  ["a 1 2\nb c nan 4\n", `number 1 on line 2 is "nan", ${DECIMAL}`],
  ["a 1 2\n\nb -inf 4", `number 1 on line 3 is "-inf", ${DECIMAL}`],
  ["a 1e39 2", `number 1 on line 1 is "1e39", ${DECIMAL}`],
  ["a 1 2\nb 4c 5", `number 1 on line 2 is "4c", ${DECIMAL}`],
  [`a 1 2\n${"b".repeat(2 ** 21 + 1)}`, "line 2 is longer than 2097152 bytes, a file of word "],
];
for (const [text, message] of refused) {
  Deno.test(`readTextVectors() refuses ${JSON.stringify(text.slice(0, 20))}`, async () => {
    await assertRejects(() => read(text), SyntaxError, `Cannot read: ${message}`);
  });
}

Deno.test("readTextVectors() counts lines from the line of counts on", async () => {
  await assertRejects(
    () => read("a 1 2\nb 3\n", { wordCount: 2 }),
    SyntaxError,
    "Cannot read: line 3 must have 2 numbers after its word, current count is 1",
  );
});
