import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { UsageError } from "../../src/commands/command.ts";
import { command } from "../../src/commands/convert.ts";
import { parseFlags } from "../../src/commands/parse_flags.ts";
import { StaticModel } from "../../src/model/static_model.ts";
import { TempFolder } from "../hub/process_state.ts";
import { gzip } from "../model/word_vectors/word_vector_files.ts";
import { listNames, runCommandLine } from "./command_line.ts";

const GLOVE = "The 1 2\ncat 3 4\nthe 5 6\n";

/** Runs the command in this process; it must not write to standard output. */
function run(...args: string[]): Promise<void> {
  const line = parseFlags(["--quiet", ...args], command);
  return command.run({ ...line, signal: new AbortController().signal });
}

async function writeVectors(folder: string, contents: string | Uint8Array = GLOVE) {
  const [file, output] = [join(folder, "vectors.txt"), join(folder, "model")];
  await Deno.writeFile(
    file,
    typeof contents === "string" ? new TextEncoder().encode(contents) : contents,
  );
  return { file, output };
}

Deno.test("convert writes a model, and says what became of the words", async () => {
  await using folder = new TempFolder();
  const { file, output } = await writeVectors(folder.path, await gzip(`${GLOVE}cat 7 8\n`));
  const { code, stdout, stderr } = await runCommandLine(["convert", file, "-o", output], {
    folders: [folder.path],
  });
  assertEquals({ code, stderr }, {
    code: 0,
    stderr: "0 of 0 MB read\n" +
      "warning: Left out 1 repeated word: the first vector of each counts\n",
  });
  assertMatch(
    stdout,
    /^5 tokens x 2 dimensions, float16\n[\d.]+ kB in .*model, made in \d+\.\d s\n$/,
  );
  const model = await StaticModel.fromPretrained(output);
  assertEquals(model.encodeOne("The cat"), Float32Array.of(2, 3));
});

Deno.test("convert reads nothing but the file and writes nothing but the folder", async () => {
  await using folder = new TempFolder();
  const { file, output } = await writeVectors(folder.path);
  const { code, stdout, stderr } = await runCommandLine(["convert", "-q", file, "-o", output], {
    flags: [`--allow-read=${folder.path}`, `--allow-write=${folder.path}`],
  });
  assertEquals({ code, stdout, stderr }, { code: 0, stdout: "", stderr: "" });
});

const choices: [args: string[], dtype: string, tokens: string[], normalize: boolean][] = [
  [[], "float16", ["The", "cat", "the"], false],
  [["--limit", "2", "--dtype", "int8"], "int8", ["The", "cat"], false],
  [["--lowercase", "--normalize"], "float16", ["the", "cat"], true],
  [["--format", "glove", "--cased"], "float16", ["The", "cat", "the"], false],
];
for (const [args, dtype, tokens, normalize] of choices) {
  Deno.test(`convert follows ${args.join(" ") || "no flags"}`, async () => {
    await using folder = new TempFolder();
    const { file, output } = await writeVectors(folder.path);
    await run(file, "-o", output, ...args);
    const model = await StaticModel.fromPretrained(output);
    assertEquals(model.table.values.dtype, dtype);
    assertEquals(model.tokenizer.tokens, [...tokens, "[PAD]", "[UNK]"]);
    assertEquals(model.config.normalize, normalize);
  });
}

Deno.test("convert puts the name on the card", async () => {
  await using folder = new TempFolder();
  const { file, output } = await writeVectors(folder.path);
  await run(file, "-o", output, "--name", "glove-tiny");
  assertMatch(await Deno.readTextFile(join(output, "README.md")), /^model_name: glove-tiny$/m);
});

Deno.test("convert checks the folder before it reads, and keeps it with --force", async () => {
  await using folder = new TempFolder();
  const { file, output } = await writeVectors(folder.path);
  await Deno.mkdir(output);
  await Deno.writeTextFile(join(output, "notes.txt"), "mine");
  await assertRejects(
    () => run("/nowhere/vectors.txt", "-o", output),
    Error,
    `Cannot write a model to "${output}": it holds "notes.txt"`,
  );
  await run(file, "-o", output, "--force");
  assertEquals(await Deno.readTextFile(join(output, "notes.txt")), "mine");
});

Deno.test("convert leaves nothing of a file that is broken, and exits with 1", async () => {
  await using folder = new TempFolder();
  const { file, output } = await writeVectors(folder.path, "cat 1 2\ndog 3\n");
  const { code, stdout, stderr } = await runCommandLine(["convert", "-q", file, "-o", output], {
    folders: [folder.path],
  });
  assertEquals({ code, stdout, stderr }, {
    code: 1,
    stdout: "",
    stderr:
      `error: Cannot read word vectors "${file}": line 2 must have 2 numbers after its word, ` +
      "current count is 1\n",
  });
  assertEquals(await listNames(folder.path), ["vectors.txt"]);
});

Deno.test("convert ends when it is interrupted, and leaves nothing", async () => {
  await using folder = new TempFolder();
  const { file, output } = await writeVectors(folder.path);
  const controller = new AbortController();
  controller.abort(new DOMException("Interrupted", "AbortError"));
  const line = parseFlags(["-q", file, "-o", output], command);
  await assertRejects(
    () => command.run({ ...line, signal: controller.signal }),
    DOMException,
    "Interrupted",
  );
  assertEquals(await listNames(folder.path), ["vectors.txt"]);
});

Deno.test("convert --help shows how it is used", async () => {
  const { code, stdout } = await runCommandLine(["convert", "--help"]);
  assertEquals(code, 0);
  assertMatch(stdout, /^Usage: model2vec convert FILE \[options\]$/m);
});

Deno.test("convert says what is missing", async () => {
  await assertRejects(
    () => run("/nowhere/vectors.txt", "-o", "m2v_none"),
    Error,
    `Cannot convert "/nowhere/vectors.txt": No such file or directory`,
  );
});

const wrong: [args: string[], message: string][] = [
  [[], "Cannot convert 0 files: name one file of word vectors"],
  [["a", "b"], "Cannot convert 2 files: name one file of word vectors"],
  ...["0", "-1", "1.5", "x", "none"].map((value): [string[], string] => [
    ["a", `--limit=${value}`],
    `Cannot use "${value}" for --limit: it must be an integer of at least 1`,
  ]),
  [
    ["a", "--format", "text"],
    `Cannot use "text" for --format: it must be one of "glove", "word2vec", "word2vec-binary", ` +
    `"komninos"`,
  ],
  [
    ["a", "--dtype", "f32"],
    `Cannot use "f32" for --dtype: it must be one of "float64", "float32", "float16", "int8"`,
  ],
  [
    ["a", "--lowercase", "--cased"],
    "Cannot use --lowercase together with --cased: give one of them",
  ],
  [["a", "--name="], "Cannot use --name without a value"],
];
for (const [args, message] of wrong) {
  Deno.test(`convert ${args.join(" ")} is refused`, async () => {
    await assertRejects(async () => await run(...args), UsageError, message);
  });
}
