import { assertEquals } from "@std/assert";
import { chooseTokens, createTokenFilter } from "../../../src/distill/vocabulary/kept_tokens.ts";
import { Tokenizer, type TokenizerJson } from "../../../src/tokenizer/tokenizer.ts";
import { BYTE_LEVEL, LLAMA, UNIGRAM, WORD_LEVEL } from "../small_tokenizers.ts";

function choose(json: TokenizerJson, pattern: RegExp | false = false) {
  const { teacherIdByToken, unknown, padding } = chooseTokens(
    new Tokenizer(json),
    createTokenFilter(pattern),
  );
  return { tokens: [...teacherIdByToken.keys()], ids: teacherIdByToken, unknown, padding };
}

Deno.test("chooseTokens() keeps the unknown and the padding token of all added ones", () => {
  const { tokens, ids, unknown, padding } = choose(UNIGRAM);
  assertEquals(tokens.slice(0, 3), ["<pad>", "<unk>", "▁the"]);
  assertEquals([ids.get("<pad>"), ids.get("▁the")], [1, 4]);
  assertEquals([unknown, padding], ["<unk>", "<pad>"]);
});

Deno.test("chooseTokens() knows no unknown token where byte-level BPE names none", () => {
  const { tokens, unknown } = choose(BYTE_LEVEL);
  assertEquals([tokens[0], tokens[1], unknown], ["<pad>", "Ġ", undefined]);
});

// Python's model2vec drops them, so that its student has no token for "A".
Deno.test("chooseTokens() keeps the byte tokens that a byte fallback needs", () => {
  assertEquals(choose(LLAMA).tokens.slice(0, 4), ["<unk>", "<0x41>", "<0x42>", "▁"]);
  const model = { ...LLAMA.model, "byte_fallback": false };
  assertEquals(choose({ ...LLAMA, model }).tokens.slice(0, 2), ["<unk>", "▁"]);
});

Deno.test("chooseTokens() removes padding and byte tokens that are not wanted, never the unknown one", () => {
  assertEquals(choose(UNIGRAM, /</).tokens[0], "<unk>");
  assertEquals(choose(UNIGRAM, /</).padding, undefined);
  assertEquals(choose(LLAMA, /</).tokens.slice(0, 2), ["<unk>", "▁"]);
});

Deno.test("chooseTokens() keeps one token that is unknown and padding", () => {
  const { tokens, unknown, padding } = choose({
    ...WORD_LEVEL,
    padding: { "pad_token": "[UNK]" },
  });
  assertEquals([tokens.length, unknown, padding], [4, "[UNK]", "[UNK]"]);
});
