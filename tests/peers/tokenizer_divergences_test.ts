// deno-lint-ignore-file camelcase -- the fields carry the names that the format gives them
import { Tokenizer } from "../../src/tokenizer/tokenizer.ts";
import { assert, assertEquals } from "@std/assert";
import { judgeCase } from "./judge_case.ts";
import { loadPeerPackage, PEER_SPECIFIER } from "./peer_package.ts";
import type { WholeTokenizerJson } from "./random_tokenizer.ts";
import { DIVERGENCES } from "./tokenizer_divergences.ts";

/** One entry of the list: a case with Python's ids, and what the package makes of it. */
interface Example {
  readonly name: string;
  readonly json: WholeTokenizerJson;
  readonly text: string;
  readonly python: readonly number[];
  readonly package: readonly number[] | string;
}

const list: { readonly package: string; readonly divergences: readonly Example[] } = JSON.parse(
  Deno.readTextFileSync(new URL("tokenizer_divergences.json", import.meta.url)),
);
const peer = await loadPeerPackage();

Deno.test("every known divergence has an example, recorded with the package's version", () => {
  assertEquals(list.divergences.map(({ name }) => name), DIVERGENCES.map(({ name }) => name));
  assertEquals(list.package, PEER_SPECIFIER);
});

for (const { name, json, text, python, package: theirs } of list.divergences) {
  Deno.test(`Tokenizer.encode() gives Python's ids where the package does not: ${name}`, () => {
    assertEquals(new Tokenizer(json).encode(text, { specialTokens: true }), [...python]);
  });

  Deno.test({
    name: `judgeCase() knows why the package differs: ${name}`,
    ignore: peer === null,
    fn: () => {
      assertEquals(askPackage(json, text), theirs);
      const question = { json, peerJson: json, text };
      assertEquals(judgeCase(peer!, question).kind, "known");
      assert(DIVERGENCES.find((divergence) => divergence.name === name)!.concerns(question));
    },
  });
}

Deno.test("DIVERGENCES leave a plain tokenizer alone", () => {
  const json: WholeTokenizerJson = {
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: [],
    normalizer: { type: "NFC" },
    pre_tokenizer: { type: "BertPreTokenizer" },
    post_processor: { type: "BertProcessing", cls: ["a", 1], sep: ["b", 2] },
    decoder: null,
    model: {
      type: "WordPiece",
      unk_token: "[UNK]",
      continuing_subword_prefix: "##",
      max_input_chars_per_word: 100,
      vocab: { "[UNK]": 0, "a": 1, "b": 2 },
    },
  };
  const question = { json, peerJson: json, text: "a b, \u{3a3}\u{20000}" };
  const concerned = DIVERGENCES.filter(({ concerns }) => concerns(question));
  assertEquals(concerned.map(({ name }) => name), []);
});

function askPackage(json: WholeTokenizerJson, text: string): readonly number[] | string {
  try {
    return peer!(json)(text, { specialTokens: true });
  } catch (error) {
    return String(error);
  }
}
