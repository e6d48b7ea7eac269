// deno-lint-ignore-file camelcase -- the fields carry the names that the format gives them

import { assertEquals } from "@std/assert";
import type { ModelJson } from "../../src/tokenizer/json/model_json.ts";
import { loadTokenModel, placeTokens } from "../../src/tokenizer/token_model.ts";

const wordPiece = {
  unk_token: "?",
  continuing_subword_prefix: "##",
  max_input_chars_per_word: 100,
};
const vocab = { "?": 0, "constructor": 2 };
const pieces: readonly (readonly [string, number])[] = [["?", 0], ["constructor", -1], ["?", -2]];

const models: [kind: string, spec: ModelJson][] = [
  ["WordLevelModel", { type: "WordLevel", unk_token: "?", vocab }],
  ["WordLevelModel", { unk_token: "?", vocab }],
  ["WordPieceModel", { type: "WordPiece", ...wordPiece, vocab }],
  ["WordPieceModel", { ...wordPiece, vocab }],
  ["BpeModel", { type: "BPE", vocab, merges: [] }],
  ["BpeModel", { vocab, merges: [] }],
  ["UnigramModel", { type: "Unigram", vocab: pieces }],
  ["UnigramModel", { vocab: pieces }],
];
for (const [kind, spec] of models) {
  const name = spec.type === undefined ? "a model without a type" : `the type ${spec.type}`;
  Deno.test(`loadTokenModel() makes a ${kind} of ${name}`, () => {
    const { model, vocabulary, tokens } = loadTokenModel(spec);
    assertEquals(model.constructor.name, kind);
    const isUnigram = kind === "UnigramModel";
    assertEquals(tokens, isUnigram ? ["?", "constructor", "?"] : ["?", "", "constructor"]);
    assertEquals(vocabulary.size, isUnigram ? 3 : 2);
    assertEquals(vocabulary.get("constructor"), isUnigram ? 1 : 2);
    assertEquals(vocabulary.get("toString"), undefined);
  });
}

Deno.test("placeTokens() puts an empty string where no token has an id", () => {
  const tokens: string[] = [];
  placeTokens(new Map([["b", 3], ["a", 1]]), tokens);
  assertEquals(tokens, ["", "a", "", "b"]);
});

Deno.test("placeTokens() replaces the token that has the id", () => {
  const tokens = ["a", "b"];
  placeTokens(new Map([["c", 1]]), tokens);
  assertEquals(tokens, ["a", "c"]);
});
