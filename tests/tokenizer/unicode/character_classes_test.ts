import { assertEquals } from "@std/assert";
import {
  bareWordSet,
  posixSet,
  propertySet,
  rustNumericSet,
  rustWordSet,
  withoutNewer,
} from "../../../src/tokenizer/unicode/character_classes.ts";
import { hasCodePoint } from "../../../src/tokenizer/unicode/code_point_set.ts";
import type { CodePointRanges } from "../../../src/tokenizer/unicode/unicode.ts";

/** Ranges, members, and a sum over the ranges: enough to tell any two sets apart here. */
type Measure = [ranges: number, members: number, sum: number];

function measure(set: CodePointRanges | undefined): Measure {
  const ranges = set ?? [];
  const members = ranges.reduce((count, [first, last]) => count + last - first + 1, 0);
  const sum = ranges.reduce(
    (total, [first, last]) => total + (first * 31 + last * 17) % 1000003,
    0,
  );
  return [ranges.length, members, sum];
}

// Measured over every code point with `Split(Regex(...))` of Python's tokenizers 0.22.2.
const properties: [name: string, expected: Measure][] = [
  ["L", [677, 141028, 202147946]],
  ["N", [144, 1911, 45977111]],
  ["P", [198, 855, 54234754]],
  ["M", [321, 2501, 96299763]],
  ["S", [236, 8514, 75077986]],
  ["Z", [8, 19, 2457307]],
  ["C", [737, 957236, 229308284]],
  ["Cn", [731, 819533, 226475865]],
  ["Lu", [651, 1858, 136866338]],
  ["Ll", [662, 2258, 140528145]],
  ["Lt", [10, 31, 2428293]],
  ["Lm", [75, 404, 20404915]],
  ["Lo", [528, 136477, 145791501]],
  ["Nd", [71, 760, 22852359]],
  ["Cf", [21, 170, 5459570]],
  ["Alphabetic", [757, 142759, 228718561]],
  ["Assigned", [731, 292531, 227475415]],
  ["Emoji", [150, 1431, 50362905]],
  ["Any", [2, 1112064, 1657506]],
  ["Han", [22, 99030, 10749586]],
  ["Hiragana", [6, 381, 2272152]],
  ["Katakana", [14, 321, 5551272]],
  ["Hangul", [14, 11739, 5049336]],
  ["Cyrillic", [10, 508, 3719541]],
];
for (const [name, expected] of properties) {
  Deno.test(`propertySet() knows \\p{${name}} as of Unicode 16`, () => {
    assertEquals(measure(propertySet(name)), expected);
  });
}

const brackets: [name: string, expected: Measure][] = [
  ["alnum", [802, 143519, 245718735]],
  ["alpha", [757, 142759, 228718561]],
  ["ascii", [1, 128, 2159]],
  ["blank", [8, 18, 2062586]],
  ["cntrl", [2, 65, 7167]],
  ["digit", [71, 760, 22852359]],
  ["graph", [737, 292447, 229538701]],
  ["lower", [675, 2569, 143857992]],
  ["print", [733, 292464, 227878690]],
  ["punct", [349, 9369, 107703812]],
  ["space", [10, 25, 2464191]],
  ["upper", [656, 1978, 138062383]],
  ["word", [795, 144665, 247319807]],
  ["xdigit", [3, 22, 10403]],
];
for (const [name, expected] of brackets) {
  Deno.test(`posixSet() knows [:${name}:] as of Unicode 16`, () => {
    assertEquals(measure(posixSet(name)), expected);
  });
}

Deno.test("posixSet() knows no other names", () => assertEquals(posixSet("vowel"), undefined));

Deno.test("bareWordSet() holds the raised digits and fractions of Latin-1", () => {
  assertEquals(measure(bareWordSet()), [797, 144671, 247337395]);
});

Deno.test("rustWordSet() holds the joiners of the regex crate", () => {
  assertEquals(measure(rustWordSet()), [796, 144667, 247713616]);
});

Deno.test("rustNumericSet() is that of Unicode 17", () => {
  assertEquals(measure(rustNumericSet()), [146, 1924, 47011517]);
});

const spellings: [name: string, other: string][] = [
  ["lu", "Lu"],
  ["Uppercase_Letter", "Lu"],
  ["uppercase-letter", "Lu"],
  ["UppercaseLetter", "Lu"],
  ["han", "Han"],
  ["GREEK", "Greek"],
  ["old italic", "Old_Italic"],
  ["Punct", "P"],
];
for (const [name, other] of spellings) {
  Deno.test(`propertySet() takes ${name} for ${other}`, () => {
    assertEquals(propertySet(name), propertySet(other));
    assertEquals(propertySet(name) === undefined, false);
  });
}

for (const name of ["", "Nonsense", "In_Basic_Latin", "Age=6.0", "Script=Han", "RGI_Emoji"]) {
  Deno.test(`propertySet() has no set for "${name}"`, () => {
    assertEquals(propertySet(name), undefined);
  });
}

Deno.test("withoutNewer() takes out what Unicode 17 assigned", () => {
  const left = withoutNewer([[0x88e, 0x890], [0x323af, 0x3347a]]);
  assertEquals(left, [[0x88e, 0x88e], [0x890, 0x890], [0x323af, 0x323af], [0x3347a, 0x3347a]]);
  assertEquals(hasCodePoint(left, 0x88f), false);
});
