import { assertEquals } from "@std/assert";
import { AMONG_WORDS, phraseToken } from "../../../src/distill/vocabulary/phrase_matching.ts";
import { createStudentTokenizer } from "../../../src/distill/vocabulary/student_tokenizer.ts";
import { Tokenizer } from "../../../src/tokenizer/tokenizer.ts";
import { BYTE_LEVEL, UNIGRAM } from "../small_tokenizers.ts";

function idsOf(added: readonly string[]): [id: number, content: string][] {
  const json = createStudentTokenizer(UNIGRAM, {
    tokens: ["<pad>", "<unk>", "▁", "able"],
    unknown: "<unk>",
    padding: "<pad>",
    added: added.map((content) => phraseToken(content, AMONG_WORDS)),
  });
  const { added_tokens: tokens = [] } = new Tokenizer(json).toJson();
  return tokens.map(({ id, content }) => [id, content]);
}

Deno.test("createStudentTokenizer() numbers added tokens as tokenizers does", () => {
  assertEquals(idsOf([]), [[0, "<pad>"], [1, "<unk>"]]);
  assertEquals(idsOf(["b", "able", "c"]), [
    ...[[0, "<pad>"], [1, "<unk>"], [3, "able"], [4, "b"], [5, "c"]] as [number, string][],
  ]);
});

Deno.test("createStudentTokenizer() lists a token that is unknown and padding once", () => {
  const json = createStudentTokenizer(UNIGRAM, {
    tokens: ["<unk>", "▁"],
    unknown: "<unk>",
    padding: "<unk>",
    added: [],
  });
  assertEquals(json.added_tokens?.map(({ id, content }) => [id, content]), [[0, "<unk>"]]);
});

Deno.test("createStudentTokenizer() needs neither an unknown nor a padding token", () => {
  const parts = { tokens: ["Ġ", "t"], unknown: undefined, padding: undefined, added: [] };
  const { padding, post_processor, added_tokens, pre_tokenizer } = createStudentTokenizer(
    BYTE_LEVEL,
    parts,
  );
  assertEquals([padding, post_processor, added_tokens], [null, null, []]);
  assertEquals(pre_tokenizer, {
    type: "ByteLevel",
    "add_prefix_space": true,
    "use_regex": true,
  });
});
