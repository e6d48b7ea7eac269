import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import denoJson from "../deno.json" with { type: "json" };
import type { Command } from "../src/commands/command.ts";
import { parseFlags } from "../src/commands/parse_flags.ts";
import { command as distill } from "../src/commands/distill.ts";
import { command as encode } from "../src/commands/encode.ts";
import { command as inspect } from "../src/commands/inspect.ts";
import { command as quantize } from "../src/commands/quantize.ts";
import { command as similarity } from "../src/commands/similarity.ts";
import { FFI, type Outcome, ROOT, runCommandLine } from "./commands/command_line.ts";

const COMMANDS: Record<string, Command> = { distill, quantize, encode, similarity, inspect };

for (const flag of ["--version", "-V"]) {
  Deno.test(`main() prints the version of deno.json for ${flag}`, async () => {
    assertEquals(await runCommandLine([flag]), {
      code: 0,
      stdout: `model2vec ${denoJson.version}\n`,
      stderr: "",
    });
  });
}

for (const args of [[], ["--help"], ["-h"], ["help"]]) {
  Deno.test(`main() lists the commands for ${JSON.stringify(args)}`, async () => {
    const { code, stdout, stderr } = await runCommandLine(args);
    assertEquals({ code, stderr }, { code: 0, stderr: "" });
    for (const name of Object.keys(COMMANDS)) {
      assertMatch(stdout, new RegExp(`^  ${name} +[A-Z]`, "m"));
    }
  });
}

for (const [name, command] of Object.entries(COMMANDS)) {
  Deno.test(`main() shows the help of ${name}: every flag, and examples that can be understood`, async () => {
    const { code, stdout, stderr } = await runCommandLine([name, "--help"], { flags: [FFI] });
    assertEquals({ code, stderr }, { code: 0, stderr: "" });
    assertStringIncludes(stdout, `Usage: model2vec ${name}`);
    for (const flag of [...command.flags.map((flag) => flag.name), "help"]) {
      assertMatch(stdout, new RegExp(`^  .{3} --${flag}( [A-Z]+)?  +\\S`, "m"));
    }
    assert(command.examples.length > 0);
    for (const [, line] of command.examples) {
      assertStringIncludes(stdout, `\n  model2vec ${line}`);
      const words = line.match(/"[^"]*"|\S+/g)!.map((word) => word.replaceAll('"', ""));
      assertEquals(words[0], name);
      parseFlags(words.slice(1), command);
    }
  });
}

const refused: [args: string[], stderr: string][] = [
  [
    ["distil"],
    `error: Cannot run the unknown command "distil": the nearest one is "distill", ` +
    `"model2vec --help" lists all\n`,
  ],
  [
    ["toString"],
    `error: Cannot run the unknown command "toString": "model2vec --help" lists all\n`,
  ],
  [
    ["../distill"],
    `error: Cannot run the unknown command "../distill": the nearest one is "distill"`,
  ],
  [[""], `error: Cannot run the unknown command "": "model2vec --help" lists all\n`],
  [
    ["distill", "--modl", "x"],
    `error: Cannot use the unknown flag "--modl": the nearest one is "--model"`,
  ],
  [["inspect", "x"], `error: Cannot inspect "x" without a flag: name the model with --model\n`],
  [["similarity", "x"], "error: Cannot compare 1 texts: give two or more\n"],
  [["encode", "--endpoint", "x"], `error: Cannot use "x" for --endpoint: it must be an address`],
  [
    ["encode", "--max-length", "x"],
    `error: Cannot use "x" for --max-length: it must be an integer`,
  ],
];
for (const [args, stderr] of refused) {
  Deno.test(`main() exits with 2 for ${JSON.stringify(args)}`, async () => {
    const outcome = await runCommandLine(args, { flags: [FFI] });
    assertEquals({ code: outcome.code, stdout: outcome.stdout }, { code: 2, stdout: "" });
    assertStringIncludes(outcome.stderr, stderr);
  });
}

/** Evaluates code with every permission. */
async function evaluate(code: string): Promise<Outcome> {
  const { stdout, stderr, ...status } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", code],
    cwd: ROOT,
    env: { NO_COLOR: "1" },
  }).output();
  const decoder = new TextDecoder();
  return { code: status.code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}

Deno.test("main() gives up the permission to run programs, and leaves no signal listener", async () => {
  assertEquals(
    await evaluate(`
      import { main } from "./cli.ts";
      const code = await main(["--version"]);
      const { state } = await Deno.permissions.query({ name: "run" });
      console.log(code, state);`),
    { code: 0, stdout: `model2vec ${denoJson.version}\n0 prompt\n`, stderr: "" },
  );
});

Deno.test("main() returns 1 for a model that is not there", async () => {
  assertEquals(
    await evaluate(`
      import { main } from "./cli.ts";
      console.log(await main(["inspect", "-m", "/nowhere"]));`),
    {
      code: 0,
      stdout: "1\n",
      stderr: `error: Cannot open "/nowhere": no such folder, name a folder, an id on the hub ` +
        `("owner/name") or the address of a folder\n`,
    },
  );
});

Deno.test("packages/cli runs the same command line", async () => {
  const entry = join(ROOT, "packages/cli/main.ts");
  assertEquals(await runCommandLine(["--version"], { entry }), await runCommandLine(["--version"]));
  const { code, stderr } = await runCommandLine(["nonsense"], { entry });
  assertEquals(code, 2);
  assertStringIncludes(stderr, `Cannot run the unknown command "nonsense"`);
});
