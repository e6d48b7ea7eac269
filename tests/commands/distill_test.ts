import {
  assertEquals,
  assertGreater,
  assertLess,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { join } from "@std/path";
import { StaticModel } from "../../src/model/static_model.ts";
import { TempFolder } from "../hub/process_state.ts";
import { commandLine, distil, FFI, listNames, ROOT } from "./command_line.ts";

const MODEL_FILES = [
  "README.md",
  "config.json",
  "model.safetensors",
  "modules.json",
  "tokenizer.json",
];

Deno.test("distill writes a model, and replaces it the second time", async () => {
  await using folder = new TempFolder();
  const output = join(folder.path, "model");
  for (const components of ["16", "8"]) {
    const { code, stdout, stderr } = await distil(folder.path, [
      ...["-o", output, "--dtype", "float32", `--components=${components}`],
    ]);
    assertEquals(code, 0, stderr);
    assertMatch(
      stderr,
      /^Distilling sentence-transformers\/all-MiniLM-L6-v2\n(\d+) of \1 tokens\n$/,
    );
    assertMatch(stdout, new RegExp(`^\\d+ tokens x ${components} dimensions, float32\\n`));
    assertMatch(stdout, /^\d+\.\d kB in .*model, made in \d+\.\d s$/m);
    assertMatch(stdout, /\n\nHow do I reset my password\?\n( {2}[ -]\d\.\d{3} {2}\S.*\n){3}$/);
    assertEquals(await listNames(output), MODEL_FILES);
    assertEquals(await listNames(folder.path), ["model"]);
    const model = await StaticModel.fromPretrained(output);
    assertEquals(model.dimensions, Number(components));
    assertGreater(model.table.rows, 50);
    assertLess(model.table.rows, 500);
  }
});

Deno.test("distill --clusters has tokens share rows, and says how many there are", async () => {
  await using folder = new TempFolder();
  const output = join(folder.path, "model");
  const { code, stdout, stderr } = await distil(folder.path, ["-o", output, "--clusters=20"]);
  assertEquals(code, 0, stderr);
  assertMatch(stdout, /^\d+ tokens x 16 dimensions, float16, in 20 rows\n/);
  const { table, tokenizer } = await StaticModel.fromPretrained(output);
  assertEquals([table.rows, table.mapping?.length], [20, tokenizer.tokens.length]);
});

Deno.test("distill --quiet prints nothing, not even what it could not follow", async () => {
  await using folder = new TempFolder();
  assertEquals(
    await distil(folder.path, ["-q", "-o", join(folder.path, "a/b/model"), "--components=9999"]),
    { code: 0, stdout: "", stderr: "" },
  );
  assertEquals(await listNames(join(folder.path, "a/b")), ["model"]);
});

Deno.test("distill says what it could not follow", async () => {
  await using folder = new TempFolder();
  const args = ["-o", join(folder.path, "model"), "--components=9999"];
  const { code, stderr } = await distil(folder.path, args);
  assertEquals(code, 0);
  assertStringIncludes(
    stderr,
    "warning: 9999 components were asked for, the teacher has 384: PCA keeps all of them\n",
  );
});

Deno.test("distill keeps foreign files, and is stopped by them unless forced", async () => {
  await using folder = new TempFolder();
  const { path } = folder;
  await Deno.writeTextFile(join(path, "thesis.txt"), "mine");
  assertEquals(await distil(path, ["-o", path]), {
    code: 1,
    stdout: "",
    stderr: `error: Cannot write a model to "${path}": it holds "thesis.txt", ` +
      `name another folder, or add --force to keep that beside the model\n`,
  });
  assertEquals(await listNames(path), ["thesis.txt"]);
  const output = join(path, "model");
  await Deno.mkdir(output);
  await Deno.rename(join(path, "thesis.txt"), join(output, "thesis.txt"));
  assertEquals((await distil(path, ["-o", output, "--force", "-q"])).code, 0);
  assertEquals(await listNames(output), [...MODEL_FILES, "thesis.txt"].sort());
  assertEquals(await Deno.readTextFile(join(output, "thesis.txt")), "mine");
});

Deno.test("distill refuses an output that is a file, or may not be written, before it starts", async () => {
  await using folder = new TempFolder();
  const { path } = folder;
  const file = join(path, "file");
  await Deno.writeTextFile(file, "mine");
  for (const output of [file, join(file, "model")]) {
    const { code, stdout, stderr } = await distil(path, ["-o", output]);
    assertEquals({ code, stdout }, { code: 1, stdout: "" });
    assertMatch(
      stderr,
      /^error: Cannot write a model to ".*": Not a directory.*, name a folder.*\n$/,
    );
  }
  const { code, stderr } = await distil(path, ["-o", join(ROOT, "tests/nowhere")], {
    flags: [`--allow-read=${ROOT}tests`],
  });
  assertEquals(code, 1);
  assertMatch(stderr, /^error: Cannot write a model to ".*tests\/nowhere": Requires write access/);
  assertMatch(
    stderr,
    /, name a folder that can be written to; tasks may write the checkout alone and read around it, "deno run -A cli.ts" may use everything\n$/,
  );
  assertEquals(await listNames(path), ["file"]);
});

Deno.test("distill ends when it is interrupted, and leaves nothing behind", async () => {
  await using folder = new TempFolder();
  const { path } = folder;
  const child = commandLine(["distill", "-o", join(path, "a/model")], {
    folders: [path],
    flags: [FFI],
  }).spawn();
  const lines = child.stderr.pipeThrough(new TextDecoderStream())[Symbol.asyncIterator]();
  let stderr = String((await lines.next()).value);
  child.kill("SIGINT");
  for await (const text of lines) stderr += text;
  const { code } = await child.status;
  await Promise.all([child.stdin.close().catch(() => {}), child.stdout.cancel()]);
  assertEquals(code, 130);
  assertMatch(stderr, /^Distilling \S+\n(\d+ of \d+ tokens\n)*error: Interrupted\n$/);
  assertEquals(await listNames(path), []);
});

const missing: [args: string[], message: string][] = [
  [["-m", "/nowhere"], `error: Cannot open "/nowhere": no such folder`],
  [["--teacher-dtype", "fp32"], `it has no ONNX file for dtype "fp32", there are "q8"`],
  [["--pooling", "pooler"], `its graph has no output "pooler_output"`],
];
for (const [args, message] of missing) {
  Deno.test(`distill ${args.join(" ")} says what is missing, and exits with 1`, async () => {
    await using folder = new TempFolder();
    const { code, stdout, stderr } = await distil(folder.path, [
      ...args,
      "-o",
      join(folder.path, "m"),
    ], {
      flags: ["--allow-read=/nowhere"],
    });
    assertEquals({ code, stdout }, { code: 1, stdout: "" });
    assertStringIncludes(stderr, message);
    assertEquals(await listNames(folder.path), []);
  });
}
