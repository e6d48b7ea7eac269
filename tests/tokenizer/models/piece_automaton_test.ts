import { assertEquals } from "@std/assert";
import { PieceAutomaton } from "../../../src/tokenizer/models/piece_automaton.ts";
import { ROOT } from "../../../src/tokenizer/models/piece_trie.ts";

/** The longest piece that ends behind each unit of a text, or an empty text. */
function longestEndings(pieces: readonly string[], text: string): string[] {
  const automaton = new PieceAutomaton(pieces);
  let node = ROOT;
  return Array.from({ length: text.length }, (_, i) => {
    node = automaton.next(node, text.charCodeAt(i));
    return pieces[automaton.longestMatch(node)] ?? "";
  });
}

const cases: [pieces: string[], text: string, endings: string[], why: string][] = [
  [["he", "she", "his", "hers"], "ushers", ["", "", "", "she", "", "hers"], "the paper's example"],
  [["a", "aaa"], "aaaab", ["a", "a", "aaa", "aaa", ""], "pieces within one another"],
  [["abcd", "bc", "c"], "abce", ["", "", "bc", ""], "an ending of what began a longer piece"],
  [["\u{1f44d}", "a"], "a\u{1f44d}", ["a", "", "\u{1f44d}"], "a character of two units"],
  [["", ""], "ab", ["", ""], "nothing for empty pieces"],
  [[], "ab", ["", ""], "nothing for no pieces"],
  [["a"], "", [], "nothing in an empty text"],
];
for (const [pieces, text, endings, why] of cases) {
  Deno.test(`PieceAutomaton finds in ${JSON.stringify(text)}: ${why}`, () => {
    assertEquals(longestEndings(pieces, text), endings);
  });
}

Deno.test("PieceAutomaton.longestMatch() agrees with a search for every piece", () => {
  const pieces: string[] = [];
  for (let i = 1; i < 300; i += 3) pieces.push((i * 7 % 512).toString(2));
  const text = Array.from({ length: 500 }, (_, i) => (i * i + 5 * i) % 7 % 2).join("");
  const expected = Array.from({ length: text.length }, (_, i) => {
    const ending = pieces.filter((piece) => text.slice(0, i + 1).endsWith(piece));
    return ending.reduce((a, b) => b.length > a.length ? b : a, "");
  });
  assertEquals(longestEndings(pieces, text), expected);
});

Deno.test("PieceAutomaton takes few steps where a long piece nearly fits everywhere", () => {
  const text = "a".repeat(300_000);
  const endings = longestEndings(["a", `${text}b`], text);
  assertEquals(endings.every((ending) => ending === "a"), true);
});
