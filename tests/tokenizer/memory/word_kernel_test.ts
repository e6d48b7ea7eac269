import { assertEquals } from "@std/assert";
import {
  createWordKernel,
  type WordCuts,
  WordKernel,
} from "../../../src/tokenizer/memory/word_kernel.ts";
import { TokenIds } from "../../../src/tokenizer/token_ids.ts";
import { withoutWebAssembly } from "./without_web_assembly.ts";

const words: WordCuts = { kind: "words", marked: "\t\n ,.!~", ignoresCase: true };
const chunks: WordCuts = { kind: "chunks", marked: ",.abc~", ignoresCase: false };

/** Where a kernel cuts a text, found by teaching it each word; lists bytes as characters. */
function cut(text: string, cuts: WordCuts): string[] {
  const kernel = new WordKernel(cuts);
  const bytes = new TextEncoder().encode(text);
  const parts: string[] = [];
  const byteCount = kernel.write(text);
  let idCount = kernel.read(byteCount);
  for (; kernel.stopStart < byteCount; idCount = kernel.readOn(byteCount)) {
    assertEquals(idCount, 0);
    parts.push(new TextDecoder().decode(bytes.subarray(kernel.stopStart, kernel.stopEnd)));
  }
  return parts;
}

const wordCases: [text: string, parts: string[]][] = [
  ["", []],
  [" ", []],
  ["a", ["a"]],
  ["\ta  b\n", ["a", "b"]],
  ["a,b..", ["a", ",", "b", ".", "."]],
  ["\0\x7f~é日", ["\0\x7f", "~", "é日"]],
  ["\ud800!", ["\ufffd", "!"]],
  ["x".repeat(63) + "," + "y".repeat(200), ["x".repeat(63), ",", "y".repeat(200)]],
  ["x".repeat(64) + ",", ["x".repeat(64), ","]],
  ["x".repeat(127) + ".", ["x".repeat(127), "."]],
  [" ".repeat(63) + "x".repeat(65) + " y", ["x".repeat(65), "y"]],
];
for (const [text, parts] of wordCases) {
  Deno.test(`WordKernel.read() cuts ${JSON.stringify(text)} into words`, () => {
    assertEquals(cut(text, words), parts);
  });
}

const chunkCases: [text: string, parts: string[]][] = [
  ["", []],
  [" ", [" "]],
  ["a b", ["a", " b"]],
  [" a  b ", [" a  b "]],
  ["a, .b a", ["a,", " .b", " a"]],
  ["a d a\0 b", ["a d a\0 b"]],
  ["é a é", ["é a é"]],
  ["a".repeat(63) + " b", ["a".repeat(63), " b"]],
  ["a".repeat(62) + " b", ["a".repeat(62), " b"]],
  ["a".repeat(64) + " b a", ["a".repeat(64), " b", " a"]],
  ["a".repeat(64) + " ", ["a".repeat(64) + " "]],
];
for (const [text, parts] of chunkCases) {
  Deno.test(`WordKernel.read() cuts ${JSON.stringify(text)} into chunks`, () => {
    assertEquals(cut(text, chunks), parts);
  });
}

/** Teaches a kernel the only word of a text, and reads it again. */
function teach(kernel: WordKernel, word: string, wordIds: number[]): number[] | undefined {
  const byteCount = kernel.write(word);
  kernel.read(byteCount);
  const ids = new TokenIds();
  ids.append(Int32Array.of(999, ...wordIds), wordIds.length + 1);
  kernel.learn(ids, 1);
  return recall(kernel, word);
}

function recall(kernel: WordKernel, word: string): number[] | undefined {
  const byteCount = kernel.write(word);
  const idCount = kernel.read(byteCount);
  return kernel.stopStart === byteCount ? Array.from(kernel.ids.subarray(0, idCount)) : undefined;
}

Deno.test("WordKernel.learn() keeps words of 32 bytes and seven ids", () => {
  const kernel = new WordKernel(words);
  const ids = [1, 2, 3, 4, 5, 6, 7, 8];
  for (let length = 1; length <= 40; length++) {
    for (let idCount = 0; idCount <= 8; idCount++) {
      const word = String.fromCharCode(0x61 + idCount).repeat(length);
      const expected = length <= 32 && idCount <= 7 ? ids.slice(0, idCount) : undefined;
      assertEquals(teach(kernel, word, ids.slice(0, idCount)), expected);
    }
  }
  assertEquals(recall(kernel, "d".repeat(16)), [1, 2, 3]);
  assertEquals(recall(kernel, "E".repeat(17)), [1, 2, 3, 4]);
});

Deno.test("WordKernel.read() tells words apart that differ in zeros at their end", () => {
  const kernel = new WordKernel(words);
  for (const length of [16, 1, 15, 17, 32, 31]) {
    assertEquals(recall(kernel, "\0".repeat(length)), undefined);
    assertEquals(teach(kernel, "\0".repeat(length), [length]), [length]);
  }
});

/** Where the search for a word of eight bytes or fewer begins, as `hashOf` of tools/kernels/words.ts. */
function placeOf(word: bigint): bigint {
  const hash = word * 0x9e3779b97f4a7c15n + 0xffff_ffff_ffff_ffffn * 0xc2b2ae3d27d4eb4fn;
  return BigInt.asUintN(64, hash) >> 48n;
}

function inverseOf(odd: bigint): bigint {
  let inverse = 1n;
  for (let i = 0; i < 6; i++) inverse = BigInt.asUintN(64, inverse * (2n - odd * inverse));
  return inverse;
}

Deno.test("WordKernel.learn() keeps 64 words that collide and passes further ones over", () => {
  const place = 0xffffn;
  const base = (place << 48n) - 0xffff_ffff_ffff_ffffn * 0xc2b2ae3d27d4eb4fn;
  const inverse = inverseOf(0x9e3779b97f4a7c15n);
  const colliding: string[] = [];
  for (let i = 0n; colliding.length < 70; i++) {
    const word = BigInt.asUintN(64, (base + i) * inverse);
    const bytes = Array.from({ length: 8 }, (_, k) => Number((word >> BigInt(8 * k)) & 0xffn));
    if (bytes.some((byte) => byte === 0x20 || byte > 0x7f)) continue;
    assertEquals(placeOf(word), place);
    colliding.push(String.fromCharCode(...bytes));
  }
  const kernel = new WordKernel({ kind: "words", marked: " ", ignoresCase: false });
  const kept = colliding.map((word, i) => teach(kernel, word, [i]));
  assertEquals(kept, colliding.map((_, i) => i < 64 ? [i] : undefined));
});

Deno.test("WordKernel.learn() forgets all and goes on when it is full", () => {
  const kernel = new WordKernel(words);
  for (let i = 0; i < 70_000; i++) assertEquals(teach(kernel, `w${i}`, [i, i]), [i, i]);
  const known = Array.from({ length: 70_000 }, (_, i) => recall(kernel, `w${i}`));
  assertEquals(known.every((ids, i) => ids === undefined || ids[0] === i), true);
  assertEquals(known.filter((ids) => ids !== undefined).length, 70_000 - 65_536);
});

Deno.test("WordKernel.write() says -1 for a text that does not fit", () => {
  const kernel = new WordKernel(words);
  assertEquals(kernel.write("é".repeat(12_288)), 24_576);
  assertEquals(kernel.write("é".repeat(12_289)), -1);
});

Deno.test("WordKernel.countUnits() counts two for a character outside the BMP", () => {
  const kernel = new WordKernel(words);
  const byteCount = kernel.write("aé日\u{1f600}\ud800b");
  assertEquals([byteCount, kernel.countUnits(0, byteCount), kernel.countUnits(3, 10)], [14, 7, 3]);
});

Deno.test("createWordKernel() gives nothing where WebAssembly is refused", () => {
  withoutWebAssembly(() => assertEquals(createWordKernel(words), undefined));
  assertEquals(createWordKernel(words)?.cuts, words);
});
