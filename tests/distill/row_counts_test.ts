import { assertEquals } from "@std/assert";
import { countRows } from "../../src/distill/row_counts.ts";
import { Tokenizer } from "../../src/tokenizer/tokenizer.ts";
import { TINY_TOKENIZER } from "../teacher/tiny_teacher.ts";

const tokenizer = new Tokenizer(TINY_TOKENIZER);

Deno.test("countRows() gives each row 1 without counts", () => {
  assertEquals(countRows(tokenizer, new Map()), new Float64Array(11).fill(1));
});

Deno.test("countRows() adds a count to every token that its word is spelled with", () => {
  const counts = countRows(tokenizer, new Map([["the", 5], ["cats", 2], ["CAT", 1], ["?", 7]]));
  // [PAD] [UNK] [CLS] [SEP] [MASK] [unused0] the cat dog ##s sat
  assertEquals(counts, Float64Array.of(1, 8, 1, 1, 1, 1, 6, 4, 1, 3, 1));
});
