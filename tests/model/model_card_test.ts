import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { type ModelCard, parseModelCard, renderModelCard } from "../../src/model/model_card.ts";

const cards: [text: string, card: ModelCard][] = [
  ["", {}],
  ["# A card without metadata\n", {}],
  ["---\nbase_model: a/b\n", {}], // truncated
  ["text\n---\nbase_model: a/b\n---\n", {}],
  ["---\nlicense: mit\n---\n", {}],
  ["---\nbase_model: a/b\n---\n", { baseModel: "a/b" }],
  ["---\r\nbase_model: a/b\r\nlanguage: en\r\n---\r\n", { baseModel: "a/b", language: ["en"] }],
  ["---\nbase_model:\n- a/b\n- c/d\n---\n", { baseModel: "a/b" }],
  ["---\nbase_model: null\nlanguage: []\n---\n", {}],
  ["---\nmy_base_model: a\nlanguages: b\n---\n", {}],
  [`---\nbase_model: "a: b"\nlanguage: ['en', "de"]\n---\n`, {
    baseModel: "a: b",
    language: ["en", "de"],
  }],
  ["---\nlanguage:\n  - en\n  - 'no'\nlicense: mit\n---\n", { language: ["en", "no"] }],
  ["---\nbase_model: \u{1F600}/\ud83d\n---\n", { baseModel: "\u{1F600}/\ud83d" }],
  ["---\nother: 1\n---\nbase_model: in the text\n", {}],
];
for (const [text, card] of cards) {
  Deno.test(`parseModelCard() of ${JSON.stringify(text)}`, () => {
    assertEquals(parseModelCard(text), card);
  });
}

Deno.test("renderModelCard() writes the metadata that Python writes", () => {
  const card = renderModelCard("m2v", { baseModel: "a/b", language: ["en", "no"] });
  assertEquals(
    /^---\n[^]*?\n---\n/.exec(card)?.[0],
    `---
base_model: a/b
language:
- en
- "no"
library_name: model2vec
license: mit
model_name: m2v
tags:
- embeddings
- static-embeddings
- sentence-transformers
---
`,
  );
  assertStringIncludes(card, "\n# m2v Model Card\n");
  assertStringIncludes(card, "distilled from `a/b`");
});

Deno.test("renderModelCard() knows no teacher where the card names none", () => {
  const card = renderModelCard("m2v", {});
  assertStringIncludes(card, "\nbase_model: unknown\nlibrary_name: model2vec\n");
  assertStringIncludes(card, "model2vec) model. It holds one");
});

for (
  const name of ["true", "No", "12", "1.5", "1e5", "0x1f", "2024-01-01", "a: b", "#1", "", "-"]
) {
  Deno.test(`renderModelCard() quotes the name ${JSON.stringify(name)}`, () => {
    const line = `\nmodel_name: ${JSON.stringify(name)}\n`;
    assertStringIncludes(renderModelCard(name, {}), line);
  });
}

for (const name of ["all-MiniLM-L6-v2", "a/b_c.d", "m2v"]) {
  Deno.test(`renderModelCard() leaves the name ${name} bare`, () => {
    assertMatch(renderModelCard(name, {}), new RegExp(`^model_name: ${name}$`, "m"));
  });
}

Deno.test("parseModelCard() reads back what renderModelCard() wrote", () => {
  const card: ModelCard = { baseModel: 'a "quoted": name', language: ["en", "yes"] };
  assertEquals(parseModelCard(renderModelCard("m2v", card)), card);
});
