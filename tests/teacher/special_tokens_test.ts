import { assertEquals, assertRejects } from "@std/assert";
import { openRepository } from "../../src/hub/hub.ts";
import { readTokenizer } from "../../src/teacher/special_tokens.ts";
import type { ModelJson, TokenizerJson } from "../../src/tokenizer/tokenizer.ts";
import { hasShared, sharedPath } from "../shared_data.ts";
import { FakeRepository } from "./fake_repository.ts";
import { TINY_TOKENIZER } from "./tiny_teacher.ts";

const padding = { "pad_token": "[PAD]" };
const sources: [name: string, files: Record<string, unknown>, expected: unknown][] = [
  ["text of tokenizer_config.json", { "tokenizer_config.json": { "pad_token": "[PAD]" } }, padding],
  [
    "an object of tokenizer_config.json",
    { "tokenizer_config.json": { "pad_token": { content: "[PAD]", lstrip: false } } },
    padding,
  ],
  ["special_tokens_map.json", { "special_tokens_map.json": { "pad_token": "[PAD]" } }, padding],
  [
    "tokenizer_config.json before special_tokens_map.json",
    {
      "tokenizer_config.json": { "pad_token": "[PAD]" },
      "special_tokens_map.json": { "pad_token": "[MASK]" },
    },
    padding,
  ],
  ["nothing", {}, null],
  ["a null", { "tokenizer_config.json": { "pad_token": null } }, null],
  ["an object without content", { "tokenizer_config.json": { "pad_token": {} } }, null],
];
for (const [name, files, expected] of sources) {
  Deno.test(`readTokenizer() takes the padding token from ${name}`, async () => {
    const repository = new FakeRepository({ "tokenizer.json": TINY_TOKENIZER, ...files });
    assertEquals(await readTokenizer(repository), { ...TINY_TOKENIZER, padding: expected });
  });
}

Deno.test("readTokenizer() keeps the padding section of tokenizer.json", async () => {
  const own = { ...TINY_TOKENIZER, padding: { "pad_token": "[MASK]", "pad_id": 4 } };
  const config = { "pad_token": "[PAD]" };
  const repository = new FakeRepository({ "tokenizer.json": own, "tokenizer_config.json": config });
  assertEquals(await readTokenizer(repository), own);
});

Deno.test("readTokenizer() refuses a tokenizer.json without model", async () => {
  await assertRejects(
    () => readTokenizer(new FakeRepository({ "tokenizer.json": "{}" })),
    TypeError,
    'Cannot load tokenizer: "model" must be an object, current value is missing',
  );
});

Deno.test("readTokenizer() refuses a tokenizer_config.json that is no JSON", async () => {
  await assertRejects(
    () =>
      readTokenizer(
        new FakeRepository({ "tokenizer.json": TINY_TOKENIZER, "tokenizer_config.json": "{" }),
      ),
    SyntaxError,
    'Cannot read tokenizer_config.json of "a/teacher": it is not JSON, restore the original file',
  );
});

const tiny = "teachers-tiny/bert/";
Deno.test({
  name: "readTokenizer() finds the padding token of a real repository",
  ignore: !hasShared(tiny),
  fn: async () => {
    const { padding } = await readTokenizer(await openRepository(sharedPath(tiny)));
    assertEquals(
      typeof padding === "object" && padding !== null && "pad_token" in padding &&
        padding.pad_token,
      "[PAD]",
    );
  },
});

const byteLevel: TokenizerJson = {
  model: { type: "BPE", vocab: { "a": 0, "<unk>": 1 }, merges: [] },
};
const unknownTokens: [name: string, config: unknown, json: TokenizerJson, expected: unknown][] = [
  ["gives BPE without one its unknown token", { "unk_token": "<unk>" }, byteLevel, "<unk>"],
  ["passes over an unknown token without an id", { "unk_token": "[UNK]" }, byteLevel, undefined],
  [
    "keeps the unknown token of the model",
    { "unk_token": "<unk>" },
    { model: { ...byteLevel.model, "unk_token": "a" } as ModelJson },
    "a",
  ],
  ["leaves other models alone", { "unk_token": "[PAD]" }, TINY_TOKENIZER, "[UNK]"],
];
for (const [name, config, json, expected] of unknownTokens) {
  Deno.test(`readTokenizer() ${name}`, async () => {
    const files = { "tokenizer.json": json, "tokenizer_config.json": config };
    const { model } = await readTokenizer(new FakeRepository(files));
    assertEquals("unk_token" in model ? model.unk_token : undefined, expected);
  });
}
