import { assertEquals } from "@std/assert";
import { createNormalizer } from "../../src/tokenizer/normalizer.ts";

Deno.test("createNormalizer() changes nothing without a section", () => {
  assertEquals(createNormalizer(null)("\u0000 ÀB\t日"), "\u0000 ÀB\t日");
});

Deno.test("createNormalizer() makes BERT's normalizer", () => {
  const normalize = createNormalizer({
    type: "BertNormalizer",
    clean_text: true,
    handle_chinese_chars: true,
    strip_accents: null,
    lowercase: true,
  });
  assertEquals(normalize("\u0000 ÀB\t日"), " ab  日 ");
});
