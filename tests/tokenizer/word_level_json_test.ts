import { assertEquals, assertThrows } from "@std/assert";
import { parseTokenizerJson, Tokenizer } from "../../src/tokenizer/tokenizer.ts";
import { createWordLevelJson } from "../../src/tokenizer/word_level_json.ts";

function tokenize(words: readonly string[], text: string): string[] {
  const tokenizer = new Tokenizer(createWordLevelJson(words));
  return tokenizer.encode(text).map((id) => tokenizer.tokens[id]!);
}

Deno.test("createWordLevelJson() numbers words by their place, padding and unknown after them", () => {
  const words = ["the", "__proto__", "10", "new york", "constructor"];
  const { tokens, unknownId } = new Tokenizer(createWordLevelJson(words));
  assertEquals(tokens, [...words, "[PAD]", "[UNK]"]);
  assertEquals(unknownId, 6);
});

Deno.test("createWordLevelJson() takes padding and unknown from among the words", () => {
  const { tokens, unknownId } = new Tokenizer(createWordLevelJson(["[UNK]", "a", "[PAD]"]));
  assertEquals({ tokens, unknownId }, { tokens: ["[UNK]", "a", "[PAD]"], unknownId: 0 });
  const named = createWordLevelJson(["<unk>", "a"], {
    unknownToken: "<unk>",
    paddingToken: "<pad>",
  });
  assertEquals(new Tokenizer(named).tokens, ["<unk>", "a", "<pad>"]);
  assertEquals(new Tokenizer(named).unknownId, 0);
});

Deno.test("createWordLevelJson() makes a file that can be read again", () => {
  const json = createWordLevelJson(["a", "new york", "__proto__", "7"]);
  assertEquals(parseTokenizerJson(JSON.stringify(json)), json);
});

Deno.test("createWordLevelJson() makes a tokenizer of no words", () => {
  assertEquals(new Tokenizer(createWordLevelJson([])).encode("a b"), [1, 1]);
});

const found: [words: string[], text: string, tokens: string[]][] = [
  [["cat", "dog"], "Cat, dog!", ["cat", "[UNK]", "dog", "[UNK]"]],
  [["new", "york", "new york"], "In New York, new yorkers", [
    "[UNK]",
    "new york",
    "[UNK]",
    "new",
    "[UNK]",
  ]],
  [["c++", "c"], "C++ or c", ["c++", "[UNK]", "c"]],
  [["covid-19", "19"], "covid-19 (covid-19)-19", [
    "covid-19",
    "[UNK]",
    "covid-19",
    "[UNK]",
    "[UNK]",
    "19",
  ]],
  [["don't", "do", "n't"], "don't won't", ["don't", "[UNK]", "n't"]],
  [["do", "n't", "ca", "'s"], "Don't, can't: it's", [
    "do",
    "n't",
    "[UNK]",
    "ca",
    "n't",
    "[UNK]",
    "[UNK]",
    "'s",
  ]],
  [["don", "'t", "dog", "'s"], "Don't dog's 's", ["don", "'t", "dog", "'s", "'s"]],
  [["'cause", "o'brien"], "'cause o'brien's", ["'cause", "o'brien", "[UNK]"]],
  [["new_york", "$", "5", "€"], "new_york $5€", ["new_york", "$", "5", "€"]],
  [["\u{1F600}", "naïve", "北京"], "\u{1F600}naïve 北京", ["\u{1F600}", "naïve", "北京"]],
  [["a"], "a\u3000a\na\u0085a", ["a", "a", "a", "a"]],
  [["[pad]", "pad"], "[PAD]", ["[pad]"]],
  [["a"], "", []],
  [["a"], "\ud800", ["[UNK]"]],
];
for (const [words, text, tokens] of found) {
  Deno.test(`createWordLevelJson() finds ${words.join(", ")} in ${JSON.stringify(text)}`, () => {
    assertEquals(tokenize(words, text), tokens);
  });
}

Deno.test("createWordLevelJson() lowers texts if that leaves the words alone, or as it is told", () => {
  const normalizerOf = (...args: Parameters<typeof createWordLevelJson>) =>
    createWordLevelJson(...args).normalizer;
  assertEquals(normalizerOf(["the", "οδος", "10"]), { type: "Lowercase" });
  assertEquals(normalizerOf(["the", "The"]), null);
  assertEquals(normalizerOf(["the"], { lowercase: false }), null);
  assertEquals(normalizerOf(["The"], { lowercase: true }), { type: "Lowercase" });
  assertEquals(normalizerOf(["The"], { normalizer: { type: "NFC" } }), { type: "NFC" });
  assertEquals(normalizerOf(["the"], { normalizer: null, lowercase: true }), null);
});

Deno.test("createWordLevelJson() normalizes the words, phrases included", () => {
  const tokenizer = new Tokenizer(createWordLevelJson(["The", "New York"], { lowercase: true }));
  assertEquals(tokenizer.tokens, ["the", "new york", "[PAD]", "[UNK]"]);
  assertEquals(tokenizer.encode("THE NEW YORK"), [0, 1]);
});

Deno.test("createWordLevelJson() is not slow where a word has no end", () => {
  const tokenizer = new Tokenizer(createWordLevelJson(["n't", "a"]));
  for (const unit of ["a", "n't", "'", "n'", " ", "\u{1F600}"]) {
    assertEquals(tokenizer.encode(unit.repeat(200_000)).length > 0, unit !== " ");
  }
});

const refused: [words: string[], message: string][] = [
  [["a", ""], "word 1 is empty, leave it out"],
  [["a", "b", "a"], `words 0 and 2 are both "a", leave one out`],
];
for (const [words, message] of refused) {
  Deno.test(`createWordLevelJson() refuses ${JSON.stringify(words)}`, () => {
    assertThrows(
      () => createWordLevelJson(words),
      RangeError,
      `Cannot make a tokenizer of words: ${message}`,
    );
  });
}

Deno.test("createWordLevelJson() refuses words that lower case makes equal", () => {
  assertThrows(
    () => createWordLevelJson(["The", "the"], { lowercase: true }),
    RangeError,
    `Cannot make a tokenizer of words: words 0 and 1 are both "the", leave one out`,
  );
});
