import { assertEquals } from "@std/assert";
import type { TextPosition } from "../../src/tokenizer/pre_tokenizer.ts";
import { PlainSpanEncoder } from "../../src/tokenizer/span_encoder.ts";
import { TokenIds } from "../../src/tokenizer/token_ids.ts";
import { TokenMatcher } from "../../src/tokenizer/token_matcher.ts";

/** Lists the position that each part between `<Y>` is pre-tokenized with. */
function positionsOf(span: string, position: TextPosition): TextPosition[] {
  const positions: TextPosition[] = [];
  const flags = { singleWord: false, stripLeft: false, stripRight: false };
  new PlainSpanEncoder({
    normalize: (text) => text.trimStart(),
    addedTokens: new TokenMatcher([{ text: "<Y>", id: 7, ...flags }]),
    preTokenize: (part, place) => {
      positions.push(place);
      return [part];
    },
    model: { tokenize: (_, ids) => ids.push(1) },
  }).encodeSpan(span, { position, ids: new TokenIds() });
  return positions;
}

const cases: [span: string, position: TextPosition, positions: TextPosition[]][] = [
  ["", "start", []],
  ["a", "start", ["start"]],
  ["a", "inside", ["inside"]],
  ["a<Y>b", "start", ["start", "inside"]],
  ["<Y>b", "start", ["inside"]],
  [" a", "start", ["inside"]],
];
for (const [span, position, positions] of cases) {
  Deno.test(`PlainSpanEncoder.encodeSpan() knows where the parts of "${span}" begin (${position})`, () => {
    assertEquals(positionsOf(span, position), positions);
  });
}

Deno.test("PlainSpanEncoder.encodeSpan() asks the model for parts where a span is several pieces", () => {
  const asked: string[] = [];
  const modelNamed = (name: string) => ({
    tokenize: (piece: string) => void asked.push(`${name}: ${piece}`),
  });
  const encoder = new PlainSpanEncoder({
    normalize: (text) => text,
    addedTokens: new TokenMatcher([]),
    preTokenize: (text) => text.split("-"),
    model: modelNamed("model"),
    modelForParts: modelNamed("parts"),
  });
  for (const span of ["a", "b-c"]) {
    encoder.encodeSpan(span, { position: "inside", ids: new TokenIds() });
  }
  assertEquals(asked, ["model: a", "parts: b", "parts: c"]);
});
