// deno-lint-ignore-file camelcase -- the fields carry the names that the format gives them

import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { checkNormalizer, withType } from "../../../src/tokenizer/json/normalizer_json.ts";

const bert = { clean_text: true, handle_chinese_chars: false, lowercase: true };
const accepted: [name: string, section: unknown][] = [
  ["BertNormalizer without strip_accents", { type: "BertNormalizer", ...bert }],
  ["strip_accents that is null", { type: "BertNormalizer", ...bert, strip_accents: null }],
  ["a kind without settings", { type: "NFKC" }],
  ["fields that it does not know", { type: "Nmt", more: 1 }],
  ["a pattern that is a string", { type: "Replace", pattern: { String: "" }, content: "" }],
  ["a pattern that is a RegExp", { type: "Replace", pattern: { Regex: "a" }, content: "" }],
  ["a sequence of none", { type: "Sequence", normalizers: [] }],
  ["nested sequences", { type: "Sequence", normalizers: [{ type: "Sequence", normalizers: [] }] }],
  ["BertNormalizer without its type", bert],
  ["Strip without its type", { strip_left: true, strip_right: true }],
  ["Sequence without its type", { normalizers: [{ type: "NFC" }] }],
  ["Precompiled without its type", { precompiled_charsmap: "" }],
  ["Replace without its type", { pattern: { String: " " }, content: "▁" }],
  ["Prepend without its type", { prepend: "▁" }],
];
for (const [name, section] of accepted) {
  Deno.test(`checkNormalizer() accepts ${name}`, () => checkNormalizer(section, "normalizer"));
}

const refused: [section: unknown, message: string][] = [
  ["NFC", `"normalizer" must be an object, current value is "NFC"`],
  [[], `"normalizer" must be an object, current value is an array`],
  [{}, `"normalizer.type" must be a string, current value is missing`],
  [{ type: 1, prepend: "" }, `"normalizer.type" must be a string, current value is 1`],
  [
    { type: "NFX" },
    `Cannot create normalizer of type "NFX": supported types are "BertNormalizer", "NFC", "NFD", ` +
    `"NFKC", "NFKD", "Lowercase", "StripAccents", "Nmt", "ByteLevel", "Strip", "Replace", ` +
    `"Prepend", "Precompiled", "Sequence"`,
  ],
  [
    { type: "BertNormalizer", ...bert, lowercase: "yes" },
    `"normalizer.lowercase" must be true or false, current value is "yes"`,
  ],
  [
    { type: "BertNormalizer", ...bert, strip_accents: 1 },
    `"normalizer.strip_accents" must be true or false, current value is 1`,
  ],
  [
    { type: "Strip", strip_left: true },
    `"normalizer.strip_right" must be true or false, current value is missing`,
  ],
  [
    { type: "Strip", strip_left: 0, strip_right: true },
    `"normalizer.strip_left" must be true or false, current value is 0`,
  ],
  [
    { type: "Replace", pattern: " ", content: "" },
    `"normalizer.pattern" must be an object, current value is " "`,
  ],
  [
    { type: "Replace", pattern: { String: " " } },
    `"normalizer.content" must be a string, current value is missing`,
  ],
  [
    { type: "Prepend", prepend: "\ud800" },
    `"normalizer.prepend" must be a string without lone surrogates, current value is "\\ud800"`,
  ],
  [
    { type: "Precompiled", precompiled_charsmap: null },
    `"normalizer.precompiled_charsmap" must be a string, current value is null`,
  ],
  [
    { type: "Sequence" },
    `"normalizer.normalizers" must be an array, current value is missing`,
  ],
  [
    { type: "Sequence", normalizers: [{ type: "NFC" }, null] },
    `"normalizer.normalizers[1]" must be an object, current value is null`,
  ],
];
for (const [section, message] of refused) {
  Deno.test(`checkNormalizer() refuses ${JSON.stringify(section)}`, () => {
    assertThrows(() => checkNormalizer(section, "normalizer"), TypeError, message);
  });
}

Deno.test("withType() keeps a section that has a type", () => {
  const section = { type: "Lowercase", prepend: "▁" };
  assertStrictEquals(withType(section), section);
});

Deno.test("withType() adds what the fields tell", () => {
  const section: { type?: string; prepend: string } = { prepend: "▁" };
  assertEquals(withType(section), { prepend: "▁", type: "Prepend" });
});
