// deno-lint-ignore-file camelcase -- the fields carry the names that the format gives them

import { assertEquals } from "@std/assert";
import { AddedTokens } from "../../src/tokenizer/added_tokens.ts";
import { Pipeline } from "../../src/tokenizer/pipeline.ts";
import { PlainSpanEncoder } from "../../src/tokenizer/span_encoder.ts";
import { TokenIds } from "../../src/tokenizer/token_ids.ts";
import type { AddedTokenJson } from "../../src/tokenizer/json/tokenizer_json.ts";

const flags = { single_word: false, lstrip: false, rstrip: false, special: false };
const tokens: AddedTokenJson[] = [
  { id: 100, content: "<X>", normalized: false, ...flags },
  { id: 101, content: "<Y>", normalized: true, ...flags },
];
const replaced: AddedTokenJson = { id: 102, content: "\ufffd", normalized: false, ...flags };

/** Lists the pieces that reach the model; each gets the id of its place. */
function run(text: string, added = tokens): { pieces: string[]; ids: number[] } {
  const pieces: string[] = [];
  const normalize = (part: string) => part.toLowerCase();
  const addedTokens = new AddedTokens(added, {
    vocabulary: new Map([["<X>", 100], ["<Y>", 101], ["\ufffd", 102]]),
    normalize,
  });
  const pipeline = new Pipeline({
    addedTokens: addedTokens.verbatim,
    spans: new PlainSpanEncoder({
      normalize,
      addedTokens: addedTokens.normalized,
      preTokenize: (part) => part.split(" "),
      model: { tokenize: (piece, ids) => ids.push(pieces.push(piece) - 1) },
    }),
  });
  const ids = new TokenIds(1);
  pipeline.encodeInto(text, ids);
  return { pieces, ids: Array.from(ids.data.subarray(0, ids.length)) };
}

Deno.test("Pipeline.encodeInto() cuts, normalizes, cuts again, splits and tokenizes", () => {
  assertEquals(run("One <X>two<x> <Y>Three four"), {
    pieces: ["one", "two<x>", "three", "four"],
    ids: [0, 100, 1, 101, 2, 3],
  });
});

Deno.test("Pipeline.encodeInto() replaces lone surrogates by U+FFFD", () => {
  assertEquals(run("a\ud800b \udc00 \u{10400}").pieces, ["a\ufffdb", "\ufffd", "\u{10428}"]);
});

Deno.test("Pipeline.encodeInto() finds added tokens where lone surrogates are replaced", () => {
  assertEquals(run("a\ud800b", [replaced]), { pieces: ["a", "b"], ids: [0, 102, 1] });
});

Deno.test("Pipeline.encodeInto() appends nothing for an empty text", () => {
  assertEquals(run(""), { pieces: [], ids: [] });
});
