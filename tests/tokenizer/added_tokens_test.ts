import { assertEquals } from "@std/assert";
import { AddedTokens } from "../../src/tokenizer/added_tokens.ts";
import type { ModelJson } from "../../src/tokenizer/json/model_json.ts";
import { Tokenizer } from "../../src/tokenizer/tokenizer.ts";
import type { AddedTokenJson, TokenizerJson } from "../../src/tokenizer/json/tokenizer_json.ts";
import { repositoryPath } from "../shared_data.ts";

function token(content: string, options: Partial<AddedTokenJson> = {}): AddedTokenJson {
  return {
    id: 0,
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: false,
    ...options,
  };
}

function create(tokens: AddedTokenJson[]): AddedTokens {
  return new AddedTokens(tokens, {
    vocabulary: new Map([["a", 0], ["b", 5]]),
    normalize: (text) => text.toLowerCase().trim(),
  });
}

Deno.test("AddedTokens numbers tokens as Python does, not by their field", () => {
  const { idByToken } = create([
    token("b", { id: 77 }),
    token("x"),
    token(""),
    token("a"),
    token("y"),
  ]);
  assertEquals([...idByToken], [["b", 5], ["x", 6], ["a", 0], ["y", 7]]);
});

Deno.test("AddedTokens starts above the vocabulary's size, holes or not", () => {
  assertEquals([...create([token("x")]).idByToken], [["x", 2]]);
});

Deno.test("AddedTokens looks for normalized content in normalized text", () => {
  const added = create([token("Foo", { normalized: true }), token("Bar")]);
  assertEquals(added.verbatim.cut("Foo Bar bar"), ["Foo ", 3, " bar"]);
  assertEquals(added.normalized.cut("foo bar Foo"), [2, " bar Foo"]);
});

Deno.test("AddedTokens lets special tokens win over others of the same normalized content", () => {
  const added = create([
    token("foo", { normalized: true }),
    token("FOO", { normalized: true, special: true }),
  ]);
  assertEquals(added.normalized.cut("foo"), [3]);
});

Deno.test("AddedTokens never finds a token whose normalized content is empty", () => {
  assertEquals(create([token("  ", { normalized: true })]).normalized.isEmpty, true);
});

interface Peer {
  readonly model: ModelJson;
  readonly cases: {
    readonly parts: Omit<TokenizerJson, "model">;
    readonly answers: [text: string, ids: number[]][];
  }[];
}

Deno.test("Tokenizer.encode() cuts added tokens as Python does", () => {
  const file = repositoryPath("tests/peers/added_tokens.json");
  const { model, cases }: Peer = JSON.parse(Deno.readTextFileSync(file));
  for (const { parts, answers } of cases) {
    const tokenizer = new Tokenizer({ ...parts, model });
    for (const [text, ids] of answers) {
      assertEquals(tokenizer.encode(text), ids, JSON.stringify({ text, parts }));
    }
  }
});
