// deno-lint-ignore-file camelcase -- the fields carry the names that the format gives them

import { assertThrows } from "@std/assert";
import { checkModel } from "../../../src/tokenizer/json/model_schema.ts";

const wordLevel = { type: "WordLevel", unk_token: "?", vocab: { "?": 0 } };
const bpe = { type: "BPE", vocab: { a: 0, b: 1, ab: 2 }, merges: [["a", "b"]] };
const unigram = { type: "Unigram", unk_id: 0, vocab: [["?", 0], ["a", -1.5]] };

const accepted: [name: string, model: unknown][] = [
  ["WordLevel", wordLevel],
  ["WordLevel without its type", { ...wordLevel, type: undefined }],
  ["BPE", bpe],
  ["BPE without its type", { ...bpe, type: undefined }],
  ["BPE with merges as strings", { ...bpe, merges: ["a b"] }],
  ["BPE with every field", {
    ...bpe,
    dropout: null,
    unk_token: "a",
    continuing_subword_prefix: "##",
    end_of_word_suffix: "</w>",
    fuse_unk: true,
    byte_fallback: true,
    ignore_merges: true,
  }],
  ["BPE with fields that are null", {
    ...bpe,
    dropout: null,
    unk_token: null,
    continuing_subword_prefix: null,
    end_of_word_suffix: null,
    fuse_unk: null,
    byte_fallback: null,
    ignore_merges: null,
  }],
  ["Unigram", unigram],
  ["Unigram without its type", { ...unigram, type: undefined }],
  ["Unigram without an unknown id", { ...unigram, unk_id: null, byte_fallback: true }],
  ["Unigram with a piece twice", { ...unigram, vocab: [["a", 0], ["a", 0]] }],
];
for (const [name, model] of accepted) {
  Deno.test(`checkModel() accepts ${name}`, () => checkModel(model, "model"));
}

/** Messages without their start, "Cannot load tokenizer: ". */
const refused: [model: unknown, error: ErrorConstructor, message: string][] = [
  [
    { ...wordLevel, unk_token: 1 },
    TypeError,
    `"model.unk_token" must be a string, current value is 1`,
  ],
  [{ ...bpe, type: null }, TypeError, `"model.type" must be a string, current value is null`],
  [{ ...bpe, dropout: "0" }, TypeError, `"model.dropout" must be a number, current value is "0"`],
  [
    { ...bpe, fuse_unk: 1 },
    TypeError,
    `"model.fuse_unk" must be true or false, current value is 1`,
  ],
  [{ ...bpe, merges: null }, TypeError, `"model.merges" must be an array, current value is null`],
  [
    { ...bpe, merges: [["a", "b"], ["a"]] },
    TypeError,
    `"model.merges[1]" must be two tokens, as an array or as "left right", current value is an array`,
  ],
  [
    { ...bpe, merges: [7] },
    TypeError,
    `"model.merges[0]" must be two tokens, as an array or as "left right", current value is 7`,
  ],
  [
    { ...bpe, vocab: { a: 1, b: 1 } },
    RangeError,
    `ids in "model.vocab" must differ, "a" and "b" both have 1`,
  ],
  [
    { ...unigram, vocab: {} },
    TypeError,
    `"model.vocab" must be an array, current value is an object`,
  ],
  ...[["a"], "a", [1, 2], ["a", null], ["a", Infinity], ["\ud800", 0], ["a", 0, 0]].map((
    entry,
  ): [unknown, ErrorConstructor, string] => [
    { ...unigram, vocab: [["a", 0], entry] },
    TypeError,
    `"model.vocab[1]" must be a piece and its score, current value is ` +
    (entry === "a" ? `"a"` : "an array"),
  ]),
  [{ ...unigram, unk_id: 2 }, RangeError, `"model.unk_id" must be below 2, current value is 2`],
  [
    { ...unigram, unk_id: -1 },
    RangeError,
    `"model.unk_id" must be a non-negative integer, current value is -1`,
  ],
  [
    { ...unigram, byte_fallback: "no" },
    TypeError,
    `"model.byte_fallback" must be true or false, current value is "no"`,
  ],
  [{ vocab: {} }, TypeError, `"model.type" must be a string, current value is missing`],
];
for (const [model, error, message] of refused) {
  Deno.test(`checkModel() refuses ${JSON.stringify(model)}`, () => {
    assertThrows(() => checkModel(model, "model"), error, `Cannot load tokenizer: ${message}`);
  });
}

Deno.test("checkModel() names the kinds it knows", () => {
  assertThrows(
    () => checkModel({ type: "Fasttext" }, "model"),
    TypeError,
    `Cannot create model of type "Fasttext": supported types are "WordLevel", "WordPiece", "BPE", "Unigram"`,
  );
});
