import { assertEquals } from "@std/assert";
import { TokenTable } from "../../../src/tokenizer/models/token_table.ts";

function tableOf(tokens: readonly (string | undefined)[], mark?: string): TokenTable {
  const size = tokens.filter((token) => token !== undefined).length;
  return new TokenTable({ tokens, size }, mark);
}

function longestAt(table: TokenTable, text: string, start: number): number {
  table.read(text);
  return table.longestAt(text, start);
}

Deno.test("TokenTable.get() finds each token at its id, and no others", () => {
  const tokens = ["a", undefined, "", "b", "ab", "\0", "\0\0", "\u{1f44d}"];
  const table = tableOf(tokens);
  assertEquals(table.size, 7);
  tokens.forEach((token, id) => {
    if (token !== undefined) assertEquals(table.get(token), id);
  });
  for (const other of ["ba", "\0\0\0", "\ud83d", "undefined"]) {
    assertEquals(table.get(other), undefined);
  }
});

Deno.test("TokenTable.get() finds nothing in an empty table", () => {
  const table = tableOf([]);
  assertEquals([table.size, table.get(""), longestAt(table, "a", 0)], [0, undefined, -1]);
});

Deno.test("TokenTable.get() tells 10,000 tokens from as many others", () => {
  const tokens = Array.from({ length: 10_000 }, (_, i) => String(2 * i));
  const table = tableOf(tokens);
  assertEquals(tokens.findIndex((token, id) => table.get(token) !== id), -1);
  assertEquals(tokens.findIndex((token) => table.get(String(Number(token) + 1)) !== undefined), -1);
});

const tokens = ["un", "u", "##aff", "##a", "##", "##unaff", "\u{1f44d}", "##\u{1f44d}"];
const cases: [text: string, start: number, id: number, why: string][] = [
  ["unaff", 0, 0, "the longest at the beginning"],
  ["u", 0, 1, "one that is all of it"],
  ["unaff", 2, 2, "the longest with the mark"],
  ["unafx", 2, 3, "a shorter one where the longest does not go on"],
  ["unu", 2, -1, "none without the mark"],
  ["xunaff", 1, 5, "one with the mark that is longer than the text before"],
  ["##aff", 0, 2, "one with the mark as it is written"],
  ["###", 0, 4, "the mark alone at the beginning"],
  ["u##", 1, -1, "no mark alone further on"],
  ["u\u{1f44d}", 1, 7, "a character of two units"],
  ["un", 2, -1, "none at the end"],
];
for (const [text, start, id, why] of cases) {
  Deno.test(`TokenTable.longestAt() finds in ${JSON.stringify(text)} at ${start}: ${why}`, () => {
    assertEquals(longestAt(tableOf(tokens, "##"), text, start), id);
  });
}

Deno.test("TokenTable.longestAt() agrees with trying all tokens", () => {
  const words = Array.from({ length: 2_000 }, (_, i) => ((i * 7919) % 2187).toString(3));
  const list = [...new Set(words.flatMap((word) => [word, `##${word.slice(1)}`]))];
  const table = tableOf(list, "##");
  const text = Array.from({ length: 300 }, (_, i) => (i * i * 7 % 13) % 3).join("");
  table.read(text);
  for (let start = 0; start < text.length; start++) {
    const mark = start === 0 ? "" : "##";
    const fitting = list.filter((token) =>
      token.length > mark.length && token.startsWith(mark) &&
      text.startsWith(token.slice(mark.length), start)
    );
    const longest = fitting.reduce((best, token) => token.length > best.length ? token : best, "");
    assertEquals(table.longestAt(text, start), list.indexOf(longest));
  }
});

Deno.test("TokenTable.longestAt() looks into texts of any length, one after the other", () => {
  const table = tableOf(["a", "##b"], "##");
  for (const length of [1, 200, 100_000, 2, 70_000, 128]) {
    const text = "a".repeat(length - 1) + "b";
    assertEquals(longestAt(table, text, length - 1), length === 1 ? -1 : 1);
  }
});
