import { assertEquals } from "@std/assert";
import {
  AMONG_WORDS,
  hasSpace,
  matchAmongPieces,
  phraseContent,
  phraseToken,
  stripSpace,
} from "../../../src/distill/vocabulary/phrase_matching.ts";
import { createNormalizer } from "../../../src/tokenizer/normalizer.ts";
import type { NormalizerJson } from "../../../src/tokenizer/tokenizer.ts";

const BERT: NormalizerJson = {
  type: "BertNormalizer",
  "clean_text": true,
  "handle_chinese_chars": true,
  lowercase: true,
};
const PREPEND: NormalizerJson = { type: "Prepend", prepend: "▁" };
const REPLACE: NormalizerJson = { type: "Replace", pattern: { String: " " }, content: "▁" };

const matchings: [normalizer: NormalizerJson | null, normalized: boolean, rstrip: boolean][] = [
  [null, true, false],
  [{ type: "NFKC" }, true, false],
  [BERT, true, false],
  [{ type: "Strip", "strip_left": true, "strip_right": true }, true, false],
  [REPLACE, false, false],
  [{ type: "ByteLevel" }, false, false],
  [PREPEND, false, true],
  [{ type: "Sequence", normalizers: [PREPEND, REPLACE] }, false, true],
  [{ type: "Sequence", normalizers: [{ type: "Lowercase" }, REPLACE] }, false, false],
];
for (const [spec, normalized, rstrip] of matchings) {
  Deno.test(`matchAmongPieces() with the normalizer ${JSON.stringify(spec)}`, () => {
    assertEquals(matchAmongPieces(createNormalizer(spec)), { normalized, rstrip });
  });
}

const contents: [entry: string, content: string][] = [
  [" New  York ", "new  york"],
  ["Café au lait", "cafe au lait"],
  ["河流", "河流"],
  [" 河流 ", "河流"],
  ["A河", "A河"],
  ["\u200b", ""],
  ["", ""],
];
for (const [entry, content] of contents) {
  Deno.test(`phraseContent() of ${JSON.stringify(entry)}`, () => {
    assertEquals(phraseContent(entry, createNormalizer(BERT)), content);
  });
}

// Whether a word boundary is asked for.
const boundaries: [content: string, singleWord: boolean][] = [
  ["new york", true],
  ["c++", true],
  ["++c", true],
  ["...", false],
  ["[cls]", false],
  ["x_", true],
  ["_", true],
  ["7", true],
  ["サーバー", false],
  ["東京タワー", false],
  ["河流", false],
  ["河a", true],
  ["ภาษาไทย", false],
  ["서울", true],
  ["машина", true],
  ["\u{20000}", false],
  ["\u{10400}", true],
  ["\u{1f600}", false],
  ["", false],
];
for (const [content, singleWord] of boundaries) {
  Deno.test(`phraseToken() ${singleWord ? "bounds" : "does not bound"} "${content}"`, () => {
    assertEquals(phraseToken(content, AMONG_WORDS), {
      content,
      "single_word": singleWord,
      lstrip: true,
      rstrip: true,
      normalized: true,
      special: false,
    });
  });
}

Deno.test("phraseToken() matches as it is told", () => {
  const { normalized, rstrip } = phraseToken("a", { normalized: false, rstrip: false });
  assertEquals([normalized, rstrip], [false, false]);
});

// As Rust's `char::is_whitespace`: U+0085 is white space, U+FEFF and U+200B are not.
const spaces: [text: string, stripped: string, hasSpace: boolean][] = [
  ["", "", false],
  ["a", "a", false],
  [" a ", "a", true],
  ["a b", "a b", true],
  ["\t\n\u0085\u3000a\u00a0", "a", true],
  ["   ", "", true],
  ["\ufeffa\u200b", "\ufeffa\u200b", false],
  [" \u{1f600} ", "\u{1f600}", true],
  ["\ud800", "\ud800", false],
];
for (const [text, stripped, spaced] of spaces) {
  Deno.test(`stripSpace() and hasSpace() of ${JSON.stringify(text)}`, () => {
    assertEquals([stripSpace(text), hasSpace(text)], [stripped, spaced]);
  });
}

Deno.test("phraseContent() of a million spaces between two words takes no time to speak of", () => {
  const entry = `a${" ".repeat(1_000_000)}b`;
  assertEquals(phraseContent(entry, createNormalizer(null)), entry);
});
