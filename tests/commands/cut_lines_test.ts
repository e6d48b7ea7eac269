import { assertEquals, assertRejects } from "@std/assert";
import { cutLines, type LineBlock } from "../../src/commands/cut_lines.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function streamOf(...chunks: string[]): ReadableStream<Uint8Array<ArrayBuffer>> {
  return ReadableStream.from(chunks.map((chunk) => encoder.encode(chunk)));
}

async function cut(
  lineCount: number,
  ...chunks: string[]
): Promise<[text: string, firstLine: number][]> {
  const { signal } = new AbortController();
  const blocks: LineBlock[] = [];
  for await (const block of cutLines(streamOf(...chunks), { lineCount, signal })) {
    blocks.push(block);
  }
  return blocks.map(({ bytes, firstLine }) => [decoder.decode(bytes), firstLine]);
}

Deno.test("cutLines() cuts after a number of lines, wherever chunks end", async () => {
  assertEquals(await cut(2, "a\nb\nc", "c\r", "\nd\ne"), [
    ["a\nb\n", 1],
    ["cc\r\nd\n", 3],
    ["e", 5],
  ]);
  assertEquals(await cut(2, "a\n", "b\n"), [["a\nb\n", 1]]);
  assertEquals(await cut(3, "a", "", "b"), [["ab", 1]]);
  assertEquals(await cut(3), []);
  assertEquals(await cut(3, ""), []);
  assertEquals(await cut(1, "\n\n"), [["\n", 1], ["\n", 2]]);
});

Deno.test("cutLines() cuts earlier where lines are long, and never within one", async () => {
  const long = "x".repeat(40_000);
  assertEquals(await cut(1_000, `${long}\n${long}\n${long}`, `${long}\na\n`), [
    [`${long}\n${long}\n`, 1],
    [`${long}${long}\n`, 3],
    ["a\n", 4],
  ]);
});

Deno.test("cutLines() stops when the signal is aborted, also while it waits", async () => {
  const controller = new AbortController();
  const silent = new ReadableStream<Uint8Array<ArrayBuffer>>();
  const reader = cutLines(silent, { lineCount: 1, signal: controller.signal }).getReader();
  controller.abort(new DOMException("enough", "AbortError"));
  await assertRejects(() => reader.read(), DOMException, "enough");
});
