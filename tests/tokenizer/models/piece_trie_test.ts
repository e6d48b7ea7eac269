import { assertEquals } from "@std/assert";
import { PieceTrie, ROOT } from "../../../src/tokenizer/models/piece_trie.ts";

/** End and value of each piece at a place of a text. */
function walk(trie: PieceTrie, text: string, start = 0): [end: number, value: number][] {
  const found: [end: number, value: number][] = [];
  let node = ROOT;
  for (let i = start; i < text.length; i++) {
    node = trie.child(node, text.charCodeAt(i));
    if (node === ROOT) break;
    const value = trie.value(node);
    if (value >= 0) found.push([i + 1, value]);
  }
  return found;
}

Deno.test("PieceTrie.child() leads to every piece at a place of a text", () => {
  const trie = new PieceTrie(["abc", "a", "b", "ab", "xyz"]);
  assertEquals(walk(trie, "abcd"), [[1, 1], [2, 3], [3, 0]]);
  assertEquals(walk(trie, "abcd", 1), [[2, 2]]);
  assertEquals(walk(trie, "xy"), []);
  assertEquals(walk(trie, "\0"), []);
});

Deno.test("PieceTrie takes the last of equal pieces, and no empty one", () => {
  const trie = new PieceTrie(["", "a", "b", "a", ""]);
  assertEquals(walk(trie, "ab"), [[1, 3]]);
  assertEquals(trie.value(ROOT), -1);
  assertEquals(trie.find(""), -1);
});

Deno.test("PieceTrie holds nothing if there are no pieces", () => {
  for (const trie of [new PieceTrie([]), new PieceTrie([""])]) {
    assertEquals(trie.longestMatch("a\0", 0), -1);
    assertEquals(trie.longestMatch("\0", 0), -1);
  }
});

Deno.test("PieceTrie.find() finds each of many pieces of any units, and no others", () => {
  const pieces: string[] = [];
  for (let unit = 0; unit < 0x10000; unit += 7) {
    const last = String.fromCharCode(unit);
    pieces.push(last, `a${last}`, `a${last}${last}`);
  }
  const trie = new PieceTrie(pieces);
  assertEquals(pieces.findIndex((piece, value) => trie.find(piece) !== value), -1);
  for (let unit = 1; unit < 0x10000; unit += 7) {
    const last = String.fromCharCode(unit);
    if (last !== "a") assertEquals([trie.find(last), trie.find(`a${last}`)], [-1, -1]);
  }
});

for (const childCount of [1, 2, 6, 7, 8, 24, 25, 300]) {
  Deno.test(`PieceTrie.child() finds each of ${childCount} children`, () => {
    const pieces = Array.from(
      { length: childCount },
      (_, i) => "p" + String.fromCharCode(0x4e00 + 2 * ((i * 7919) % childCount)),
    );
    const trie = new PieceTrie(pieces);
    for (let i = -1; i <= 2 * childCount; i++) {
      const value = pieces.indexOf("p" + String.fromCharCode(0x4e00 + i));
      assertEquals(trie.find("p" + String.fromCharCode(0x4e00 + i)), value);
    }
  });
}

const longestCases: [text: string, start: number, value: number, why: string][] = [
  ["abcd", 0, 2, "the longest"],
  ["abx", 0, 1, "a shorter one where the longest does not go on"],
  ["xab", 1, 1, "one inside the text, up to its end"],
  ["bcd", 0, -1, "none"],
  ["a", 1, -1, "none at the end"],
  ["\u{1f44d}", 0, 3, "a character of two units"],
];
for (const [text, start, value, why] of longestCases) {
  Deno.test(`PieceTrie.longestMatch() finds in ${JSON.stringify(text)} at ${start}: ${why}`, () => {
    assertEquals(new PieceTrie(["a", "ab", "abcd", "\u{1f44d}"]).longestMatch(text, start), value);
  });
}

Deno.test("PieceTrie takes a piece of a million units", () => {
  const piece = "a".repeat(1_000_000);
  const trie = new PieceTrie(["a", piece]);
  assertEquals([trie.find(piece), trie.longestMatch(`b${piece}`, 2), trie.find("aa")], [1, 0, -1]);
});
