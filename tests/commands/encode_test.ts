import { assert, assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { UsageError } from "../../src/commands/command.ts";
import { command } from "../../src/commands/encode.ts";
import { parseFlags } from "../../src/commands/parse_flags.ts";
import { StaticModel } from "../../src/model/static_model.ts";
import { TempFolder } from "../hub/process_state.ts";
import { commandLine, listNames, MODEL, type Outcome, runCommandLine } from "./command_line.ts";

const model = await StaticModel.fromPretrained(MODEL);

/** Runs the command in this process; it must not write to standard output. */
function run(...args: string[]): Promise<void> {
  const line = parseFlags(["-m", MODEL, ...args], command);
  return command.run({ ...line, signal: new AbortController().signal });
}

function encodeInput(stdin: string | Uint8Array, ...args: string[]): Promise<Outcome> {
  return runCommandLine(["encode", "-m", MODEL, ...args], { stdin });
}

interface Encoded {
  text: string;
  embedding: number[];
  [field: string]: unknown;
}

function parseLines(text: string): Encoded[] {
  return text.split("\n").filter((line) => line !== "").map((line) => JSON.parse(line) as Encoded);
}

function checkVectors(lines: Encoded[], texts: string[], options = {}): void {
  assertEquals(lines.map(({ text }) => text), texts);
  for (const { text, embedding } of lines) {
    assertEquals(Float32Array.from(embedding), model.encodeOne(text, options), text);
  }
}

const TEXTS = ["Hello, world!", "", "U+2028 \u2028 here", "\u{1F600} smile", "a\tb"];

Deno.test("encode turns the lines of standard input into JSON Lines", async () => {
  const { code, stdout, stderr } = await encodeInput(TEXTS.join("\r\n"));
  assertEquals({ code, stderr }, { code: 0, stderr: "" });
  checkVectors(parseLines(stdout), TEXTS);
});

Deno.test("encode keeps the other fields of JSON Lines", async () => {
  const stdin = `{"id":9007199254740993,"body":"a cup of tea","text":1}\n{"body":"","tags":[1.0]}`;
  const { code, stdout, stderr } = await encodeInput(
    stdin,
    ...["--input-format", "jsonl", "--field", "body"],
  );
  assertEquals({ code, stderr }, { code: 0, stderr: "" });
  assert(stdout.startsWith(`{"id":9007199254740993,"body":"a cup of tea","text":1,"embedding":[`));
  assert(stdout.split("\n")[1]!.startsWith(`{"body":"","tags":[1.0],"embedding":[`));
  assertEquals(
    Float32Array.from(parseLines(stdout)[0]!.embedding),
    model.encodeOne("a cup of tea"),
  );
});

Deno.test("encode names the line of a record that it cannot read, and exits with 1", async () => {
  const { code, stderr } = await encodeInput(`{"text":"a"}\n{"txt":"b"}`, "--input-format=jsonl");
  assertEquals({ code, stderr }, {
    code: 1,
    stderr: `error: Cannot read line 2: it must be an object with a text in its field "text"\n`,
  });
});

Deno.test("encode refuses what is not UTF-8", async () => {
  const { code, stderr } = await encodeInput(Uint8Array.of(0x61, 0xff));
  assertEquals({ code, stderr }, {
    code: 1,
    stderr: "error: Cannot read the texts: they are not UTF-8, convert them first\n",
  });
});

Deno.test("encode ends without a word when nobody reads its output any more", async () => {
  const child = commandLine(["encode", "-m", MODEL]).spawn();
  await child.stdout.cancel();
  const input = new Blob(["a line of text\n".repeat(50_000)]).stream();
  const written = input.pipeTo(child.stdin).catch(() => {});
  const [{ code }, stderr] = await Promise.all([child.status, new Response(child.stderr).text()]);
  await written;
  assertEquals({ code, stderr }, { code: 0, stderr: "" });
});

Deno.test("encode ends while it waits for input when it is interrupted, and leaves nothing", async () => {
  await using folder = new TempFolder();
  const output = join(folder.path, "out.npy");
  const child = commandLine(["encode", "-m", MODEL, "-o", output], { folders: [folder.path] })
    .spawn();
  // The file beside the output appears when everything is loaded.
  while ((await listNames(folder.path)).length === 0) await new Promise((go) => setTimeout(go, 20));
  child.kill("SIGINT");
  const [{ code }, stderr] = await Promise.all([child.status, new Response(child.stderr).text()]);
  await Promise.all([child.stdin.close().catch(() => {}), child.stdout.cancel()]);
  assertEquals({ code, stderr }, { code: 130, stderr: "error: Interrupted\n" });
  assertEquals(await listNames(folder.path), []);
});

Deno.test("encode chooses the forms by the names of the files", async () => {
  await using folder = new TempFolder();
  const [input, npy, jsonl] = ["in.jsonl", "out.npy", "out.jsonl"].map((name) =>
    join(folder.path, name)
  );
  await Deno.writeTextFile(input!, `{"text":"one"}\n{"text":"two"}\n`);
  await run(input!, "-o", npy!);
  const bytes = await Deno.readFile(npy!);
  assert(new TextDecoder().decode(bytes.subarray(0, 128)).includes("'shape': (2, 32)"));
  assertEquals(new Float32Array(bytes.slice(128).buffer), model.encode(["one", "two"]).data);
  await run(input!, "-o", jsonl!);
  checkVectors(parseLines(await Deno.readTextFile(jsonl!)), ["one", "two"]);
});

Deno.test("encode writes no rows for no texts", async () => {
  await using folder = new TempFolder();
  const [input, npy, jsonl] = ["empty.txt", "out.npy", "out.jsonl"].map((name) =>
    join(folder.path, name)
  );
  await Deno.writeTextFile(input!, "");
  await run(input!, "-o", npy!);
  const bytes = await Deno.readFile(npy!);
  assert(new TextDecoder().decode(bytes).includes("'shape': (0, 32)"));
  assertEquals(bytes.length, 128);
  await run(input!, "-o", jsonl!);
  assertEquals(await Deno.readTextFile(jsonl!), "");
});

Deno.test("encode follows --max-length, --normalize and --raw", async () => {
  await using folder = new TempFolder();
  const [input, output] = ["in.txt", "out.jsonl"].map((name) => join(folder.path, name));
  const text = "one two three four five six seven eight nine ten";
  await Deno.writeTextFile(input!, text);
  const cases: [args: string[], options: Record<string, unknown>][] = [
    [["--max-length", "2"], { maxLength: 2 }],
    [["--max-length", "none"], { maxLength: null }],
    [["--max-length", "0"], { maxLength: 0 }],
    [["--normalize"], { normalize: true }],
    [["--raw"], { normalize: false }],
  ];
  for (const [args, options] of cases) {
    await run(input!, "-o", output!, ...args);
    checkVectors(parseLines(await Deno.readTextFile(output!)), [text], options);
  }
});

Deno.test("encode reads a line of a megabyte, and more lines than a batch holds", async () => {
  await using folder = new TempFolder();
  const [input, output] = ["in.txt", "out.npy"].map((name) => join(folder.path, name));
  const texts = Array.from({ length: 2_500 }, (_, i) => `text ${i}`);
  texts[1_500] = "word ".repeat(200_000);
  await Deno.writeTextFile(input!, texts.join("\n"));
  await run(input!, "-o", output!);
  const bytes = await Deno.readFile(output!);
  assertEquals(new Float32Array(bytes.slice(128).buffer), model.encode(texts).data);
});

Deno.test("encode --workers 2 writes what one thread does", async () => {
  await using folder = new TempFolder();
  const [input, one, two, lines] = ["in.txt", "1.npy", "2.npy", "2.jsonl"].map((name) =>
    join(folder.path, name)
  );
  const texts = Array.from({ length: 5_000 }, (_, i) => `text ${i}`);
  texts[700] = "word ".repeat(20_000);
  await Deno.writeTextFile(input!, texts.join("\n"));
  const flags = ["--normalize", "--max-length", "40"];
  await run(input!, "-o", one!, ...flags);
  await run(input!, "-o", two!, "--workers", "2", ...flags);
  assertEquals(await Deno.readFile(two!), await Deno.readFile(one!));
  await run(input!, "-o", lines!, "--workers", "2", ...flags);
  const encoded = parseLines(await Deno.readTextFile(lines!));
  assertEquals(encoded.map(({ text }) => text), texts);
  const [last] = encoded.slice(-1);
  assertEquals(
    Float32Array.from(last!.embedding),
    model.encodeOne(texts.at(-1)!, { normalize: true, maxLength: 40 }),
  );
});

Deno.test("encode --workers 2 keeps the output of an earlier run when the input is broken", async () => {
  await using folder = new TempFolder();
  const [input, output] = ["in.jsonl", "out.npy"].map((name) => join(folder.path, name));
  await Deno.writeTextFile(input!, `${`{"text":"a"}\n`.repeat(5_000)}{"text":`);
  await Deno.writeTextFile(output!, "earlier");
  await assertRejects(
    () => run(input!, "-o", output!, "--workers", "2"),
    SyntaxError,
    "Cannot read line 5001: it is not JSON",
  );
  assertEquals(await Deno.readTextFile(output!), "earlier");
  assertEquals(await listNames(folder.path), ["in.jsonl", "out.npy"]);
});

Deno.test("encode --workers 2 ends when it is interrupted, and leaves nothing", async () => {
  await using folder = new TempFolder();
  const output = join(folder.path, "out.npy");
  const args = ["encode", "-m", MODEL, "-o", output, "--workers", "2"];
  const child = commandLine(args, { folders: [folder.path] }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode("a line of text\n".repeat(5_000)));
  const isWritten = async () => {
    const [name] = await listNames(folder.path);
    return name !== undefined && (await Deno.stat(join(folder.path, name))).size > 128;
  };
  while (!await isWritten()) await new Promise((go) => setTimeout(go, 20));
  child.kill("SIGINT");
  const [{ code }, stderr] = await Promise.all([child.status, new Response(child.stderr).text()]);
  await Promise.all([writer.close().catch(() => {}), child.stdout.cancel()]);
  assertEquals({ code, stderr }, { code: 130, stderr: "error: Interrupted\n" });
  assertEquals(await listNames(folder.path), []);
});

Deno.test("encode --workers 2 says so where there are no workers, and encodes", async () => {
  await using folder = new TempFolder();
  const setup = join(folder.path, "setup.ts");
  await Deno.writeTextFile(setup, "globalThis.Worker = undefined as never;");
  const { code, stdout, stderr } = await runCommandLine(
    ["encode", "-m", MODEL, "--workers", "2"],
    { stdin: TEXTS.join("\n"), folders: [folder.path], flags: ["--preload", setup] },
  );
  assertEquals({ code, stderr }, {
    code: 0,
    stderr: "Cannot encode in parallel: this runtime has no Worker, one thread encodes\n",
  });
  checkVectors(parseLines(stdout), TEXTS);
});

Deno.test("encode may write to the file that it reads, which changes when all is read", async () => {
  await using folder = new TempFolder();
  const path = join(folder.path, "texts.jsonl");
  await Deno.writeTextFile(path, `{"text":"one"}\n{"text":"two"}`);
  await run(path, "-o", path);
  checkVectors(parseLines(await Deno.readTextFile(path)), ["one", "two"]);
  assertEquals(await listNames(folder.path), ["texts.jsonl"]);
});

Deno.test("encode keeps the output of an earlier run when the input is broken", async () => {
  await using folder = new TempFolder();
  const [input, output] = ["in.jsonl", "out.jsonl"].map((name) => join(folder.path, name));
  await Deno.writeTextFile(input!, `${`{"text":"a"}\n`.repeat(3_000)}{"text":`);
  await Deno.writeTextFile(output!, "earlier");
  await assertRejects(
    () => run(input!, "-o", output!),
    SyntaxError,
    "Cannot read line 3001: it is not JSON",
  );
  assertEquals(await Deno.readTextFile(output!), "earlier");
  assertEquals(await listNames(folder.path), ["in.jsonl", "out.jsonl"]);
});

const missing: [args: string[], message: string][] = [
  [["/nowhere/texts.txt"], `Cannot read "/nowhere/texts.txt": No such file or directory`],
  [[MODEL], `Cannot read "${MODEL}": it is a folder, name a file of texts`],
  [[`${MODEL}/config.json`, "-o", "/nowhere/x.npy"], `Cannot write "/nowhere/x.npy": `],
  [["-m", "/nowhere"], `Cannot open "/nowhere": no such folder`],
];
for (const [args, message] of missing) {
  Deno.test(`encode ${args.join(" ")} says what is missing`, async () => {
    await assertRejects(() => run(...args), Error, message);
  });
}

const wrong: [args: string[], message: string][] = [
  [["a.txt", "b.txt"], "Cannot encode 2 files: give one, or use standard input"],
  [["--format", "npy"], "Cannot write npy to standard output: name a file with --output"],
  [["--format", "csv"], `Cannot use "csv" for --format: it must be one of "jsonl", "npy"`],
  [
    ["--input-format", "tsv"],
    `Cannot use "tsv" for --input-format: it must be one of "lines", "jsonl"`,
  ],
  [["--field", "x"], "Cannot use --field with lines of text: add --input-format jsonl"],
  [["--normalize", "--raw"], "Cannot use --normalize together with --raw: give one of them"],
  ...["-1", "1.5", "x"].map((value): [string[], string] => [
    [`--max-length=${value}`],
    `Cannot use "${value}" for --max-length: it must be an integer of at least 0 or "none"`,
  ]),
  ...["0", "1.5", "1025", "all"].map((value): [string[], string] => [
    [`--workers=${value}`],
    `Cannot use "${value}" for --workers: it must be an integer from 1 to 1024`,
  ]),
  [["--output"], "Cannot use --output without a value"],
];
for (const [args, message] of wrong) {
  Deno.test(`encode ${args.join(" ")} is refused`, async () => {
    await assertRejects(() => run(...args), UsageError, message);
  });
}
