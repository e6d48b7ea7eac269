import { assertEquals, assertRejects } from "@std/assert";
import {
  readJsonObject,
  readPooling,
  readSentenceModules,
} from "../../src/teacher/sentence_modules.ts";
import { FakeRepository } from "./fake_repository.ts";

function modules(...types: string[]): { type: string }[] {
  return types.map((type) => ({ type: `sentence_transformers.models.${type}` }));
}

Deno.test("readSentenceModules() reads normalisation, pooling and maximum length", async () => {
  const repository = new FakeRepository({
    "modules.json": modules("Transformer", "Pooling", "Normalize"),
    "1_Pooling/config.json": { "pooling_mode_cls_token": true, "pooling_mode_mean_tokens": false },
    "sentence_bert_config.json": { "max_seq_length": 256 },
  });
  assertEquals(await readSentenceModules(repository), {
    pooling: "first",
    normalize: true,
    maxLength: 256,
  });
});

Deno.test("readSentenceModules() takes the mean, and nothing else, of a bare transformer", async () => {
  assertEquals(await readSentenceModules(new FakeRepository({})), {
    pooling: "mean",
    normalize: false,
  });
  const nullLength = new FakeRepository({
    "sentence_bert_config.json": { "max_seq_length": null },
  });
  assertEquals(await readSentenceModules(nullLength), { pooling: "mean", normalize: false });
});

Deno.test("readSentenceModules() refuses a Dense module", async () => {
  await assertRejects(
    () => readSentenceModules(new FakeRepository({ "modules.json": modules("Pooling", "Dense") })),
    TypeError,
    'Cannot encode sentences with teacher "a/teacher": modules.json has a module of type "Dense", ' +
      'supported types are "Transformer", "Pooling", "Normalize"',
  );
});

for (const text of ["{}", "[1]", "[null]", '"[]"', "1"]) {
  Deno.test(`readSentenceModules() refuses a modules.json of ${text}`, async () => {
    await assertRejects(
      () => readSentenceModules(new FakeRepository({ "modules.json": text })),
      TypeError,
      'Cannot read modules.json of "a/teacher": it holds no list of JSON objects, ' +
        "restore the original file",
    );
  });
}

for (const text of ["", "[{", "[{}] []"]) {
  Deno.test(`readSentenceModules() refuses ${JSON.stringify(text)} as no JSON`, async () => {
    await assertRejects(
      () => readSentenceModules(new FakeRepository({ "modules.json": text })),
      SyntaxError,
      'Cannot read modules.json of "a/teacher": it is not JSON, restore the original file',
    );
  });
}

const poolings: [config: object, pooling: string][] = [
  [{}, "mean"],
  [{ "word_embedding_dimension": 4 }, "mean"],
  [{ "pooling_mode_mean_tokens": true, "pooling_mode_cls_token": false }, "mean"],
  [{ "pooling_mode_cls_token": true }, "first"],
  [{ "pooling_mode_lasttoken": true }, "last"],
  [{ "pooling_mode": "mean" }, "mean"],
  [{ "pooling_mode": "cls" }, "first"],
  [{ "pooling_mode": "lasttoken" }, "last"],
];
for (const [config, pooling] of poolings) {
  Deno.test(`readPooling() of ${JSON.stringify(config)} is ${pooling}`, async () => {
    const repository = new FakeRepository({ "1_Pooling/config.json": config });
    assertEquals(await readPooling(repository), pooling);
  });
}

Deno.test("readPooling() is mean without 1_Pooling/config.json", async () => {
  assertEquals(await readPooling(new FakeRepository({})), "mean");
});

const unsupported: [config: object, found: string][] = [
  [{ "pooling_mode_max_tokens": true }, '"pooling_mode_max_tokens"'],
  [{ "pooling_mode": "weightedmean" }, '"weightedmean"'],
  [{ "pooling_mode": "toString" }, '"toString"'],
  [
    { "pooling_mode_mean_tokens": true, "pooling_mode_cls_token": true },
    '"pooling_mode_mean_tokens" and "pooling_mode_cls_token"',
  ],
];
for (const [config, found] of unsupported) {
  Deno.test(`readPooling() refuses ${JSON.stringify(config)}`, async () => {
    await assertRejects(
      () => readPooling(new FakeRepository({ "1_Pooling/config.json": config })),
      TypeError,
      `Cannot pool as 1_Pooling/config.json of "a/teacher" says: found ${found}, ` +
        'supported are "mean", "cls" and "lasttoken"',
    );
  });
}

Deno.test("readJsonObject() gives an object, an empty one where there is no file", async () => {
  const repository = new FakeRepository({ "x.json": '{"\u{1F600}":1}' });
  assertEquals(await readJsonObject(repository, "x.json"), { "\u{1F600}": 1 });
  assertEquals(await readJsonObject(repository, "y.json"), {});
});

for (const text of ["[]", "1", '"text"', "null"]) {
  Deno.test(`readJsonObject() refuses ${text}`, async () => {
    await assertRejects(
      () => readJsonObject(new FakeRepository({ "x.json": text }), "x.json"),
      TypeError,
      'Cannot read x.json of "a/teacher": it holds no JSON object, restore the original file',
    );
  });
}
