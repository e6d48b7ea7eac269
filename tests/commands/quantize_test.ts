import { assertEquals, assertLess, assertMatch, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { UsageError } from "../../src/commands/command.ts";
import { parseFlags } from "../../src/commands/parse_flags.ts";
import { command } from "../../src/commands/quantize.ts";
import { StaticModel } from "../../src/model/static_model.ts";
import { TempFolder } from "../hub/process_state.ts";
import { tinyFolder, writeFiles } from "../model/tiny_model.ts";
import { listNames, runCommandLine } from "./command_line.ts";

/** Runs the command in this process; it must not write to standard output. */
function run(...args: string[]): Promise<void> {
  const line = parseFlags(["--quiet", ...args], command);
  return command.run({ ...line, signal: new AbortController().signal });
}

/** Writes a model of six tokens and two dimensions. */
async function writeModel(folder: string): Promise<{ source: string; output: string }> {
  const source = join(folder, "source");
  await writeFiles(source, tinyFolder());
  return { source, output: join(folder, "model") };
}

Deno.test("quantize writes a smaller model, and says how small it is", async () => {
  await using folder = new TempFolder();
  const { source, output } = await writeModel(folder.path);
  const { code, stdout, stderr } = await runCommandLine(
    ["quantize", source, "-o", output, "--clusters=4", "--dtype=int8", "--dimensions=1"],
    { folders: [folder.path] },
  );
  assertEquals({ code, stderr }, { code: 0, stderr: "Clustering 6 rows\n" });
  assertMatch(
    stdout,
    /^6 tokens x 1 dimensions, int8, in 4 rows\n[\d.]+ kB in .*model, made in \d+\.\d s\n$/,
  );
  const { table, config } = await StaticModel.fromPretrained(output);
  assertEquals([table.rows, table.columns, table.mapping?.length], [4, 1, 6]);
  assertEquals(config.vocabulary_quantization, 4);
});

Deno.test("quantize reads nothing but the model and writes nothing but the folder", async () => {
  await using folder = new TempFolder();
  const { source, output } = await writeModel(folder.path);
  const outcome = await runCommandLine(["quantize", "-q", source, "-o", output, "--dtype=int8"], {
    flags: [`--allow-read=${folder.path}`, `--allow-write=${folder.path}`],
  });
  assertEquals(outcome, { code: 0, stdout: "", stderr: "" });
});

Deno.test("quantize follows the seed", async () => {
  await using folder = new TempFolder();
  const { source, output } = await writeModel(folder.path);
  const mappings = new Set<string>();
  for (const seed of ["1", "1", "2", "3", "4"]) {
    await run(source, "-o", output, "--clusters=3", `--seed=${seed}`);
    mappings.add(`${seed} ${(await StaticModel.fromPretrained(output)).table.mapping}`);
  }
  assertEquals(mappings.size, 4);
  assertLess(1, new Set([...mappings].map((text) => text.split(" ")[1])).size);
});

Deno.test("quantize puts the name on the card, and keeps the origin", async () => {
  await using folder = new TempFolder();
  const { source, output } = await writeModel(folder.path);
  await writeFiles(source, { "README.md": "---\nbase_model: a/teacher\n---\n" });
  await run(source, "-o", output, "--dtype=float16", "--name=tiny-half");
  const card = await Deno.readTextFile(join(output, "README.md"));
  assertMatch(card, /^base_model: a\/teacher$/m);
  assertMatch(card, /^model_name: tiny-half$/m);
});

Deno.test("quantize checks the folder before it loads, and keeps it with --force", async () => {
  await using folder = new TempFolder();
  const { source, output } = await writeModel(folder.path);
  await writeFiles(output, { "notes.txt": "mine" });
  await assertRejects(
    () => run("/nowhere/model", "-o", output, "--dtype=int8"),
    Error,
    `Cannot write a model to "${output}": it holds "notes.txt"`,
  );
  await run(source, "-o", output, "--dtype=int8", "--force");
  assertEquals(await Deno.readTextFile(join(output, "notes.txt")), "mine");
});

Deno.test("quantize says what the model does not allow, and exits with 1", async () => {
  await using folder = new TempFolder();
  const { source, output } = await writeModel(folder.path);
  const outcome = await runCommandLine(["quantize", source, "-o", output, "--dimensions=3"], {
    folders: [folder.path],
  });
  assertEquals(outcome, {
    code: 1,
    stdout: "",
    stderr: "error: Cannot truncate embeddings: dimensions must be an integer from 1 to 2, " +
      "current value is 3\n",
  });
  assertEquals(await listNames(folder.path), ["source"]);
});

Deno.test("quantize ends when it is interrupted, and leaves nothing", async () => {
  await using folder = new TempFolder();
  const { source, output } = await writeModel(folder.path);
  const controller = new AbortController();
  controller.abort(new DOMException("Interrupted", "AbortError"));
  const line = parseFlags(["-q", source, "-o", output, "--clusters=2"], command);
  await assertRejects(
    () => command.run({ ...line, signal: controller.signal }),
    DOMException,
    "Interrupted",
  );
  assertEquals(await listNames(folder.path), ["source"]);
});

const wrong: [args: string[], message: string][] = [
  [["--dtype=int8"], "Cannot quantize 0 models: name one model"],
  [["a", "b", "--dtype=int8"], "Cannot quantize 2 models: name one model"],
  [
    ["a", "--dtype=int8"],
    "Cannot quantize without a folder to write to: name it with --output",
  ],
  [
    ["a", "-o", "b"],
    "Cannot quantize without a choice: give --clusters, --dtype, --dimensions or several of them",
  ],
  ...["clusters", "dimensions"].flatMap((flag) =>
    ["0", "1.5", "x"].map((value): [string[], string] => [
      ["a", `--${flag}=${value}`],
      `Cannot use "${value}" for --${flag}: it must be an integer of at least 1`,
    ])
  ),
  [
    ["a", "--dtype=f32"],
    `Cannot use "f32" for --dtype: it must be one of "float64", "float32", "float16", "int8"`,
  ],
  [
    ["a", "--clusters=2", "--seed=1.5"],
    `Cannot use "1.5" for --seed: it must be an integer`,
  ],
  [
    ["a", "--dtype=int8", "--seed=1"],
    "Cannot use --seed without --clusters: nothing else is random",
  ],
  [["a", "--dtype=int8", "--name="], "Cannot use --name without a value"],
];
for (const [args, message] of wrong) {
  Deno.test(`quantize ${args.join(" ")} is refused`, async () => {
    await assertRejects(async () => await run(...args), UsageError, message);
  });
}
