import { assertEquals, assertRejects } from "@std/assert";
import { ByteReader } from "../../../src/model/word_vectors/byte_reader.ts";
import {
  decodeText,
  readLayout,
  type WordVectorFormat,
  type WordVectorLayout,
} from "../../../src/model/word_vectors/word_vector_format.ts";
import { concat, streamOf } from "./word_vector_files.ts";

type File = string | Uint8Array;

async function layoutOf(
  file: File,
  { format, chunkBytes }: { format?: WordVectorFormat; chunkBytes?: number } = {},
): Promise<{ layout: WordVectorLayout; rest: string }> {
  const reader = new ByteReader(streamOf(file, chunkBytes));
  const layout = await readLayout(reader, { format, attempt: "Cannot read" });
  return { layout, rest: await new Response(reader.release()).text() };
}

const text = (dimensions: number, wordCount?: number): WordVectorLayout => ({
  isBinary: false,
  dimensions,
  ...(wordCount === undefined ? {} : { wordCount }),
});
const binary: WordVectorLayout = { isBinary: true, dimensions: 3, wordCount: 2 };

const told: [name: string, file: File, layout: WordVectorLayout][] = [
  ["GloVe", "the 0.1 -.2 3e-05\nof 1 2 3", text(3)],
  ["a first word that is a number", "1990 1 2 3\n", text(3)],
  ["a first word of dots", ". . . 1 2 3\n", text(3)],
  ["a first number that is none", "the 1 nan -inf\n", text(3)],
  ["tabs", "the\t1\t2\t3\n", text(3)],
  ["no end of the line", "the 1 2 3", text(3)],
  ["CRLF", "the 1 2 3\r\nof 1 2 3\r\n", text(3)],
  ["one dimension", "the 0.5\n", text(1)],
  ["word2vec", "2 3\nthe 1 2 3\nof 1 2 3\n", text(3, 2)],
  ["fastText", "2 3 \n, 0.1 0.2 0.3 \n. 1 2 3 \n", text(3, 2)],
  ["one dimension after counts", "2 1\nthe 1\nof 2\n", text(1, 2)],
  ["counts and nothing else", "2 3\n", text(3, 2)],
  ["counts and CRLF", "2\t3\r\nthe 1 2 3\r\n", text(3, 2)],
  ["binary", concat("2 3\n", "the ", [0.1, -0.2, 0.3], "of ", [1, 2, 3]), binary],
  ["binary of zeros", concat("2 3\n", "the ", [0, 0, 0], "of ", [0, 0, 0]), binary],
  [
    "binary with a line feed as its first byte",
    concat("2 3\n", "the ", Uint8Array.of(0x0a), [0.1, 0.2, 0.3]),
    binary,
  ],
];
for (const [name, file, layout] of told) {
  for (const chunkBytes of [1, 4096]) {
    Deno.test(`readLayout() tells ${name} in chunks of ${chunkBytes}`, async () => {
      assertEquals((await layoutOf(file, { chunkBytes })).layout, layout);
    });
  }
}

Deno.test("readLayout() lets the counts go and nothing else", async () => {
  assertEquals((await layoutOf("2 3\nthe 1 2 3\n")).rest, "the 1 2 3\n");
  assertEquals((await layoutOf("the 1 2 3\n")).rest, "the 1 2 3\n");
});

Deno.test("readLayout() passes a byte order mark", async () => {
  assertEquals(await layoutOf("\ufeff2 1\nthe 1\n"), { layout: text(1, 2), rest: "the 1\n" });
  assertEquals((await layoutOf("\ufeffthe 1\n")).rest, "the 1\n");
});

Deno.test("readLayout() believes the format that it is told", async () => {
  const layout = async (file: string, format: WordVectorFormat) =>
    (await layoutOf(file, { format })).layout;
  assertEquals(await layout("5 3\n4 2\n", "glove"), text(1));
  assertEquals(await layout("5 3\nthe 1 2 3\n", "komninos"), text(3, 5));
  assertEquals(await layout("the 1 2 3\n", "komninos"), text(3));
  assertEquals(await layout("2 3\nthe 1 2 3\n", "word2vec"), text(3, 2));
  assertEquals(await layout("2 3\nthe 1 2 3\n", "word2vec-binary"), binary);
});

const COUNTS = "the counts of words and dimensions are needed";
const LINES = "lines of a word and its numbers are needed";
const refused: [file: string, format: WordVectorFormat | undefined, message: string][] = [
  ["", undefined, `line 1 is "", ${LINES}`],
  ["\n", undefined, `line 1 is "", ${LINES}`],
  ["just words\n", undefined, `line 1 is "just words", ${LINES}`],
  ["5\n", undefined, `line 1 is "5", ${LINES}`],
  [
    `{"a": "${"b".repeat(50)}"}`,
    undefined,
    `line 1 is "{\\"a\\": \\"${"b".repeat(33)}...", ${LINES}`,
  ],
  ["the 1 2 3\n", "word2vec", `line 1 is "the 1 2 3", ${COUNTS}`],
  ["2 3 4\n", "word2vec-binary", `line 1 is "2 3 4", ${COUNTS}`],
  ["a".repeat(2 ** 21 + 1), undefined, "line 1 is longer than 2097152 bytes, "],
];
for (const [file, format, message] of refused) {
  Deno.test(`readLayout() refuses ${JSON.stringify(file.slice(0, 20))} as ${format}`, async () => {
    await assertRejects(
      () => layoutOf(file, format === undefined ? {} : { format }),
      SyntaxError,
      `Cannot read: ${message}`,
    );
  });
}

for (const dimensions of ["0", "65537", "99999999999999999999"]) {
  Deno.test(`readLayout() refuses ${dimensions} dimensions`, async () => {
    await assertRejects(
      () => layoutOf(`1 ${dimensions}\nthe 1\n`),
      RangeError,
      `Cannot read: line 1 says ${Number(dimensions)} dimensions, 1 to 65536 are supported`,
    );
  });
}

Deno.test("decodeText() writes U+FFFD for what is not UTF-8, and keeps a byte order mark", () => {
  assertEquals(decodeText(Uint8Array.of(0x61, 0xc3, 0x62, 0xff)), "a\ufffdb\ufffd");
  assertEquals(decodeText(new TextEncoder().encode("\ufeff\u{1F600}")), "\ufeff\u{1F600}");
});
