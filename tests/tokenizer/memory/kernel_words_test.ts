import { assertEquals } from "@std/assert";
import { KernelWordEncoder, type WordEncoder } from "../../../src/tokenizer/memory/kernel_words.ts";
import type { WordCuts } from "../../../src/tokenizer/memory/word_kernel.ts";
import type { SpanContext } from "../../../src/tokenizer/span_encoder.ts";
import { TokenIds } from "../../../src/tokenizer/token_ids.ts";
import { seededRandom } from "../../seeded_random.ts";
import { withoutWebAssembly } from "./without_web_assembly.ts";

const words: WordCuts = { kind: "words", marked: "\n !.", ignoresCase: true };
const chunks: WordCuts = {
  kind: "chunks",
  marked: "!.abcdefghijklmnopqrstuvwxyz",
  ignoresCase: false,
};

/** Spells texts by code points, without white space, and lists what it is asked for. */
class Speller implements WordEncoder {
  readonly asked: string[] = [];
  /** Those that need not be remembered, since the kernel does. */
  readonly askedWords: string[] = [];
  readonly #cuts: WordCuts;

  constructor(cuts: WordCuts) {
    this.#cuts = cuts;
  }

  wordCuts(): WordCuts {
    return this.#cuts;
  }

  encodeWord(word: string, context: SpanContext): void {
    this.askedWords.push(word);
    this.encodeSpan(word, context);
  }

  encodeSpan(span: string, { ids }: SpanContext): void {
    this.asked.push(span);
    const { ignoresCase } = this.#cuts;
    for (const character of span.replace(/[\n ]/g, "").toWellFormed()) {
      const isCapital = ignoresCase && character >= "A" && character <= "Z";
      ids.push((isCapital ? character.toLowerCase() : character).codePointAt(0)!);
    }
  }
}

/** An encoder that has seen enough to have made its kernel. */
function createEncoder(cuts: WordCuts): { speller: Speller; encoder: KernelWordEncoder } {
  const speller = new Speller(cuts);
  const encoder = new KernelWordEncoder(speller);
  encoder.encodeSpan("#".repeat(5_000), { position: "start", ids: new TokenIds() });
  speller.asked.length = 0;
  return { speller, encoder };
}

function encode(
  encoder: { encodeSpan(span: string, context: SpanContext): void },
  text: string,
  position: SpanContext["position"] = "start",
): number[] {
  const ids = new TokenIds(1);
  encoder.encodeSpan(text, { position, ids });
  return Array.from(ids.data.subarray(0, ids.length));
}

const askedCases: [cuts: WordCuts, text: string, asked: string[]][] = [
  [words, "One one ONE, one! One!", ["One", "ONE,", "!"]],
  [words, "a na\u00efve \u{1f600} one a Na\u00efve \u{1f600}", [
    "a",
    "na\u00efve",
    "\u{1f600}",
    "one",
  ]],
  [words, "of seven. eight...... eight......", ["of", "seven", ".", "eight"]],
  [words, "elephants elephants", ["elephants", "elephants"]],
  [words, "some \ud800 more \ud800 more", ["some", "\ud800", "more"]],
  [chunks, "a b a b a b", ["a", " b", " a"]],
  [chunks, "so \u00e9 so so  so so", ["so \u00e9 so", " so  so", " so"]],
];
for (const [cuts, text, asked] of askedCases) {
  Deno.test(`KernelWordEncoder.encodeSpan() asks for ${JSON.stringify(asked)}`, () => {
    const { speller, encoder } = createEncoder(cuts);
    assertEquals(encode(encoder, text), encode(new Speller(cuts), text));
    assertEquals(speller.asked, asked);
  });
}

Deno.test("KernelWordEncoder.encodeSpan() leaves to the other encoder's memory what the kernel may not keep", () => {
  const { speller, encoder } = createEncoder(words);
  encode(encoder, `one na\u00efve ${"a".repeat(32)} ${"b".repeat(33)}.`);
  assertEquals(speller.askedWords, ["one", "a".repeat(32), "."]);
  assertEquals(speller.asked.length, 5);
});

Deno.test("KernelWordEncoder.encodeSpan() passes the first chunk inside a text on, unless it has a space", () => {
  const { speller, encoder } = createEncoder(chunks);
  for (const text of ["a b", "a b", " b a", "ab", "\u00e9 a\u00e9 b"]) {
    encode(encoder, text, "inside");
  }
  assertEquals(speller.asked, ["a", " b", "a", " a", "ab", "\u00e9 a\u00e9 b"]);
});

Deno.test("KernelWordEncoder.encodeSpan() leaves texts of other scripts to the other encoder", () => {
  const { speller, encoder } = createEncoder(words);
  const text = "\u0434\u0430 \u043d\u0435\u0442 ".repeat(3);
  encode(encoder, text);
  assertEquals(speller.asked, [text]);
});

Deno.test("KernelWordEncoder.encodeSpan() makes no kernel for a few short texts", () => {
  const speller = new Speller(words);
  const encoder = new KernelWordEncoder(speller);
  for (let i = 0; i < 10; i++) encode(encoder, "one one");
  assertEquals(speller.asked.length, 10);
});

const parts = [
  ..."aB \n!.\0\x7f\u00e9\u65e5\u{1f600}\ud800\udc00",
  "word ",
  " word",
  "  ",
  "Longer ",
];

function randomText(random: () => number, partCount: number): string {
  return Array.from({ length: partCount }, () => parts[Math.floor(random() * parts.length)]).join(
    "",
  );
}

for (const cuts of [words, chunks]) {
  const { kind } = cuts;
  Deno.test(`KernelWordEncoder.encodeSpan() agrees on random texts of ${kind}, with WebAssembly and without`, () => {
    const random = seededRandom(1);
    const plain = new Speller(cuts);
    const texts = Array.from({ length: 4_000 }, (_, i) => randomText(random, i % 70));
    const check = () => {
      const { encoder } = createEncoder(cuts);
      for (const text of texts) {
        assertEquals(encode(encoder, text), encode(plain, text), JSON.stringify(text));
      }
    };
    check();
    withoutWebAssembly(check);
  });

  Deno.test(`KernelWordEncoder.encodeSpan() agrees on long texts of ${kind}`, () => {
    const random = seededRandom(2);
    const plain = new Speller(cuts);
    const { encoder } = createEncoder(cuts);
    const filler = "abcdefg ".repeat(3_000);
    const texts = [
      randomText(random, 30_000) + filler + randomText(random, 30_000),
      filler + "x".repeat(100_000) + filler,
      "\u00e9\u00e9 a b ".repeat(20_000),
      "a b  ".repeat(20_000) + " ",
      " ".repeat(100_000) + filler,
      "x".repeat(16_384) + " y",
      "x".repeat(16_383) + " y" + " ",
    ];
    for (const text of texts) {
      assertEquals(encode(encoder, text), encode(plain, text));
      assertEquals(encode(encoder, text, "inside"), encode(plain, text));
    }
  });
}

Deno.test("KernelWordEncoder.encodeSpan() goes on when the kernel has forgotten its words", () => {
  const { encoder } = createEncoder(words);
  const plain = new Speller(words);
  for (let i = 0; i < 100_000; i += 100) {
    const text = Array.from({ length: 100 }, (_, j) => (i + j).toString(36)).join(" ");
    assertEquals(encode(encoder, text), encode(plain, text));
  }
});
