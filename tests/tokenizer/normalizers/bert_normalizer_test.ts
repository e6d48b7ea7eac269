import { assertEquals } from "@std/assert";
import { createBertNormalizer } from "../../../src/tokenizer/normalizers/bert_normalizer.ts";
import { readBertPeer, textBlocks } from "../bert_peer.ts";

const peer = readBertPeer();

for (const { options, normalized } of peer.normalizers) {
  Deno.test(`createBertNormalizer() treats marks as Python with ${JSON.stringify(options)}`, () => {
    const normalize = createBertNormalizer({ type: "BertNormalizer", ...options });
    assertEquals(peer.texts.map(normalize), normalized);
  });
}

for (const { options, digests } of peer.normalizers) {
  Deno.test(`createBertNormalizer() treats every code point as Python with ${JSON.stringify(options)}`, async () => {
    const normalize = createBertNormalizer({ type: "BertNormalizer", ...options });
    assertEquals(await textBlocks(peer.block, normalize), digests);
  });
}

Deno.test("createBertNormalizer() strips accents as it lowers unless told otherwise", () => {
  const steps = {
    type: "BertNormalizer",
    clean_text: false,
    handle_chinese_chars: false,
  } as const;
  const normalized = [
    createBertNormalizer({ ...steps, lowercase: true })("É"),
    createBertNormalizer({ ...steps, lowercase: false })("É"),
    createBertNormalizer({ ...steps, lowercase: true, strip_accents: false })("É"),
    createBertNormalizer({ ...steps, lowercase: false, strip_accents: true })("É"),
  ];
  assertEquals(normalized, ["e", "É", "é", "E"]);
});
