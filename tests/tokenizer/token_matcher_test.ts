import { assertEquals } from "@std/assert";
import { TokenMatcher, type TokenPattern } from "../../src/tokenizer/token_matcher.ts";

function pattern(text: string, id: number, options: Partial<TokenPattern> = {}): TokenPattern {
  return { text, id, singleWord: false, stripLeft: false, stripRight: false, ...options };
}

const single = { singleWord: true };
const cases: [name: string, patterns: TokenPattern[], text: string, parts: (string | number)[]][] =
  [
    ["gives the whole text without patterns", [], "a<b>", ["a<b>"]],
    ["gives nothing for an empty text", [pattern("<b>", 1)], "", []],
    ["cuts at each match", [pattern("<b>", 1)], "<b>x<b><b>y", [1, "x", 1, 1, "y"]],
    ["takes the longest match", [pattern("a", 1), pattern("abc", 2)], "abcabab", [
      2,
      1,
      "b",
      1,
      "b",
    ]],
    ["takes the leftmost match", [pattern("ab", 1), pattern("bcd", 2)], "abcd", [1, "cd"]],
    ["lets the first of two equal patterns win", [pattern("a", 1), pattern("a", 2)], "a", [1]],
    ["finds characters outside the BMP", [pattern("\u{1f600}", 1)], "\u{1f601}\u{1f600}", [
      "\u{1f601}",
      1,
    ]],
    ["finds a single word between punctuation", [pattern("ab", 1, single)], "ab,-ab", [1, ",-", 1]],
    ["finds no single word in a word", [pattern("ab", 1, single)], "abc xab _ab ab\u0301", [
      "abc xab _ab ab\u0301",
    ]],
    [
      "sees letters outside the BMP beside a single word",
      [pattern("ab", 1, single)],
      "\u{10400}ab",
      [
        "\u{10400}ab",
      ],
    ],
    ["hides tokens inside a refused word", [pattern("ab", 1, single), pattern("b", 2)], "abc", [
      "abc",
    ]],
    ["takes white space on the left", [pattern("m", 1, { stripLeft: true })], "a \u3000m b", [
      "a",
      1,
      " b",
    ]],
    ["takes white space on the right", [pattern("m", 1, { stripRight: true })], "a m \n b", [
      "a ",
      1,
      "b",
    ]],
    [
      "loses a match inside the white space before it",
      [pattern("\n", 1, { stripLeft: true, stripRight: true })],
      "\n\n x",
      [1, "x"],
    ],
  ];
for (const [name, patterns, text, parts] of cases) {
  Deno.test(`TokenMatcher.cut() ${name}`, () => {
    assertEquals(new TokenMatcher(patterns).cut(text), parts);
  });
}

Deno.test("TokenMatcher.occursIn() finds what cut() would find", () => {
  const matcher = new TokenMatcher([pattern("ab", 1, single), pattern("[x]", 2)]);
  assertEquals(["xabx", "xabx ab", "a b [x", "[x]"].map((text) => matcher.occursIn(text)), [
    false,
    true,
    false,
    true,
  ]);
});

Deno.test("TokenMatcher.occursIn() finds each of one start or several", () => {
  const words = ["ax", "bx", "cx", "dx", "ex", "fx", "gx", "hx", "ix", "jx"];
  for (const count of [0, 1, 2, 8, 9, 10]) {
    const matcher = new TokenMatcher(words.slice(0, count).map((word, id) => pattern(word, id)));
    const found = words.filter((word) => matcher.occursIn(`- ${word} a b c`));
    assertEquals(found, words.slice(0, count));
  }
});

Deno.test("TokenMatcher.cut() takes a million matches that strip white space on both sides", () => {
  const matcher = new TokenMatcher([pattern(" ", 1, { stripLeft: true, stripRight: true })]);
  assertEquals(matcher.cut(" ".repeat(1_000_000)), [1]);
});
