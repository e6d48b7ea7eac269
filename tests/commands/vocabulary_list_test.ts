import { assertEquals, assertThrows } from "@std/assert";
import { type VocabularyFormat, VocabularyReader } from "../../src/commands/vocabulary_list.ts";

function read(lines: readonly string[], format?: VocabularyFormat) {
  const reader = new VocabularyReader({ name: "words.txt", format });
  for (const line of lines) reader.add(line);
  return reader.finish();
}

const lists: [lines: string[], format: VocabularyFormat | undefined, entries: string[]][] = [
  [["the", "new york", "", "  ", "C++"], undefined, ["the", "new york", "C++"]],
  [["windows 10", "the"], undefined, ["windows 10", "the"]],
  [["windows 10", "word 2"], "lines", ["windows 10", "word 2"]],
  [["5"], undefined, ["5"]],
  [[" 5"], undefined, [" 5"]],
  [["-1"], undefined, ["-1"]],
  [["a -1"], undefined, ["a -1"]],
  [["a 1.5"], undefined, ["a 1.5"]],
  [["a 1e3"], undefined, ["a 1e3"]],
  [["\u{1f600}", "\ud800", "__proto__"], undefined, ["\u{1f600}", "\ud800", "__proto__"]],
  [["the 0.1 -0.2", "of 0.3 4"], "vectors", ["the", "of"]],
  [["2 3", "the 1 2 3", "of 4 5 6 "], "vectors", ["the", "of"]],
  [["the\t0.1\t2"], "vectors", ["the"]],
  [["the 0.1 0.2", ". . . 0.1 0.2", "7 1 2"], "vectors", ["the", ". . .", "7"]],
  [["7 0.1 0.2"], "vectors", ["7"]],
  [["new york 0.1 0.2"], "vectors", ["new york"]],
];
for (const [lines, format, entries] of lists) {
  Deno.test(`VocabularyReader reads ${JSON.stringify(lines)} as ${format ?? "it sees fit"}`, () => {
    assertEquals(read(lines, format), { entries, format: format ?? "lines" });
  });
}

for (const format of [undefined, "counts"] as const) {
  Deno.test(`VocabularyReader reads counts as ${format ?? "it sees fit"}`, () => {
    const list = read(["you 28", "", "new york\t3", "i  27", "you 2", " a 0 "], format);
    assertEquals(list, {
      entries: ["you", "new york", "i", "you", "a"],
      counts: new Map([["you", 30], ["new york", 3], ["i", 27], ["a", 0]]),
      format: "counts",
    });
  });
}

const refused: [lines: string[], format: VocabularyFormat | undefined, message: string][] = [
  [[], undefined, "it has no entries, at least one line is needed"],
  [["", " "], "lines", "it has no entries, at least one line is needed"],
  [["3 300"], "vectors", "it has no entries, at least one line is needed"],
  [["a 1", "", "b"], "counts", 'line 3 must end in a space and a count, it is "b"'],
  [["5"], "counts", 'line 1 must end in a space and a count, it is "5"'],
  [[`a ${"9".repeat(400)}`], "counts", 'line 1 must end in a space and a count, it is "a 999'],
  [["the"], "vectors", 'line 1 must be an entry and its numbers, it is "the"'],
  [["2 0", "the 1"], "vectors", 'line 2 must be an entry and its numbers, it is "the 1"'],
  [["a 1 2", "b 1"], "vectors", 'line 2 must be an entry and 2 numbers, it is "b 1"'],
  [["a 1 2", "b x 2"], "vectors", 'line 2 must be an entry and 2 numbers, it is "b x 2"'],
  [["2 99999999", "a 1"], "vectors", "line 2 must be an entry and 99999999 numbers"],
  [["x".repeat(99)], "counts", `it is "${"x".repeat(57)}..."`],
];
for (const [lines, format, message] of refused) {
  const shown = JSON.stringify(lines).slice(0, 40);
  Deno.test(`VocabularyReader refuses ${shown} as ${format ?? "it sees fit"}`, () => {
    const refuse = () => read(lines, format);
    assertThrows(refuse, SyntaxError, 'Cannot read the vocabulary "words.txt": ');
    assertThrows(refuse, SyntaxError, message);
  });
}

Deno.test("VocabularyReader reads lines of a million characters", () => {
  const long = [" ".repeat(1e6) + "x", "1 ".repeat(5e5) + "x", "9".repeat(1e6)];
  assertEquals(read(long).entries, long);
});
