import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { type InputText, openTexts, readTexts } from "../../src/commands/read_texts.ts";
import { TempFolder } from "../hub/process_state.ts";

const encoder = new TextEncoder();

/** The bytes in chunks of the given size, so that lines and code points are cut anywhere. */
function streamOf(
  input: string | Uint8Array,
  chunkSize = 3,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const bytes = typeof input === "string" ? encoder.encode(input) : new Uint8Array(input);
  const starts = Array.from(
    { length: Math.ceil(bytes.length / chunkSize) },
    (_, i) => i * chunkSize,
  );
  return ReadableStream.from(starts.map((start) => bytes.slice(start, start + chunkSize)));
}

async function readAll(
  input: string | Uint8Array,
  { field, chunkSize }: { field?: string; chunkSize?: number } = {},
): Promise<InputText[]> {
  const { signal } = new AbortController();
  const batches = readTexts(streamOf(input, chunkSize), { field, batchSize: 2, signal });
  return (await Array.fromAsync(batches)).flat();
}

const lines: [what: string, input: string, texts: string[]][] = [
  ["nothing", "", []],
  ["one empty line", "\n", [""]],
  ["lines", "a\nb\n", ["a", "b"]],
  ["a last line that does not end", "a\nb", ["a", "b"]],
  ["CRLF", "a\r\nb\r\n", ["a", "b"]],
  ["a last line that ends in CR", "a\r", ["a"]],
  ["CR inside a line", "a\rb\n", ["a\rb"]],
  ["empty lines", "\na\n\n\nb\n\n", ["", "a", "", "", "b", ""]],
  ["blank lines as they are", "  \n\ta \n", ["  ", "\ta "]],
  ["U+2028, U+2029 and U+0085 inside a line", "a\u2028b\u2029c\u0085d\n", [
    "a\u2028b\u2029c\u0085d",
  ]],
  ["other controls inside a line", "a\0b\vc\fd\n", ["a\0b\vc\fd"]],
  ["text beyond the BMP", "\u{1F600}\u{1F601}\n\u{10FFFF}", ["\u{1F600}\u{1F601}", "\u{10FFFF}"]],
  ["text after a byte order mark", "\ufeffa\nb\ufeff\n", ["a", "b\ufeff"]],
];
for (const [what, input, texts] of lines) {
  Deno.test(`readTexts() reads ${what}`, async () => {
    assertEquals(await readAll(input), texts.map((text) => ({ text })));
    assertEquals(await readAll(input, { chunkSize: 1 }), texts.map((text) => ({ text })));
  });
}

Deno.test("readTexts() yields batches of the size asked for", async () => {
  const { signal } = new AbortController();
  const batches = readTexts(streamOf("a\nb\nc\nd\ne"), { batchSize: 2, signal });
  assertEquals((await Array.fromAsync(batches)).map(({ length }) => length), [2, 2, 1]);
});

Deno.test("readTexts() yields fewer texts at a time where they are long", async () => {
  const { signal } = new AbortController();
  const long = "x".repeat(40_000);
  const input = streamOf([long, long, "a", "b", `${long}${long}`, "c"].join("\n"), 65_536);
  const batches = await Array.fromAsync(readTexts(input, { batchSize: 3, signal }));
  assertEquals(batches.map(({ length }) => length), [2, 3, 1]);
});

Deno.test("readTexts() reads a line of a megabyte", async () => {
  const long = "x\u{1F600}".repeat(200_000);
  const texts = await readAll(`a\n${long}\nb`, { chunkSize: 65_537 });
  assertEquals(texts.map(({ text }) => text.length), [1, 600_000, 1]);
  assertEquals(texts[1]!.text === long, true);
});

const notUtf8: [what: string, bytes: number[]][] = [
  ["a byte that begins nothing", [0x61, 0x0a, 0xff, 0x0a]],
  ["a code point cut off at the end", [0x61, 0xe2, 0x82]],
  ["an encoded surrogate", [0xed, 0xa0, 0x80]],
  ["UTF-16", [0xff, 0xfe, 0x61, 0x00]],
];
for (const [what, bytes] of notUtf8) {
  Deno.test(`readTexts() refuses ${what}`, async () => {
    await assertRejects(
      () => readAll(Uint8Array.from(bytes)),
      TypeError,
      "Cannot read the texts: they are not UTF-8, convert them first",
    );
  });
}

Deno.test("readTexts() keeps records as they were written", async () => {
  const records = [
    `{"id":12345678901234567890,"x":1.0,"text":"a"}`,
    `{ "text" : "b" , "nested": {"text": 1} }`,
    `{"__proto__":{"text":"no"},"text":"\\ud83d\\ude00"}`,
    `{"text":"\\ud800"}`,
  ];
  assertEquals(
    await readAll(` ${records.join("\r\n")}\t`, { field: "text", chunkSize: 7 }),
    ["a", "b", "\u{1F600}", "\ud800"].map((text, i) => ({ text, record: records[i]! })),
  );
});

Deno.test("readTexts() leaves out the field that vectors are written to", async () => {
  const input = `{"embedding":[1],"text":"a"}\n`;
  assertEquals(await readAll(input, { field: "text" }), [{ text: "a", record: `{"text":"a"}` }]);
  assertEquals(await readAll(`{"embedding":"a"}`, { field: "embedding" }), [
    { text: "a", record: "{}" },
  ]);
});

const malformed: [line: string, message: string][] = [
  ["", "it is not JSON"],
  ["a", "it is not JSON"],
  [`{"text":"a"`, "it is not JSON"],
  [`{"text":"a"} {"text":"b"}`, "it is not JSON"],
  ["[]", `it must be an object with a text in its field "text"`],
  [`"text"`, `it must be an object with a text in its field "text"`],
  ["null", `it must be an object with a text in its field "text"`],
  ["7", `it must be an object with a text in its field "text"`],
  ["{}", `it must be an object with a text in its field "text"`],
  [`{"text":null}`, `it must be an object with a text in its field "text"`],
  [`{"text":["a"]}`, `it must be an object with a text in its field "text"`],
  [`{"text":1e400}`, `it must be an object with a text in its field "text"`],
];
for (const [line, message] of malformed) {
  Deno.test(`readTexts() names the line of the record ${JSON.stringify(line)}`, async () => {
    await assertRejects(
      () => readAll(`{"text":"a"}\n{"text":"b"}\n${line}\n{"text":"c"}`, { field: "text" }),
      message === "it is not JSON" ? SyntaxError : TypeError,
      `Cannot read line 3: ${message}`,
    );
  });
}

Deno.test("readTexts() takes no inherited property for a field", async () => {
  await assertRejects(
    () => readAll("{}", { field: "constructor" }),
    TypeError,
    `Cannot read line 1: it must be an object with a text in its field "constructor"`,
  );
});

Deno.test("readTexts() stops waiting for input when it is aborted", async () => {
  const controller = new AbortController();
  const silent = new ReadableStream<Uint8Array<ArrayBuffer>>();
  const reading = Array.fromAsync(
    readTexts(silent, { batchSize: 2, signal: controller.signal }),
  );
  controller.abort(new DOMException("Interrupted", "AbortError"));
  await assertRejects(() => reading, DOMException, "Interrupted");
});

Deno.test("openTexts() says which file it cannot open", async () => {
  await using folder = new TempFolder();
  const path = join(folder.path, "none.txt");
  const missing = await assertRejects(() => openTexts(path), Error);
  assertMatch(missing.message, /^Cannot read ".*none\.txt": .+, name a file of texts$/);
  await assertRejects(
    () => openTexts(folder.path),
    Error,
    `Cannot read "${folder.path}": it is a folder, name a file of texts`,
  );
});
