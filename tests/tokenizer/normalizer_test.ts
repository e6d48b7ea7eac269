// deno-lint-ignore-file camelcase -- the fields carry the names that the format gives them

import { assertEquals } from "@std/assert";
import { createNormalizer } from "../../src/tokenizer/normalizer.ts";
import type { NormalizerJson } from "../../src/tokenizer/json/normalizer_json.ts";
import { textBlocks } from "./bert_peer.ts";
import { readNormalizerPeer } from "./normalizer_peer.ts";

const peer = readNormalizerPeer();
const precompiled: NormalizerJson = { type: "Precompiled", precompiled_charsmap: peer.charsmap };

for (const { spec, digests } of peer.digests) {
  Deno.test(`createNormalizer() treats every code point as Python by ${spec.type}`, async () => {
    assertEquals(await textBlocks(peer.block, createNormalizer(spec)), digests);
  });
}

peer.cases.forEach(({ spec, answers }, i) => {
  const kinds = spec.type === "Sequence" ? spec.normalizers.map(({ type }) => type) : [spec.type];
  Deno.test(`createNormalizer() treats texts as Python by ${kinds.join(", ")} (case ${i})`, () => {
    const normalize = createNormalizer(spec);
    assertEquals(answers.map(([text]) => normalize(text)), answers.map(([, expected]) => expected));
  });
});

const examples: [spec: NormalizerJson | null, text: string, normalized: string][] = [
  [null, "\u0000 ÀB\t日", "\u0000 ÀB\t日"],
  [
    { type: "BertNormalizer", clean_text: true, handle_chinese_chars: true, lowercase: true },
    "\u0000 ÀB\t日",
    " ab  日 ",
  ],
  [{ type: "NFC" }, "e\u0301", "é"],
  [{ type: "NFD" }, "é", "e\u0301"],
  [{ type: "NFKC" }, "ﬁ①", "fi1"],
  [{ type: "NFKD" }, "½", "1\u20442"],
  [{ type: "Lowercase" }, "ΣΑΣ", "σασ"],
  [{ type: "StripAccents" }, "e\u0301é", "eé"],
  [{ type: "Nmt" }, "a\u0007\tb\u2581", "a b "],
  [{ type: "ByteLevel" }, "é b", "Ã©Ġb"],
  [{ type: "Strip", strip_left: true, strip_right: false }, "\u0085 a\u3000", "a\u3000"],
  [{ type: "Strip", strip_left: false, strip_right: true }, " a\u3000\ufeff ", " a\u3000\ufeff"],
  [{ type: "Strip", strip_left: true, strip_right: true }, "\u2028 \t", ""],
  [{ type: "Replace", pattern: { String: "." }, content: "$&" }, "a.b", "a$&b"],
  [{ type: "Prepend", prepend: "▁" }, "a", "▁a"],
  [{ type: "Prepend", prepend: "▁" }, "", ""],
  [precompiled, "Ａ\u00ad①", "A1"],
  [{ type: "Sequence", normalizers: [] }, "A", "A"],
  [{ type: "Sequence", normalizers: [{ type: "NFC" }, { type: "Lowercase" }] }, "E\u0301", "é"],
];
for (const [spec, text, normalized] of examples) {
  const name = spec === null ? "no section" : JSON.stringify(spec).slice(0, 80);
  Deno.test(`createNormalizer() makes ${JSON.stringify(normalized)} by ${name}`, () => {
    assertEquals(createNormalizer(spec)(text), normalized);
  });
}

Deno.test("createNormalizer() takes a section without a type by its fields", () => {
  const spec: NormalizerJson = JSON.parse(`{"normalizers":[{"prepend":"▁"},{"type":"Lowercase"}]}`);
  assertEquals(createNormalizer(spec)("A"), "▁a");
});

Deno.test("createNormalizer() strips a million spaces inside a text in linear time", () => {
  const spaces = " ".repeat(1_000_000);
  const strip = createNormalizer({ type: "Strip", strip_left: true, strip_right: true });
  assertEquals(strip(` a${spaces}b `) === `a${spaces}b`, true);
});
