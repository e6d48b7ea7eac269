import { assertEquals } from "@std/assert";
import {
  dropMarks,
  type NormalForm,
  normalForm,
  stripAccents,
} from "../../../src/tokenizer/unicode/normal_form.ts";

Deno.test("stripAccents() drops non-spacing marks only", () => {
  assertEquals(stripAccents("Ấn Độ क\u0940\u0941"), "An Đo क\u0940");
});

Deno.test("stripAccents() decomposes what Unicode 9 had a decomposition for", () => {
  const text = "각 ﬁ \u09cb \u{1d15e}";
  assertEquals(stripAccents(text), text.normalize("NFD"));
});

Deno.test("stripAccents() leaves characters that are newer than Unicode 9 as they are", () => {
  assertEquals(stripAccents("\u{11938}"), "\u{11938}");
});

// Spacing marks with a combining class: they are sorted and stay.
const SPACING_MARKS = ["\u{1d16d}", "\u302e", "\u1baa", "\u{1d165}"];

Deno.test("stripAccents() sorts long runs of the marks that stay as NFD does", () => {
  const marks = SPACING_MARKS.join("").repeat(40);
  assertEquals(stripAccents(`a${marks}b`), `a${marks}b`.normalize("NFD"));
});

Deno.test("stripAccents() sorts a million marks out of order", () => {
  const half = 500_000;
  const sorted = "\u302e".repeat(half) + "\u{1d16d}".repeat(half);
  assertEquals(stripAccents("\u{1d16d}\u302e".repeat(half)) === sorted, true);
});

const FORMS: readonly NormalForm[] = ["NFC", "NFD", "NFKC", "NFKD"];
const formed: [name: string, text: string, forms: string[]][] = [
  ["an empty text", "", ["", "", "", ""]],
  ["ASCII", "a\0~", ["a\0~", "a\0~", "a\0~", "a\0~"]],
  ["accents", "e\u0301É", ["éÉ", "e\u0301E\u0301", "éÉ", "e\u0301E\u0301"]],
  ["a ligature", "ﬁ", ["ﬁ", "ﬁ", "fi", "fi"]],
  ["jamo", "\u1100\u1161\u11a8", ["각", "\u1100\u1161\u11a8", "각", "\u1100\u1161\u11a8"]],
  ["what composition leaves out", "\u0958", [
    "\u0915\u093c",
    "\u0915\u093c",
    "\u0915\u093c",
    "\u0915\u093c",
  ]],
  ["a pair that came later", "\u{11935}\u{11930}", Array(4).fill("\u{11935}\u{11930}")],
  ["a composite that came later", "\u{11938}", Array(4).fill("\u{11938}")],
  ["a mark that came later between others", "a\u0301\u0898\u0323", [
    "á\u0898\u0323",
    "a\u0301\u0898\u0323",
    "á\u0898\u0323",
    "a\u0301\u0898\u0323",
  ]],
];
for (const [name, text, expected] of formed) {
  Deno.test(`normalForm() brings ${name} into each form of Unicode 9`, () => {
    assertEquals(FORMS.map((form) => normalForm(text, form)), expected);
  });
}

const runs: string[] = ["\u0344\u0334", "\u0f73\u0f71\u0323", "\uff9e\u0334", "\u{1d165}\u{1d16d}"];
for (const marks of runs) {
  const name = Array.from(marks, (mark) => mark.codePointAt(0)!.toString(16)).join(", ");
  Deno.test(`normalForm() orders long runs of ${name} as the engine does`, () => {
    const text = `é${marks.repeat(50)}a${marks.repeat(3)}${marks.repeat(70)}か\u3099`;
    assertEquals(
      FORMS.map((form) => normalForm(text, form)),
      FORMS.map((form) => text.normalize(form)),
    );
  });
}

Deno.test("normalForm() composes a million marks out of order", () => {
  const half = 500_000;
  const text = `a${"\u0301\u0323".repeat(half)}`;
  const composed = `ạ${"\u0323".repeat(half - 1)}${"\u0301".repeat(half)}`;
  assertEquals(normalForm(text, "NFC") === composed, true);
});

Deno.test("normalForm() takes a text of ten million marks", () => {
  const text = "\u0301".repeat(10_000_000);
  assertEquals(normalForm(text, "NFD") === text, true);
});

Deno.test("dropMarks() drops marks of every kind and decomposes nothing", () => {
  assertEquals(dropMarks("e\u0301é \u0915\u093f\u094d \u20dd"), "eé \u0915 ");
});

Deno.test("dropMarks() keeps marks that are newer than Unicode 9", () => {
  assertEquals(dropMarks("\u0898\u1dfa"), "\u0898\u1dfa");
});
