import { assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { command } from "../../src/commands/distill.ts";
import { UsageError } from "../../src/commands/command.ts";
import { parseFlags } from "../../src/commands/parse_flags.ts";
import {
  describeVocabulary,
  readVocabulary,
  readVocabularyFlags,
} from "../../src/commands/vocabulary_flags.ts";
import { TempFolder } from "../hub/process_state.ts";

const NOTHING = { empty: [], duplicate: [], known: [], removed: [], clashing: [] };

async function read(content: string | Uint8Array, flags: readonly string[] = []) {
  await using folder = new TempFolder();
  const path = join(folder.path, "words.txt");
  await Deno.writeFile(
    path,
    typeof content === "string" ? new TextEncoder().encode(content) : content,
  );
  const line = parseFlags([`--vocabulary=${path}`, ...flags], command);
  const { signal } = new AbortController();
  return await readVocabulary(readVocabularyFlags(line.flags), { quiet: true, signal });
}

Deno.test("readVocabulary() asks for nothing without the flag", async () => {
  const { flags } = parseFlags([], command);
  const { signal } = new AbortController();
  assertEquals(await readVocabulary(readVocabularyFlags(flags), { quiet: true, signal }), {});
});

const contents: [name: string, content: string, entries: string[]][] = [
  ["lines", "the\nnew york\n\n \nC++", ["the", "new york", "C++"]],
  ["a byte order mark and CRLF", "\ufeffthe\r\ncat\r\n", ["the", "cat"]],
  ["counts", "you 28\ni 27\n", ["you", "i"]],
  ["text beyond the BMP", "\u{1f600}\n\u{20000}", ["\u{1f600}", "\u{20000}"]],
];
for (const [name, content, vocabulary] of contents) {
  Deno.test(`readVocabulary() reads ${name}`, async () => {
    assertEquals(await read(content), { vocabulary, vocabularyOnly: false });
  });
}

Deno.test("readVocabulary() hands the flags on", async () => {
  const flags = ["--vocabulary-only", "--counts", "--pad-entries=never"];
  assertEquals(await read("a 1\nb 2\n", flags), {
    vocabulary: ["a", "b"],
    vocabularyOnly: true,
    padEntries: false,
    counts: new Map([["a", 1], ["b", 2]]),
  });
  const lines = await read("a 1\nb 2\n", ["--vocabulary-format=lines", "--pad-entries=always"]);
  assertEquals([lines.vocabulary, lines.padEntries], [["a 1", "b 2"], true]);
  const vectors = await read("1 2\na 0.5 1\n", ["--vocabulary-format=vectors"]);
  assertEquals(vectors.vocabulary, ["a"]);
});

Deno.test("readVocabulary() refuses counts that there are none of", async () => {
  const error = await assertRejects(() => read("a 1\nb\n", ["--counts"]), UsageError);
  assertEquals(
    error.message.replace(/".*"/, '"F"'),
    'Cannot use --counts with "F": not all of its lines end in a space and a count, ' +
      "--vocabulary-format counts says which",
  );
});

const broken: [
  content: string | Uint8Array,
  flags: string[],
  error: typeof Error,
  message: string,
][] = [
  ["", [], SyntaxError, "it has no entries, at least one line is needed"],
  ["\ufeff\r\n \n", [], SyntaxError, "it has no entries, at least one line is needed"],
  [Uint8Array.of(97, 10, 0xff, 10), [], TypeError, "it is not UTF-8, convert it first"],
  [Uint8Array.of(97, 10, 0xe6, 0xb2), [], TypeError, "it is not UTF-8, convert it first"],
  ["a 1\nb", ["--vocabulary-format=counts"], SyntaxError, "line 2 must end in a space and a count"],
  ["a", ["--vocabulary-format=vectors"], SyntaxError, "line 1 must be an entry and its numbers"],
];
for (const [content, flags, type, message] of broken) {
  Deno.test(`readVocabulary() refuses ${JSON.stringify(content)} ${flags.join(" ")}`, async () => {
    const error = await assertRejects(() => read(content, flags), type, message);
    assertEquals(/^Cannot read the vocabulary ".*words\.txt": /.test(error.message), true);
  });
}

Deno.test("readVocabulary() refuses a file that is not there, and a folder", async () => {
  const { signal } = new AbortController();
  for (const path of ["/nowhere/words.txt", "/tmp"]) {
    const { flags } = parseFlags([`--vocabulary=${path}`], command);
    await assertRejects(
      () => readVocabulary(readVocabularyFlags(flags), { quiet: true, signal }),
      Error,
      `Cannot read "${path}": `,
    );
  }
});

Deno.test("describeVocabulary() counts, and shows the first of each list", () => {
  assertEquals(
    describeVocabulary({ ...NOTHING, words: 2, phrases: 1 }),
    "Vocabulary: 2 words and 1 phrase added",
  );
  assertEquals(
    describeVocabulary({
      words: 0,
      phrases: 0,
      known: ["the", "a", "of", "to"],
      duplicate: ["x"],
      empty: ["", "\u200b"],
      removed: ["[unused1]"],
      clashing: ["à"],
    }),
    'Vocabulary: 0 words and 0 phrases added; 4 known to the teacher ("the", "a", "of", ...); ' +
      '1 given before ("x"); 2 empty ("", "\u200b"); 1 removed ("[unused1]"); ' +
      '1 of a name that is taken ("à")',
  );
});

Deno.test("describeVocabulary() shows the beginning of a long entry", () => {
  assertEquals(
    describeVocabulary({ ...NOTHING, words: 1, phrases: 0, duplicate: ["x".repeat(1_000_000)] }),
    `Vocabulary: 1 word and 0 phrases added; 1 given before ("${"x".repeat(57)}...")`,
  );
});
