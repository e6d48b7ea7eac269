import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { StaticModel } from "../../src/model/static_model.ts";
import { TempFolder } from "../hub/process_state.ts";
import { distil, listNames } from "./command_line.ts";

Deno.test("distill --vocabulary adds the words of a file", async () => {
  await using folder = new TempFolder();
  const { path } = folder;
  const [words, output] = [join(path, "words.txt"), join(path, "model")];
  await Deno.writeTextFile(words, "C++\nNew York\nC++\n9\nkubernetes\n");
  const { code, stderr } = await distil(path, ["-o", output, "--vocabulary", words]);
  assertEquals(code, 0, stderr);
  assertStringIncludes(
    stderr,
    'Vocabulary: 0 words and 2 phrases added; 1 known to the teacher ("9"); ' +
      '1 given before ("C++"); 1 removed ("kubernetes")\n',
  );
  const { tokenizer, table } = await StaticModel.fromPretrained(output);
  const last = table.rows - 1;
  assertEquals(tokenizer.encode("NEW YORK c++"), [last, last - 1]);
});

Deno.test("distill --vocabulary-only --counts knows the words of a file alone", async () => {
  await using folder = new TempFolder();
  const { path } = folder;
  const [words, output] = [join(path, "counts.txt"), join(path, "model")];
  const lines = Array.from(
    { length: 20 },
    (_, i) => `word${String.fromCharCode(97 + i)} ${99 - i}`,
  );
  await Deno.writeTextFile(words, `${lines.join("\n")}\n`);
  const args = ["--remove-pattern=none", "--vocabulary", words, "--vocabulary-only", "--counts"];
  const { code, stdout, stderr } = await distil(path, ["-o", output, ...args]);
  assertEquals(code, 0, stderr);
  assertMatch(
    stderr,
    /^Every line of .*counts\.txt ends in a count, which is not part of the entry/,
  );
  assertStringIncludes(stderr, "Vocabulary: 20 words and 0 phrases added\n");
  assertMatch(stdout, /^22 tokens x 16 dimensions, float16\n/);
  const { tokenizer } = await StaticModel.fromPretrained(output);
  assertEquals([...tokenizer.tokens.slice(0, 2), tokenizer.tokens[21]], [
    "worda",
    "wordb",
    "[UNK]",
  ]);
});

Deno.test("distill leaves nothing behind where the vocabulary cannot be read", async () => {
  await using folder = new TempFolder();
  const { path } = folder;
  const words = join(path, "words.txt");
  await Deno.writeFile(words, Uint8Array.of(0xff));
  const args = ["-o", join(path, "model"), "--vocabulary", words];
  assertEquals(await distil(path, args), {
    code: 1,
    stdout: "",
    stderr: `error: Cannot read the vocabulary "${words}": it is not UTF-8, convert it first\n`,
  });
  await Deno.writeTextFile(words, "a\n");
  const { code, stderr } = await distil(path, [...args, "--counts"]);
  assertEquals(code, 2);
  assertStringIncludes(stderr, `Cannot use --counts with "${words}": not all of its lines end in`);
  assertEquals(await listNames(path), ["words.txt"]);
});
