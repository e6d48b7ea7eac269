import { assertEquals, assertThrows } from "@std/assert";
import { checkPreTokenizer } from "../../../src/tokenizer/json/pre_tokenizer_json.ts";

const split = { type: "Split", pattern: { Regex: "a" }, behavior: "Removed", invert: false };
const metaspace = { type: "Metaspace", replacement: "▁" };

const accepted: unknown[] = [
  { type: "BertPreTokenizer" },
  { type: "Whitespace", other: 1 },
  { type: "WhitespaceSplit" },
  { type: "UnicodeScripts" },
  { type: "ByteLevel", add_prefix_space: true },
  { type: "ByteLevel", add_prefix_space: true, trim_offsets: true, use_regex: false },
  metaspace,
  { ...metaspace, replacement: "👍", prepend_scheme: "first", split: false },
  { ...metaspace, add_prefix_space: true, prepend_scheme: "never" },
  { ...metaspace, add_prefix_space: false, prepend_scheme: "never" },
  { ...metaspace, add_prefix_space: null, split: null, str_rep: "_" },
  split,
  { ...split, pattern: { String: "" }, behavior: "MergedWithNext", invert: true },
  { type: "Punctuation" },
  { type: "Punctuation", behavior: "Contiguous" },
  { type: "Digits", individual_digits: true },
  { type: "CharDelimiterSplit", delimiter: "👍" },
  { type: "FixedLength" },
  { type: "FixedLength", length: 1 },
  { type: "Sequence", pretokenizers: [] },
  { type: "Sequence", pretokenizers: [split, { type: "Sequence", pretokenizers: [metaspace] }] },
];
for (const spec of accepted) {
  Deno.test(`checkPreTokenizer() accepts ${JSON.stringify(spec)}`, () => {
    assertEquals(checkPreTokenizer(spec, "p"), undefined);
  });
}

const BEHAVIORS =
  'one of "Removed", "Isolated", "MergedWithPrevious", "MergedWithNext", "Contiguous"';
const refused: [spec: unknown, message: string][] = [
  [null, '"p" must be an object, current value is null'],
  [{}, '"p.type" must be a string, current value is missing'],
  [{ type: 1 }, '"p.type" must be a string, current value is 1'],
  [{ type: "ByteLevel" }, '"p.add_prefix_space" must be true or false, current value is missing'],
  [
    { type: "ByteLevel", add_prefix_space: true, trim_offsets: 1 },
    '"p.trim_offsets" must be true or false, current value is 1',
  ],
  [
    { type: "ByteLevel", add_prefix_space: true, use_regex: null },
    '"p.use_regex" must be true or false, current value is null',
  ],
  [{ type: "Metaspace" }, '"p.replacement" must be a string, current value is missing'],
  [{ ...metaspace, replacement: "" }, '"p.replacement" must be one character, current value is ""'],
  [
    { ...metaspace, replacement: "ab" },
    '"p.replacement" must be one character, current value is "ab"',
  ],
  [
    { ...metaspace, replacement: "\ud83d" },
    '"p.replacement" must be a string without lone surrogates',
  ],
  [
    { ...metaspace, prepend_scheme: "Always" },
    '"p.prepend_scheme" must be one of "always", "first", "never", current value is "Always"',
  ],
  [
    { ...metaspace, prepend_scheme: null },
    '"p.prepend_scheme" must be one of "always", "first", "never", current value is null',
  ],
  [{ ...metaspace, split: 1 }, '"p.split" must be true or false, current value is 1'],
  [
    { ...metaspace, add_prefix_space: "no" },
    '"p.add_prefix_space" must be true or false, current value is "no"',
  ],
  [
    { ...metaspace, add_prefix_space: false, prepend_scheme: "always" },
    '"p.prepend_scheme" must be "never", as "add_prefix_space" says, current value is "always"',
  ],
  [
    { ...metaspace, add_prefix_space: false },
    '"p.prepend_scheme" must be "never", as "add_prefix_space" says, current value is missing',
  ],
  [{ ...split, pattern: "a" }, '"p.pattern" must be an object, current value is "a"'],
  [
    { ...split, behavior: "removed" },
    `"p.behavior" must be ${BEHAVIORS}, current value is "removed"`,
  ],
  [
    { ...split, behavior: undefined },
    `"p.behavior" must be ${BEHAVIORS}, current value is missing`,
  ],
  [{ ...split, invert: undefined }, '"p.invert" must be true or false, current value is missing'],
  [
    { type: "Punctuation", behavior: null },
    `"p.behavior" must be ${BEHAVIORS}, current value is null`,
  ],
  [{ type: "Digits" }, '"p.individual_digits" must be true or false, current value is missing'],
  [
    { type: "CharDelimiterSplit", delimiter: "ab" },
    '"p.delimiter" must be one character, current value is "ab"',
  ],
  [{ type: "FixedLength", length: "5" }, '"p.length" must be a number, current value is "5"'],
  [{ type: "FixedLength", length: null }, '"p.length" must be a number, current value is null'],
  [{ type: "Sequence" }, '"p.pretokenizers" must be an array, current value is missing'],
  [
    { type: "Sequence", pretokenizers: [{ type: "Digits" }] },
    '"p.pretokenizers[0].individual_digits" must be true or false, current value is missing',
  ],
];
for (const [spec, message] of refused) {
  Deno.test(`checkPreTokenizer() refuses ${JSON.stringify(spec)}`, () => {
    assertThrows(
      () => checkPreTokenizer(spec, "p"),
      TypeError,
      `Cannot load tokenizer: ${message}`,
    );
  });
}

for (const type of ["Delimiter", "bert", "", "\ud800"]) {
  Deno.test(`checkPreTokenizer() refuses the kind ${JSON.stringify(type)}`, () => {
    assertThrows(() => checkPreTokenizer({ type }, "p"), TypeError, "Cannot ");
  });
}

const lengths: [length: number, message: string][] = [
  [0, '"p.length" must be at least 1, current value is 0'],
  [-1, '"p.length" must be a non-negative integer, current value is -1'],
  [1.5, '"p.length" must be a non-negative integer, current value is 1.5'],
  [1e300, '"p.length" must be a non-negative integer, current value is 1e+300'],
];
for (const [length, message] of lengths) {
  Deno.test(`checkPreTokenizer() refuses pieces of ${length} characters`, () => {
    assertThrows(
      () => checkPreTokenizer({ type: "FixedLength", length }, "p"),
      RangeError,
      `Cannot load tokenizer: ${message}`,
    );
  });
}
