import { assertEquals, assertThrows } from "@std/assert";
import { splitText } from "../../../src/tokenizer/pre_tokenizers/split.ts";
import { compilePattern } from "../../../src/tokenizer/patterns/split_pattern.ts";
import { KNOWN_PATTERNS, KNOWN_TEXTS } from "./known_patterns.ts";

for (const { name, regex, behavior = "Isolated", invert = false, pieces } of KNOWN_PATTERNS) {
  Deno.test(`compilePattern() splits as Python by the pattern of ${name}`, () => {
    const pattern = compilePattern({ Regex: regex });
    const split = KNOWN_TEXTS.map((text) =>
      splitText(text, pattern, { behavior, invert }).filter((piece) => piece !== "").join("¦")
    );
    assertEquals(split, pieces);
  });

  Deno.test(`compilePattern() writes few enough units for V8 to optimize the pattern of ${name}`, () => {
    assertEquals(compilePattern({ Regex: regex }).source.length < 20_480, true);
  });
}

const long: [name: string, text: string][] = [
  ["letters", "a".repeat(1_000_000)],
  ["Chinese", "日".repeat(1_000_000)],
  ["emoji", "👍".repeat(1_000_000)],
  ["spaces before a letter", `${" ".repeat(1_000_000)}a`],
  ["digits and letters in turn", "1a".repeat(500_000)],
  ["letters and marks in turn", "a\u0301".repeat(500_000)],
];
for (const [name, text] of long) {
  Deno.test(`splitText() keeps a million characters of ${name} with every known pattern`, () => {
    for (const { regex } of KNOWN_PATTERNS) {
      const pattern = compilePattern({ Regex: regex });
      const pieces = splitText(text, pattern, { behavior: "Isolated", invert: false });
      assertEquals(pieces.join("") === text, true);
    }
  });
}

// The matches are those of `Split(Regex(...), "removed", invert=True)` of Python's tokenizers 0.22.2.
const translated: [regex: string, text: string, matches: string[]][] = [
  ["(?i:'s)", "'s'S'ſ", ["'s", "'S", "'ſ"]],
  ["(?i:k)", "kK\u212a", ["k", "K", "\u212a"]],
  ["(?i:[^k])", "kK\u212az", ["z"]],
  ["(?i:ß)", "ss ß ẞ SS", ["ss", "ß", "ẞ", "SS"]],
  ["(?i:sss)", "sß ßs sss", ["ßs", "sss"]],
  ["(?i:ss+)", "ß ssſ", ["ssſ"]],
  ["(?i:(?:s)(?:s))", "ß ss", ["ß", "ss"]],
  ["(?i:[ß])", "ss ß", ["ss", "ß"]],
  ["(?i:\\p{Lu})", "aA", ["A"]],
  ["(?i:[\\p{Lu}])", "aA", ["a", "A"]],
  ["(?<=(?i:ss))x", "ßx ssx", ["x"]],
  ["(?i)(?-i:a)b", "aB AB", ["aB"]],
  ["a(?i)b|c", "aB C ac", ["aB", "ac"]],
  ["(?m).", "a\n", ["a", "\n"]],
  [".", "a\n\r\u2028", ["a", "\r", "\u2028"]],
  ["\\N\\O", "a\nb\n", ["a\n", "b\n"]],
  ["(?x) a b # c\n c", "abc", ["abc"]],
  ["a(?#x\\)y)b", "ab", ["ab"]],
  ["\\w+", "¹a b²", ["¹a", "b²"]],
  ["[\\w]+", "¹a b²", ["a", "b"]],
  ["\\p{^Word}+", "¹a b²", [" "]],
  ["\\s+", "a\u0085b\v\ufeffc\u3000", ["\u0085", "\v", "\u3000"]],
  ["\\h+", "afg1", ["af", "1"]],
  ["\\R", "\r\n\n\r\u2028", ["\r\n", "\n", "\r", "\u2028"]],
  ["\\R\\n", "\r\n\r", []],
  ["a{,2}", "aaa", ["aa", "a"]],
  ["a{2}+", "aaaaa", ["aaaa"]],
  ["a{2}?b", "aab b", ["aab", "b"]],
  ["a{3,1}a", "aaaa", ["aaaa"]],
  ["a{3,1}a|b", "aaab", ["b"]],
  ["\\d{1,3}+x|.", "12345", ["1", "2", "3", "4", "5"]],
  ["a++a|b", "aab", ["b"]],
  ["a?+a|b", "ab", ["b"]],
  ["(?>a|ab)c|b", "abc", ["b"]],
  ["(?>[ab]+)b|c", "abbc", ["c"]],
  ["(?:a*)?b", "aab", ["aab"]],
  ["(?:|a)?.", "ab", ["a", "b"]],
  ["(?:a??)?b", "ab", ["ab"]],
  ["(a)\\1", "aaba", ["aa"]],
  ["(?<n>[ab])(c)\\k<n>", "acb aca", ["aca"]],
  ["(a)(b)\\k<-1>", "abb aba", ["abb"]],
  ["\\101\\x42\\u0043\\x{44}", "ABCD", ["ABCD"]],
  ["\\b\\w", "ab ¹c", ["a", "¹"]],
  ["\\w\\B", "ab c", ["a"]],
  ["^.", "ab\ncd", ["a", "c"]],
  [".$", "ab\ncd", ["b", "d"]],
  ["\\A.|.\\z", "ab\ncd", ["a", "d"]],
  [".\\Z", "ab\n", ["b"]],
  ["(?<=a|bc)d", "bcd add", ["d", "d"]],
  ["(?<!\\p{L})\\p{N}", "a1 2", ["2"]],
  ["[a-w&&[^c-g]z]+", "abchz", ["ab", "h"]],
  ["[^(\\s|[.,!])]+", "a(b|c.d", ["a", "b", "c", "d"]],
  ["]{a{,}{", "]{a{,}{", ["]{a{,}{"]],
  ["\\pL", "pL", ["pL"]],
  ["𝔘+", "𝔘𝔘a", ["𝔘𝔘"]],
];
for (const [regex, text, matches] of translated) {
  Deno.test(`compilePattern() finds ${JSON.stringify(matches)} with ${JSON.stringify(regex)}`, () => {
    const found = text.match(compilePattern({ Regex: regex })) ?? [];
    assertEquals(found.filter((match) => match !== ""), matches);
  });
}

for (const text of [".*", "[a]", "a|b", "\\d", "^$", "(?i:a)", "👍", "é\n-", ""]) {
  Deno.test(`compilePattern() takes the string ${JSON.stringify(text)} to the letter`, () => {
    const pattern = compilePattern({ String: text });
    assertEquals(`x${text}yA`.replaceAll(pattern, "_").includes(`x_yA`), text !== "");
  });
}

Deno.test("compilePattern() finds no empty match within a character", () => {
  for (const regex of ["^", "$", "", "\\b", "(?<!a)", "a*"]) {
    const places = [..."👍👍".matchAll(compilePattern({ Regex: regex }))].map(({ index }) => index);
    assertEquals(places.filter((place) => place % 2 === 1), []);
  }
});

const unsupported: [regex: string, reason: string][] = [
  ["(a|b\\g<1>c)", "recursion (\\g<...>)"],
  ["(?~ab)", "an absent operator ((?~...))"],
  ["(?(1)a|b)", "a condition ((?(...)...))"],
  ["(?{x})", "a callout ((?{...}))"],
  ["(*FAIL)", "a callout ((*...))"],
  ["\\Ga", "the beginning of a search (\\G)"],
  ["a\\Kb", "a match that begins later (\\K)"],
  ["\\X", "a text segment (\\X)"],
  ["\\y", "a boundary of text segments (\\y)"],
  ["\\Y", "a place within a text segment (\\Y)"],
  ["\\p{In_Arabic}", "the property \\p{In_Arabic}"],
  ["(?W:a)", "the option W"],
  ["(?i)(a)\\1", "a reference where case is ignored (1)"],
  ["(a)?\\1", "a reference to a group that may be unset (1)"],
  ["(?<n>a)(?<n>b)\\k<n>", "a reference to several groups (n)"],
  ["(a)(?<=\\1)", "a reference while looking behind"],
  ["(a)\\k<1+0>", "a reference with a level (\\k<...>)"],
  ["(?<=a++)b", "a possessive part while looking behind"],
  ["(?:|a)*", "a repeated part that may match nothing before it tries to match something"],
  ["(?:a??){2,}", "a repeated part that may match nothing before it tries to match something"],
];
for (const [regex, reason] of unsupported) {
  Deno.test(`compilePattern() does not support ${JSON.stringify(regex)}`, () => {
    assertThrows(
      () => compilePattern({ Regex: regex }),
      TypeError,
      `Cannot translate the pattern ${JSON.stringify(regex)}: ${reason} is not supported, ` +
        "a pattern without it would do",
    );
  });
}

const malformed: [regex: string, reason: string][] = [
  ["(", 'it has an open group, ")" must follow'],
  ["(?:a", 'it has an open group, ")" must follow'],
  ["a)", 'it has a ")" without a "(", both or none must be there'],
  ["(?", 'it has a group of an unknown kind, "(?:" would do'],
  ["(?<", 'it has a group of an unknown kind, "(?:" would do'],
  ["[a", 'it has an open bracket, "]" must follow'],
  ["*a", "it repeats nothing, a character or a group must be before"],
  ["a|{2}", "it repeats nothing, a character or a group must be before"],
  ["a{100001}", "it repeats 100001 times, at most 100000 would do"],
  ["a\\", "it ends too early, more must follow"],
  ["(".repeat(300), "it nests deeper than 250, less would do"],
];
for (const [regex, reason] of malformed) {
  Deno.test(`compilePattern() refuses ${regex.slice(0, 20)}`, () => {
    assertThrows(
      () => compilePattern({ Regex: regex }),
      SyntaxError,
      `Cannot translate the pattern ${JSON.stringify(regex)}: ${reason}`,
    );
  });
}

for (const form of ["String", "Regex"] as const) {
  Deno.test(`compilePattern() refuses a ${form} of more than 10,000 units`, () => {
    const pattern = (length: number) => {
      const text = "é".repeat(length);
      return form === "String" ? { String: text } : { Regex: text };
    };
    assertEquals("é".repeat(10_000).match(compilePattern(pattern(10_000)))?.length, 1);
    assertThrows(
      () => compilePattern(pattern(10_001)),
      RangeError,
      "Cannot translate a pattern of 10001 characters: at most 10000 would do",
    );
  });
}
