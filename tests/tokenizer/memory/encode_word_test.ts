import { assertEquals } from "@std/assert";
import { BertWordEncoder } from "../../../src/tokenizer/memory/bert_words.ts";
import { SpacedWordEncoder } from "../../../src/tokenizer/memory/spaced_words.ts";
import type { SpanContext, SpanEncoder } from "../../../src/tokenizer/span_encoder.ts";
import { TokenIds } from "../../../src/tokenizer/token_ids.ts";

/** Spells by characters, and lists what it is asked for. */
class Speller implements SpanEncoder {
  readonly asked: string[] = [];

  encodeSpan(span: string, { ids }: SpanContext): void {
    this.asked.push(span);
    for (const character of span.trim()) ids.push(character.codePointAt(0)!);
  }
}

const kinds = {
  BertWordEncoder: (plain: SpanEncoder) =>
    new BertWordEncoder(plain, {
      type: "BertNormalizer",
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: null,
      lowercase: true,
    }),
  SpacedWordEncoder: (plain: SpanEncoder) =>
    new SpacedWordEncoder({ plain, normalize: (text) => text }),
};

for (const [name, create] of Object.entries(kinds)) {
  Deno.test(`${name}.encodeWord() remembers a word of more ids than the kernel keeps, no other`, () => {
    const speller = new Speller();
    const encoder = create(speller);
    for (const word of ["kept", "unusually", "kept", "unusually", ".", "."]) {
      const ids = new TokenIds();
      encoder.encodeWord(word, { position: "inside", ids });
      assertEquals(String.fromCodePoint(...ids.data.subarray(0, ids.length)), word);
    }
    assertEquals(speller.asked.filter((word) => word === "unusually").length, 1);
    assertEquals(speller.asked.filter((word) => word === "kept").length, 2);
  });
}
