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

Deno.test("createPostProcessor() treats RobertaProcessing as BertProcessing", () => {
  const frame = createPostProcessor({
    type: "RobertaProcessing",
    sep: ["</s>", 2],
    cls: ["<s>", 0],
  });
  assertEquals(frame, { before: [0], after: [2] });
});

Deno.test("createPostProcessor() adds nothing for ByteLevel", () => {
  assertEquals(createPostProcessor({ type: "ByteLevel" }), { before: [], after: [] });
});

Deno.test("createPostProcessor() puts the later of a Sequence around the earlier", () => {
  const frame = createPostProcessor({
    type: "Sequence",
    processors: [
      { type: "ByteLevel" },
      { type: "BertProcessing", sep: ["b", 2], cls: ["a", 1] },
      { type: "BertProcessing", sep: ["d", 4], cls: ["c", 3] },
    ],
  });
  assertEquals(frame, { before: [3, 1], after: [2, 4] });
});
