import { assertEquals } from "@std/assert";
import {
  byteCharacters,
  createByteLevel,
  toByteCharacters,
} from "../../../src/tokenizer/pre_tokenizers/byte_level.ts";

Deno.test("byteCharacters() gives 256 characters, none of them a space or control character", () => {
  const characters = byteCharacters();
  assertEquals(new Set(characters).size, 256);
  assertEquals([0x00, 0x20, 0x41, 0x7f, 0xa0, 0xa1, 0xad, 0xff].map((byte) => characters[byte]), [
    "Ā",
    "Ġ",
    "A",
    "ġ",
    "ł",
    "¡",
    "Ń",
    "ÿ",
  ]);
});

const written: [text: string, characters: string][] = [
  ["", ""],
  ["abc", "abc"],
  [" abc", "Ġabc"],
  [" a b", "ĠaĠb"],
  ["é", "Ã©"],
  ["a日", "aæĹ¥"],
  ["👍", "ðŁĳį"],
  ["\n\r\t\0", "ĊčĉĀ"],
];
for (const [text, characters] of written) {
  Deno.test(`toByteCharacters() writes ${JSON.stringify(text)} as "${characters}"`, () => {
    assertEquals(toByteCharacters(text), characters);
  });
}

Deno.test("toByteCharacters() writes every code point as Python does", () => {
  let text = "";
  for (let codePoint = 0; codePoint < 0x110000; codePoint++) {
    if (codePoint < 0xd800 || codePoint > 0xdfff) text += String.fromCodePoint(codePoint);
  }
  let hash = 0;
  const characters = toByteCharacters(text);
  for (let i = 0; i < characters.length; i++) {
    hash = (hash * 31 + characters.charCodeAt(i)) % 1000003;
  }
  // Of `ByteLevel(add_prefix_space=False, use_regex=False)`, tokenizers 0.22.2.
  assertEquals([characters.length, hash], [4382592, 917748]);
});

Deno.test("createByteLevel() puts a space before a text that has none and is not empty", () => {
  const preTokenize = createByteLevel({
    type: "ByteLevel",
    add_prefix_space: true,
    use_regex: false,
  });
  assertEquals(["a", " a", "\na", ""].map(preTokenize), [["Ġa"], ["Ġa"], ["ĠĊa"], [""]]);
});

Deno.test("createByteLevel() splits by GPT-2's pattern unless told otherwise", () => {
  const preTokenize = createByteLevel({ type: "ByteLevel", add_prefix_space: false });
  assertEquals(preTokenize("it's 12é  \n x"), ["it", "'s", "Ġ12", "Ã©", "ĠĠĊ", "Ġx"]);
});
