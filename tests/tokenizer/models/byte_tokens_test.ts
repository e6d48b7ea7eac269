import { assertEquals } from "@std/assert";
import { ByteTokens } from "../../../src/tokenizer/models/byte_tokens.ts";
import { TokenIds } from "../../../src/tokenizer/token_ids.ts";

function appended(tokens: ByteTokens, text: string): [isSpelled: boolean, ids: number[]] {
  const ids = new TokenIds(1);
  ids.push(999);
  const isSpelled = tokens.append(text, ids);
  return [isSpelled, Array.from(ids.data.subarray(1, ids.length))];
}

const all = new ByteTokens((token) => parseInt(token.slice(1, -1), 16) + 1_000);

const cases: [text: string, bytes: number[]][] = [
  ["", []],
  ["\0a", [0x00, 0x61]],
  ["é", [0xc3, 0xa9]],
  ["\u{1f600}", [0xf0, 0x9f, 0x98, 0x80]],
  ["日".repeat(30), Array(30).fill([0xe6, 0x97, 0xa5]).flat()],
];
for (const [text, bytes] of cases) {
  Deno.test(`ByteTokens.append() spells ${JSON.stringify(text.slice(0, 8))}`, () => {
    assertEquals(appended(all, text), [true, bytes.map((byte) => byte + 1_000)]);
  });
}

Deno.test("ByteTokens.append() appends nothing where a byte has no token", () => {
  const some = new ByteTokens((token) => token === "<0xC3>" ? 7 : undefined);
  assertEquals(appended(some, "é"), [false, []]);
});
