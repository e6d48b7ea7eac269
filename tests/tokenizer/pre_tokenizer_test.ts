import { assertEquals } from "@std/assert";
import { createPreTokenizer } from "../../src/tokenizer/pre_tokenizer.ts";
import type { PreTokenizerJson } from "../../src/tokenizer/json/pre_tokenizer_json.ts";
import { readBertPeer, textBlocks } from "./bert_peer.ts";
import { KNOWN_PIECES } from "./known_pieces.ts";

function split(spec: PreTokenizerJson | null, text: string): readonly string[] {
  return createPreTokenizer(spec)(text, "start").filter((piece) => piece !== "");
}

for (const [spec, text, pieces] of KNOWN_PIECES) {
  const name = JSON.stringify(spec);
  Deno.test(`createPreTokenizer() splits ${JSON.stringify(text)} as Python does by ${name}`, () => {
    assertEquals(split(spec, text), pieces);
  });
}

Deno.test("createPreTokenizer() splits at every code point as Python's BertPreTokenizer", async () => {
  const peer = readBertPeer();
  const preTokenize = createPreTokenizer({ type: "BertPreTokenizer" });
  const digests = await textBlocks(
    peer.block,
    (text) => preTokenize(text, "start").filter((piece) => piece !== "").join("\n"),
  );
  assertEquals(digests, peer.pieces);
});

Deno.test("createPreTokenizer() isolates each punctuation character for BERT", () => {
  const pieces = ["Hey", ",", "you", "?", "!", "$", "5", "“", "x", "”"];
  assertEquals(split({ type: "BertPreTokenizer" }, " Hey,  you?!\n$5 “x”"), pieces);
});

Deno.test("createPreTokenizer() gives no piece for nothing but white space", () => {
  const spec: PreTokenizerJson = { type: "BertPreTokenizer" };
  assertEquals([split(spec, ""), split(spec, " \u3000\n")], [[], []]);
});

Deno.test("createPreTokenizer() keeps the text whole without a section", () => {
  assertEquals([split(null, " a b!"), split(null, "")], [[" a b!"], []]);
});

const removals: [spec: PreTokenizerJson, text: string, isRemoved: boolean][] = [
  [{ type: "WhitespaceSplit" }, " a", true],
  [{ type: "WhitespaceSplit" }, "a ", false],
  [{ type: "WhitespaceSplit" }, "  ", true],
  [{ type: "Whitespace" }, "\na", true],
  [{ type: "BertPreTokenizer" }, " a", true],
  [{ type: "CharDelimiterSplit", delimiter: "x" }, "xa", true],
  [{ type: "UnicodeScripts" }, " a", true],
  [{ type: "UnicodeScripts" }, "a ", false],
  [{ type: "Punctuation", behavior: "Removed" }, ".a", true],
  [{ type: "Punctuation" }, ".a", false],
  [
    { type: "Sequence", pretokenizers: [{ type: "WhitespaceSplit" }, { type: "Whitespace" }] },
    " a",
    true,
  ],
];
for (const [spec, text, isRemoved] of removals) {
  const state = isRemoved ? "was removed" : "was not removed";
  Deno.test(`createPreTokenizer() tells that the beginning of "${text}" ${state} by ${spec.type}`, () => {
    const [first = ""] = createPreTokenizer(spec)(text, "start");
    assertEquals(first === "", isRemoved);
  });
}

Deno.test("createPreTokenizer() lets nothing but the beginning be the start in a sequence", () => {
  const preTokenize = createPreTokenizer({
    type: "Sequence",
    pretokenizers: [{ type: "WhitespaceSplit" }, {
      type: "Metaspace",
      replacement: "▁",
      prepend_scheme: "first",
    }],
  });
  assertEquals([preTokenize("a b", "start"), preTokenize("a b", "inside")], [["▁a", "b"], [
    "a",
    "b",
  ]]);
});

const kinds: readonly PreTokenizerJson[] = [
  { type: "BertPreTokenizer" },
  { type: "Whitespace" },
  { type: "WhitespaceSplit" },
  { type: "UnicodeScripts" },
  { type: "ByteLevel", add_prefix_space: true },
  { type: "Metaspace", replacement: "▁" },
  { type: "Split", pattern: { Regex: "\\s+" }, behavior: "Contiguous", invert: false },
  { type: "Split", pattern: { String: " " }, behavior: "MergedWithNext", invert: false },
  { type: "Punctuation", behavior: "MergedWithPrevious" },
  { type: "Digits", individual_digits: true },
  { type: "CharDelimiterSplit", delimiter: " " },
  { type: "FixedLength", length: 3 },
];
for (const character of ["a", " ", "\n", "!", "1", "日", "👍", "\u0301"]) {
  Deno.test(`createPreTokenizer() splits a million times ${JSON.stringify(character)}`, () => {
    const text = character.repeat(1_000_000);
    for (const spec of kinds) {
      const pieces = createPreTokenizer(spec)(text, "start");
      assertEquals(pieces.length >= 1 && pieces.length <= 1_000_001, true);
    }
  });
}
