import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { StaticModel } from "../../../src/model/static_model.ts";
import type { WordVectorOptions } from "../../../src/model/word_vectors/word_vectors.ts";
import { TempFolder, withGlobals } from "../../hub/process_state.ts";
import { concat, gzip, streamOf } from "./word_vector_files.ts";

const WORDS = ["cat", "dog", "new york"];
const VECTORS = [1, -0.5, 0.25, 2, 4, 8];
const GLOVE = "cat 1 -.5\ndog 0.25 2e0\nnew york 4 8\n";
const HEADED = `3 2\n${GLOVE}`;
const BINARY = concat("3 2\n", "cat ", [1, -0.5], "dog ", [0.25, 2], "new\u00a0york ", [4, 8]);

async function read(
  file: string | Uint8Array,
  options: WordVectorOptions & { chunkBytes?: number } = {},
): Promise<{ model: StaticModel; warnings: string[] }> {
  const { chunkBytes, ...rest } = options;
  const warnings: string[] = [];
  const model = await StaticModel.fromWordVectors(streamOf(file, chunkBytes), {
    onWarning: (warning) => warnings.push(warning),
    ...rest,
  });
  return { model, warnings };
}

function rowsOf({ table }: StaticModel): number[] {
  return [...table.values.data];
}

const files: [name: string, file: string | Uint8Array, words?: string[]][] = [
  ["GloVe's text", GLOVE],
  ["word2vec's text", HEADED],
  ["fastText's text", HEADED.replaceAll("\n", " \n")],
  ["word2vec's binary form", BINARY, ["cat", "dog", "new\u00a0york"]],
  ["GloVe's text as gzip", await gzip(GLOVE)],
  ["word2vec's binary form as gzip", await gzip(BINARY), ["cat", "dog", "new\u00a0york"]],
];
for (const [name, file, words = WORDS] of files) {
  for (const chunkBytes of [1, 7, 4096]) {
    Deno.test(`StaticModel.fromWordVectors() reads ${name} in chunks of ${chunkBytes}`, async () => {
      const { model, warnings } = await read(file, { chunkBytes, dtype: "float32" });
      assertEquals(model.tokenizer.tokens, [...words, "[PAD]", "[UNK]"]);
      assertEquals(rowsOf(model), [...VECTORS, 0, 0, 0, 0]);
      assertEquals(warnings, []);
    });
  }
}

Deno.test("StaticModel.fromWordVectors() makes a model of plain means", async () => {
  const { model } = await read(GLOVE);
  assertEquals(model.encodeOne("Cat, DOG and mouse"), Float32Array.of(0.625, 0.75));
  assertEquals(model.encodeOne("in New York"), Float32Array.of(4, 8));
  assertEquals(model.encodeOne("mouse"), Float32Array.of(0, 0));
  assertEquals(model.config, {
    "model_type": "model2vec",
    "architectures": ["StaticModel"],
    "hidden_dim": 2,
    "seq_length": 1_000_000,
    "normalize": false,
    "max_length": 512,
    "embedding_dtype": "float16",
  });
});

Deno.test("StaticModel.fromWordVectors() makes a model that is the same when saved and loaded", async () => {
  await using folder = new TempFolder();
  const { model } = await read(GLOVE, { normalize: true });
  await model.savePretrained(folder.path);
  const loaded = await StaticModel.fromPretrained(folder.path);
  assertEquals(loaded.tokenizer.toJson(), model.tokenizer.toJson());
  assertEquals(loaded.table, model.table);
  assertEquals(loaded.config, model.config);
  assertEquals(loaded.encodeOne("a cat in New York"), model.encodeOne("a cat in New York"));
});

Deno.test("StaticModel.fromWordVectors() chooses the smallest element type that has the numbers", async () => {
  const dtypeOf = async (text: string, options?: WordVectorOptions) =>
    (await read(text, options)).model.table.values.dtype;
  assertEquals(await dtypeOf("a 65519 -65519"), "float16");
  assertEquals(await dtypeOf("a 65519 -65520"), "float32");
  assertEquals(await dtypeOf("a 1 2", { dtype: "int8" }), "int8");
});

Deno.test("StaticModel.fromWordVectors() takes the first words up to the limit", async () => {
  for (const file of [GLOVE, HEADED, BINARY]) {
    const { model } = await read(file, { limit: 2 });
    assertEquals(model.tokenizer.tokens, ["cat", "dog", "[PAD]", "[UNK]"]);
  }
});

Deno.test("StaticModel.fromWordVectors() lets a stream go when it has read enough", async () => {
  let isCancelled = false;
  const stream = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new TextEncoder().encode("cat 1 2\ndog 3 4\n")),
    cancel: () => void (isCancelled = true),
  });
  await StaticModel.fromWordVectors(stream, { limit: 2 });
  assertEquals(isCancelled, true);
});

Deno.test("StaticModel.fromWordVectors() says which words it leaves out", async () => {
  const { model, warnings } = await read("a 1\n 2\nb 3\na 4\n\u3000 5\nc 6\n", {
    dtype: "float32",
  });
  assertEquals(model.tokenizer.tokens, ["a", "b", "c", "[PAD]", "[UNK]"]);
  assertEquals(rowsOf(model), [1, 3, 6, 0, 0]);
  assertEquals(warnings, [
    "Left out 2 blank words: no text has them",
    "Left out 1 repeated word: the first vector of each counts",
  ]);
});

Deno.test("StaticModel.fromWordVectors() keeps capitals unless told otherwise", async () => {
  const text = "The 1\nthe 2\ncat 4\n";
  const { model: cased } = await read(text);
  assertEquals(cased.encodeOne("The the CAT"), Float32Array.of(1.5));
  const { model: lower, warnings } = await read(text, { lowercase: true });
  assertEquals(lower.tokenizer.tokens, ["the", "cat", "[PAD]", "[UNK]"]);
  assertEquals(lower.encodeOne("The the CAT"), Float32Array.of(2));
  assertEquals(warnings, ["Left out 1 repeated word: the first vector of each counts"]);
});

Deno.test("StaticModel.fromWordVectors() does not count the file's own unknown word", async () => {
  const { model } = await read("cat 1\n[UNK] 9\n");
  assertEquals(model.tokenizer.tokens, ["cat", "[UNK]", "[PAD]"]);
  assertEquals(model.encodeOne("cat mouse"), Float32Array.of(1));
});

Deno.test("StaticModel.fromWordVectors() reads a path and a file: URL", async () => {
  await using folder = new TempFolder();
  const path = `${folder.path}/tiny vectors.txt.gz`;
  await Deno.writeFile(path, await gzip(GLOVE));
  const url = new URL(`file://${folder.path}/tiny%20vectors.txt.gz`);
  for (const source of [path, url, url.href]) {
    assertEquals((await StaticModel.fromWordVectors(source)).dimensions, 2);
  }
});

const TRUNCATED = "fetch it again";
const broken: [file: string | Uint8Array, message: string][] = [
  ["", `: line 1 is "", lines of a word and its numbers are needed`],
  ["cat 1 2\ndog 3\n", ": line 2 must have 2 numbers after its word, current count is 1"],
  [`cat 1 ${"1".repeat(100)}\n`, `: number 2 on line 1 is "${"1".repeat(40)}...", a finite number`],
  ["cat 1 nan\n", `: number 2 on line 1 is "nan", a finite number in decimal is needed`],
  [`4 2\n${GLOVE}`, `: line 1 says 4 words, the file ends after 3, ${TRUNCATED}`],
  ["10000000000 2\n", `: line 1 says 10000000000 words, the file ends after 0, ${TRUNCATED}`],
  [BINARY.subarray(0, 30), `: line 1 says 3 words, the file ends after 2, ${TRUNCATED}`],
  [concat("PK\x03\x04"), ": it is a zip archive, unpack it first"],
  [(await gzip(GLOVE)).subarray(0, 30), ": it cannot be unpacked ("],
];
for (const [file, message] of broken) {
  for (const chunkBytes of [1, 4096]) {
    Deno.test(`StaticModel.fromWordVectors() says${message} in chunks of ${chunkBytes}`, async () => {
      await assertRejects(
        () => read(file, { chunkBytes }),
        SyntaxError,
        `Cannot read word vectors${message}`,
      );
    });
  }
}

Deno.test("StaticModel.fromWordVectors() names the file", async () => {
  await using folder = new TempFolder();
  const path = `${folder.path}/empty.txt`;
  await Deno.writeTextFile(path, "");
  await assertRejects(
    () => StaticModel.fromWordVectors(path),
    SyntaxError,
    `Cannot read word vectors "${path}": line 1 is "", `,
  );
  await assertRejects(
    () => StaticModel.fromWordVectors(streamOf(""), { name: "glove.txt" }),
    SyntaxError,
    `Cannot read word vectors "glove.txt": line 1 is "", `,
  );
});

Deno.test("StaticModel.fromWordVectors() refuses a number that is too large for the element type", async () => {
  await assertRejects(
    () => read("cat 1 65520\n", { dtype: "float16" }),
    RangeError,
    "Cannot store word vectors in float16: a number is as large as 65520, the limit is below 65520, " +
      "float32 would do",
  );
});

const sources: [source: string | URL, message: string][] = [
  ["/nowhere/glove.txt", `Cannot read word vectors "/nowhere/glove.txt": No such file`],
  [".", `Cannot read word vectors ".": it is a folder, name a file`],
];
for (const [source, message] of sources) {
  Deno.test(`StaticModel.fromWordVectors() cannot open ${source}`, async () => {
    await assertRejects(() => StaticModel.fromWordVectors(source), Error, message);
  });
}

for (
  const source of [
    "https://example.com/glove.txt",
    new URL("https://a:b@example.com/glove.txt?key=1"),
  ]
) {
  Deno.test(`StaticModel.fromWordVectors() refuses a ${typeof source} with an address`, async () => {
    await assertRejects(
      () => StaticModel.fromWordVectors(source),
      TypeError,
      "Cannot read word vectors: the source must be a path, a file: URL or a ReadableStream, " +
        `current value is "https://example.com/glove.txt"`,
    );
  });
}

Deno.test("StaticModel.fromWordVectors() reads streams in runtimes other than Deno, and no paths", async () => {
  await withGlobals({ Deno: undefined }, async () => {
    assertEquals((await read(GLOVE)).model.dimensions, 2);
    await assertRejects(
      () => StaticModel.fromWordVectors("glove.txt"),
      TypeError,
      `Cannot read word vectors "glove.txt": this runtime gives no access to files, ` +
        "pass a ReadableStream",
    );
  });
});

const wrong: [options: Record<string, unknown>, message: string][] = [
  [
    { format: "glov" },
    `format must be one of "glove", "word2vec", "word2vec-binary", "komninos", ` +
    `current value is "glov"`,
  ],
  ...[0, -1, 1.5, "2", NaN].map((limit): [Record<string, unknown>, string] => [
    { limit },
    `limit must be an integer of at least 1, current value is ${JSON.stringify(limit)}`
      .replace("null", "NaN"),
  ]),
  [
    { dtype: "float8" },
    `the element type must be one of "float64", "float32", "float16", "int8", `,
  ],
  [{ lowercase: "yes" }, `lowercase must be true or false, current value is "yes"`],
  [{ normalize: 1 }, "normalize must be true or false, current value is 1"],
];
for (const [options, message] of wrong) {
  Deno.test(`StaticModel.fromWordVectors() refuses ${JSON.stringify(options)}`, async () => {
    const error = await assertRejects(
      () => StaticModel.fromWordVectors("/nowhere", options),
      Error,
    );
    assertStringIncludes(error.message, `Cannot read word vectors: ${message}`);
  });
}
