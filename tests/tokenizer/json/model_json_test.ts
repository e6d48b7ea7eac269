// deno-lint-ignore-file camelcase -- the fields carry the names that the format gives them

import { assertEquals } from "@std/assert";
import {
  isBpe,
  isUnigram,
  isWordLevel,
  kindOfModel,
  type ModelJson,
} from "../../../src/tokenizer/json/model_json.ts";

const wordPiece = {
  unk_token: "?",
  continuing_subword_prefix: "##",
  max_input_chars_per_word: 100,
  vocab: { "?": 0 },
};
const untyped: [kind: string, model: ModelJson][] = [
  ["WordLevel", { unk_token: "?", vocab: { "?": 0 } }],
  ["WordPiece", wordPiece],
  ["BPE", { vocab: { a: 0 }, merges: [] }],
  ["Unigram", { vocab: [["a", 0]] }],
];
for (const [kind, model] of untyped) {
  Deno.test(`kindOfModel() tells ${kind} by its fields where there is no type`, () => {
    assertEquals(kindOfModel(model), kind);
    const answers = [isWordLevel(model), isBpe(model), isUnigram(model)];
    assertEquals(answers, [kind === "WordLevel", kind === "BPE", kind === "Unigram"]);
  });
}

const typed: [model: Record<string, unknown>, kind: unknown][] = [
  [{ type: "WordLevel", merges: [] }, "WordLevel"],
  [{ type: "toString" }, "toString"],
  [{ type: null, merges: [] }, null],
  [{}, undefined],
  [{ vocab: {} }, undefined],
];
for (const [model, kind] of typed) {
  Deno.test(`kindOfModel() gives ${kind} for ${JSON.stringify(model)}`, () => {
    assertEquals(kindOfModel(model), kind);
  });
}
