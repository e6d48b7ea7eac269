import { assertEquals } from "@std/assert";
import { createPostProcessor } from "../../src/tokenizer/post_processor.ts";

Deno.test("createPostProcessor() adds nothing without a section", () => {
  assertEquals(createPostProcessor(null), { before: [], after: [] });
});

Deno.test("createPostProcessor() puts BertProcessing's cls before and its sep after", () => {
  const frame = createPostProcessor({
    type: "BertProcessing",
    sep: ["[SEP]", 102],
    cls: ["[CLS]", 101],
  });
  assertEquals(frame, { before: [101], after: [102] });
});

Deno.test("createPostProcessor() keeps the order and all ids of a template", () => {
  const frame = createPostProcessor({
    type: "TemplateProcessing",
    single: [
      { SpecialToken: { id: "<s>" } },
      { SpecialToken: { id: "prompt" } },
      { Sequence: { id: "A" } },
      { SpecialToken: { id: "</s>" } },
      { SpecialToken: { id: "<s>" } },
    ],
    special_tokens: { "<s>": { ids: [0] }, "</s>": { ids: [2] }, "prompt": { ids: [7, 8] } },
  });
  assertEquals(frame, { before: [0, 7, 8], after: [2, 0] });
});
