import { assertEquals, assertThrows } from "@std/assert";
import { parseArgs } from "@std/cli/parse-args";
import { closestString } from "@std/text/closest-string";
import { type Command, UsageError } from "../../src/commands/command.ts";
import { parseFlags, renderHelp } from "../../src/commands/parse_flags.ts";

const command: Command = {
  usage: "brew [options]",
  summary: "Brews.",
  flags: [
    { name: "model", short: "m", value: "SOURCE", description: "What to brew with" },
    { name: "strength", value: "N", description: "How strong" },
    { name: "force", description: "Even if it is full" },
    { name: "quiet", short: "q", description: "Say nothing" },
  ],
  examples: [["A cup", "brew -m tea"]],
  run: () => Promise.resolve(),
};

const accepted: [args: string[], texts: string[], values: Record<string, string | true>][] = [
  [[], [], {}],
  [["a", "b"], ["a", "b"], {}],
  [["1e3", "007", "0x10", "true", ""], ["1e3", "007", "0x10", "true", ""], {}],
  [["--model", "x"], [], { model: "x" }],
  [["--model=x"], [], { model: "x" }],
  [["-m", "x"], [], { model: "x" }],
  [["-m=x"], [], { model: "x" }],
  [["--model=a=b\nc"], [], { model: "a=b\nc" }],
  [["--model", "a=b"], [], { model: "a=b" }],
  [["--model=-x"], [], { model: "-x" }],
  [["--model=--force"], [], { model: "--force" }],
  [["--strength", "1e-4"], [], { strength: "1e-4" }],
  [["--strength=-1"], [], { strength: "-1" }],
  [["--model", "a", "-m", "b"], [], { model: "b" }],
  [["--model", "true"], [], { model: "true" }],
  [["-q", "--force", "x"], ["x"], { quiet: true, force: true }],
  [["--force", "true", "-q", "false"], ["true", "false"], { force: true, quiet: true }],
  [["a", "--", "--model", "-5", "--nonsense"], ["a", "--model", "-5", "--nonsense"], {}],
  [["--", "--"], ["--"], {}],
  [["-", "a"], ["-", "a"], {}],
  [["--model", "\u{1F600}", "\ud800"], ["\ud800"], { model: "\u{1F600}" }],
];
for (const [args, texts, values] of accepted) {
  Deno.test(`parseFlags() takes ${JSON.stringify(args)} apart`, () => {
    const parsed = parseFlags(args, command);
    assertEquals(parsed.texts, texts);
    for (const name of ["model", "strength"]) {
      assertEquals(parsed.flags.text(name), values[name] as string | undefined, name);
    }
    for (const name of ["force", "quiet", "help"]) {
      assertEquals(parsed.flags.isOn(name), values[name] === true, name);
    }
  });
}

const refused: [args: string[], message: string][] = [
  [["--forse"], `Cannot use the unknown flag "--forse": the nearest one is "--force"`],
  [["--modle=x"], `Cannot use the unknown flag "--modle": the nearest one is "--model"`],
  [["--no-force"], `Cannot use the unknown flag "--no-force": --help lists all`],
  [["--no-force=true"], `Cannot use the unknown flag "--no-force"`],
  [["--no-model=x"], `Cannot use the unknown flag "--no-model": --help lists all`],
  [["--_", "x"], `Cannot use the unknown flag "--_"`],
  [["--__proto__=x"], `Cannot use the unknown flag "--__proto__"`],
  [["--model.x=1"], `Cannot use the unknown flag "--model.x": the nearest one is "--model"`],
  [["-model", "x"], `Cannot use the unknown flag "-model": the nearest one is "--model"`],
  [["-mq"], `Cannot use the unknown flag "-mq"`],
  [["-x"], `Cannot use the unknown flag "-x"`],
  [["--q"], `Cannot use the unknown flag "--q"`],
  [["-5"], `, a text that begins with "-" comes after "--"`],
  [["--strength", "-1"], `Cannot use the unknown flag "-1"`],
  [["---"], `Cannot use the unknown flag "---"`],
  [["--force=banana"], `Cannot use --force with the value "banana": it takes none`],
  [["-q=true"], `Cannot use --quiet with the value "true": it takes none`],
  [["--force="], `Cannot use --force with the value "": it takes none`],
  [["--model="], "Cannot use --model without a value"],
  [["-m="], "Cannot use --model without a value"],
];
for (const [args, message] of refused) {
  Deno.test(`parseFlags() refuses ${JSON.stringify(args)}`, () => {
    assertThrows(() => parseFlags(args, command), UsageError, message);
  });
}

for (const args of [["--model"], ["--model", "--force"], ["--model", ""], ["--model", "--", "x"]]) {
  Deno.test(`parseFlags() leaves the value missing in ${JSON.stringify(args)}`, () => {
    const { flags } = parseFlags(args, command);
    assertThrows(() => flags.text("model"), UsageError, "Cannot use --model without a value");
  });
}

Deno.test("renderHelp() shows usage, every flag and the examples", () => {
  assertEquals(
    renderHelp(command),
    `Brews.

Usage: model2vec brew [options]

Options:
  -m, --model SOURCE  What to brew with
      --strength N    How strong
      --force         Even if it is full
  -q, --quiet         Say nothing
  -h, --help          Show this text

Examples:
  # A cup
  model2vec brew -m tea`,
  );
});

// What `parseFlags()` relies on: these cases hold for the package and for what stands in for it.
const shared: [args: string[], parsed: Record<string, unknown>][] = [
  [[], { on: false, off: false }],
  [["--on=true", "x"], { _: ["x"], on: true, off: false }],
  [["--name=a=b", "1"], { _: ["1"], name: "a=b", on: false, off: false }],
  [["--name", "v", "w"], { _: ["w"], name: "v", on: false, off: false }],
  [["--name", "--on=true"], { name: "", on: true, off: false }],
  [["--name", "-"], { _: ["-"], name: "", on: false, off: false }],
  [["--name", ""], { _: [""], name: "", on: false, off: false }],
  [["--name", "a", "--name=b"], { name: "b", on: false, off: false }],
  [["x", "--", "--name", "--"], { _: ["x", "--name", "--"], on: false, off: false }],
];
for (const [args, parsed] of shared) {
  Deno.test(`parseArgs() of @std/cli parses ${JSON.stringify(args)}`, () => {
    const options = { boolean: ["on", "off"], string: ["_", "name"] };
    assertEquals<Record<string, unknown>>({ ...parseArgs(args, options) }, { _: [], ...parsed });
  });
}

Deno.test("closestString() of @std/text finds the word with the fewest edits in any case", () => {
  const words = ["model", "force", "quiet"];
  assertEquals(closestString("FORSE", words), "force");
  assertEquals(closestString("quite", words), "quiet");
  assertThrows(() => closestString("a", []), TypeError, "at least one word");
});
