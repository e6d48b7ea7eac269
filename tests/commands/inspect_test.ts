import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { TempFolder } from "../hub/process_state.ts";
import { MODEL, runCommandLine } from "./command_line.ts";

Deno.test("inspect --json prints what the model consists of", async () => {
  const { code, stdout, stderr } = await runCommandLine(["inspect", "--json", "-m", MODEL]);
  assertEquals({ code, stderr }, { code: 0, stderr: "" });
  const { config, ...facts } = JSON.parse(stdout) as Record<string, unknown>;
  assertEquals(config, JSON.parse(await Deno.readTextFile(join(MODEL, "config.json"))));
  assertEquals(facts, {
    source: MODEL,
    baseModel: facts.baseModel,
    bytes: 29_525 * 32 * 4,
    rows: 29_525,
    dimensions: 32,
    dtype: "float32",
    tokens: 29_525,
    hasMapping: false,
    hasWeights: false,
    tokenizer: "WordPiece",
    normalizer: "BertNormalizer",
    preTokenizer: "BertPreTokenizer",
    unknownToken: "[UNK]",
  });
});

Deno.test("inspect prints a line per fact, sizes for people too", async () => {
  const { stdout } = await runCommandLine(["inspect", `--model=${MODEL}`]);
  assertMatch(stdout, /^bytes +3779200 \(3\.8 MB\)$/m);
  assertMatch(stdout, /^dimensions +32$/m);
  assertMatch(stdout, /^config +\{"/m);
});

Deno.test("inspect shows a model as --dimensions and --resident-type make it", async () => {
  const flags = ["--dimensions", "8", "--resident-type", "int8"];
  const { code, stdout } = await runCommandLine(["inspect", "--json", "-m", MODEL, ...flags]);
  const { bytes, dimensions, dtype } = JSON.parse(stdout) as Record<string, unknown>;
  assertEquals([code, bytes, dimensions, dtype], [0, 29_525 * 8, 8, "int8"]);
});

Deno.test("inspect refuses dimensions and element types that there are not", async () => {
  const refusals = [
    [["--dimensions", "0"], 'Cannot use "0" for --dimensions: it must be an integer of at least 1'],
    [["--resident-type", "int4"], 'Cannot use "int4" for --resident-type: it must be one of'],
  ] as const;
  for (const [flags, message] of refusals) {
    const { code, stderr } = await runCommandLine(["inspect", "-m", MODEL, ...flags]);
    assertEquals(code, 2);
    assertStringIncludes(stderr, message);
  }
  const { code, stderr } = await runCommandLine(["inspect", "-m", MODEL, "--dimensions", "33"]);
  assertEquals(code, 1);
  assertStringIncludes(stderr, "dimensions must be an integer from 1 to 32, current value is 33");
});

Deno.test("inspect names the file that is broken", async () => {
  await using folder = new TempFolder();
  for (const name of ["config.json", "tokenizer.json"]) {
    await Deno.copyFile(join(MODEL, name), join(folder.path, name));
  }
  const inspect = () => runCommandLine(["inspect", "-m", folder.path], { folders: [folder.path] });
  const missing = await inspect();
  assertEquals(missing.code, 1);
  assertStringIncludes(missing.stderr, "model.safetensors is missing");
  await Deno.writeTextFile(join(folder.path, "model.safetensors"), "short");
  const broken = await inspect();
  assertEquals(broken.code, 1);
  assertMatch(broken.stderr, /^error: Cannot read safetensors: /);
  assertStringIncludes(broken.stderr, ` (in the model "${folder.path}")`);
});

Deno.test("inspect --texts counts the tokens that are unknown", async () => {
  await using folder = new TempFolder();
  const file = join(folder.path, "texts.txt");
  await Deno.writeTextFile(file, "hello world\n\u{13000}\n\nhello \u{13000}\n");
  const inspect = (...flags: string[]) =>
    runCommandLine(["inspect", "-m", MODEL, "--texts", file, ...flags], {
      folders: [folder.path],
    });
  const { code, stdout } = await inspect("--json");
  assertEquals(code, 0);
  const { texts } = JSON.parse(stdout) as { texts: unknown };
  assertEquals(texts, {
    count: 4,
    unknownTexts: 1,
    tokens: 5,
    unknownTokens: 2,
    unknownShare: 0.4,
  });
  assertMatch((await inspect()).stdout, /^texts +\{"count":4,.*"unknownShare":0\.4\}$/m);
});

Deno.test("inspect --texts names the file that it cannot read", async () => {
  await using folder = new TempFolder();
  const file = join(folder.path, "none.txt");
  const { code, stderr } = await runCommandLine(["inspect", "-m", MODEL, "--texts", file], {
    folders: [folder.path],
  });
  assertEquals(code, 1);
  assertStringIncludes(stderr, `error: Cannot read "${file}": No such file or directory`);
});
