import { assertEquals } from "@std/assert";
import { CachedTokenModel } from "../../../src/tokenizer/memory/cached_model.ts";
import { TokenIds } from "../../../src/tokenizer/token_ids.ts";

Deno.test("CachedTokenModel.tokenize() asks the model once for each piece", () => {
  const asked: string[] = [];
  const model = new CachedTokenModel({
    tokenize(piece, ids) {
      asked.push(piece);
      for (const character of piece) ids.push(character.codePointAt(0)!);
    },
  });
  const ids = new TokenIds(1);
  const long = "x".repeat(65);
  for (const piece of ["ab", "a", "ab", "\u{1f600}", "\u{1f600}", long, long]) {
    model.tokenize(piece, ids);
  }
  assertEquals(asked, ["ab", "a", "\u{1f600}", long, long]);
  const expected = [97, 98, 97, 97, 98, 0x1f600, 0x1f600];
  assertEquals(Array.from(ids.data.subarray(0, 7)), expected);
  assertEquals(ids.length, 7 + 130);
});
