import { assertEquals } from "@std/assert";
import { createPreTokenizer } from "../../src/tokenizer/pre_tokenizer.ts";
import { readBertPeer, textBlocks } from "./bert_peer.ts";

Deno.test("createPreTokenizer() splits at every code point as Python's BertPreTokenizer", async () => {
  const peer = readBertPeer();
  const split = createPreTokenizer({ type: "BertPreTokenizer" });
  assertEquals(await textBlocks(peer.block, (text) => split(text).join("\n")), peer.pieces);
});

Deno.test("createPreTokenizer() isolates each punctuation character", () => {
  const split = createPreTokenizer({ type: "BertPreTokenizer" });
  assertEquals(split(" Hey,  you?!\n$5 “x”"), [
    "Hey",
    ",",
    "you",
    "?",
    "!",
    "$",
    "5",
    "“",
    "x",
    "”",
  ]);
});

Deno.test("createPreTokenizer() gives no piece for nothing but white space", () => {
  const split = createPreTokenizer({ type: "BertPreTokenizer" });
  assertEquals([split(""), split(" \u3000\n")], [[], []]);
});

Deno.test("createPreTokenizer() keeps the text whole without a section", () => {
  const split = createPreTokenizer(null);
  assertEquals([split(" a b!"), split("")], [[" a b!"], []]);
});
