import { assertEquals, assertThrows } from "@std/assert";
import { parseCharsmap } from "../../../src/tokenizer/normalizers/charsmap.ts";
import { readNormalizerPeer } from "../normalizer_peer.ts";

const UNIT_COUNT = 512;
const VALUE = 0x80000000;

/** Units by index: the root's children are at 256 XOR their byte. */
function writeCharsmap(units: Record<number, number>, replacements: string | number[]): string {
  const array = new Uint32Array(1 + UNIT_COUNT);
  array[0] = 4 * UNIT_COUNT;
  array[1] = 256 << 10;
  for (const [index, unit] of Object.entries(units)) array[1 + Number(index)] = unit;
  const end = typeof replacements === "string"
    ? new TextEncoder().encode(replacements)
    : replacements;
  return toBase64([...new Uint8Array(array.buffer), ...end]);
}

function toBase64(bytes: number[]): string {
  return btoa(String.fromCharCode(...bytes));
}

/** The unit of a node with a value; `target` is where the value is. */
function leaf(index: number, target: number): number {
  return ((index ^ target) << 10) | 0x100 | (index & 0xff);
}

const A = 256 + 0x61;
const peerMap = parseCharsmap(readNormalizerPeer().charsmap);

const found: [characters: string, replacement: string | undefined][] = [
  ["e\u0301", "é"],
  ["e", undefined],
  ["a", "b"],
  ["a\u0301", "b"], // the shorter key decides
  ["\u00ad", ""],
  ["\u2060", "\ufeff"],
  ["😀", ":)"],
  ["x\u0323\u0301", "!"],
  ["x\u0323", undefined],
  ["か\u3099", undefined], // a key of 6 bytes
  ["a日日", undefined],
  ["\u0000", undefined],
  ["", undefined],
  ["\u{10ffff}", undefined],
];
for (const [characters, replacement] of found) {
  Deno.test(`Charsmap.replacementOf() gives ${JSON.stringify(replacement)} for ${JSON.stringify(characters)}`, () => {
    assertEquals(peerMap.replacementOf(characters), replacement);
  });
}

Deno.test("parseCharsmap() reads a replacement without NUL to the end", () => {
  const map = parseCharsmap(writeCharsmap({ [A]: leaf(A, 16), 16: VALUE | 2 }, "x\0éy"));
  assertEquals(map.replacementOf("a"), "éy");
});

Deno.test("parseCharsmap() reads an empty replacement at the very end", () => {
  const map = parseCharsmap(writeCharsmap({ [A]: leaf(A, 16), 16: VALUE | 1 }, "x"));
  assertEquals(map.replacementOf("a"), "");
});

Deno.test("Charsmap.replacementOf() finds nothing where children would lie outside the array", () => {
  const map = parseCharsmap(toBase64([4, 0, 0, 0, 0, 0, 0, 0]));
  assertEquals(map.replacementOf("a"), undefined);
});

for (const text of ["!", "=AAA", "é", "\ud800", "AAAAA"]) {
  Deno.test(`parseCharsmap() refuses ${JSON.stringify(text)} as base64`, () => {
    assertThrows(
      () => parseCharsmap(text),
      SyntaxError,
      `Cannot read charsmap: text of ${text.length} characters is no base64, ` +
        `SentencePiece's map in base64 is needed`,
    );
  });
}

const refused: [name: string, base64: string, message: string][] = [
  ["nothing", "", "header needs 4 bytes, map has 0"],
  ["a part of the header", toBase64([4, 0]), "header needs 4 bytes, map has 2"],
  ["the header alone", toBase64([4, 0, 0, 0]), "double array needs 4 bytes, map has 0"],
  [
    "a header that claims 500 MB",
    toBase64([0, 0x65, 0xcd, 0x1d, 1, 2, 3]),
    "double array needs 500000000 bytes, map has 3",
  ],
  [
    "an empty array",
    toBase64([0, 0, 0, 0, 0x61]),
    "double array has 0 units, at least 1 is needed",
  ],
  [
    "a unit that leads outside",
    writeCharsmap({ [A]: leaf(A, 600) }, "x"),
    `unit ${A} leads to unit 600, double array has 512`,
  ],
  [
    "a value behind the replacements",
    writeCharsmap({ [A]: leaf(A, 16), 16: VALUE | 3 }, "x"),
    "a replacement starts at byte 3, it must be where a character starts among 1 bytes",
  ],
  [
    "a value inside a character",
    writeCharsmap({ [A]: leaf(A, 16), 16: VALUE | 1 }, "é"),
    "a replacement starts at byte 1, it must be where a character starts among 2 bytes",
  ],
];
for (const [name, base64, message] of refused) {
  Deno.test(`parseCharsmap() refuses ${name}`, () => {
    assertThrows(() => parseCharsmap(base64), RangeError, `Cannot read charsmap: ${message}`);
  });
}

Deno.test("parseCharsmap() refuses replacements that are no UTF-8", () => {
  assertThrows(
    () => parseCharsmap(writeCharsmap({}, [0x61, 0xff])),
    SyntaxError,
    "Cannot read charsmap: replacements of 2 bytes are no UTF-8, " +
      "strings in UTF-8 with a NUL behind each are needed",
  );
});
