import { assert, assertEquals, assertRejects } from "@std/assert";
import { quantizeTable, saveModel, StaticModel, Tokenizer } from "../../mod.ts";
import { renderFiles } from "../../src/model/save_model.ts";
import { TempFolder } from "../hub/process_state.ts";
import { tinyParts, tinyTokenizerJson } from "./tiny_model.ts";

const OWN = ["README.md", "config.json", "model.safetensors", "modules.json", "tokenizer.json"];
const model = new StaticModel(tinyParts());

async function listFolder(folder: string): Promise<string[]> {
  const entries = await Array.fromAsync(Deno.readDir(folder));
  return entries.map(({ name }) => name).sort();
}

function json(files: Map<string, Uint8Array>, name: string): unknown {
  return JSON.parse(new TextDecoder().decode(files.get(name)));
}

for (
  const [form, toTarget] of [
    ["a path", (path: string) => path],
    ["a path with slashes at its end", (path: string) => `${path}//`],
    ["a file: URL", (path: string) => new URL(`file://${path}`)],
    ["the text of a file: URL", (path: string) => `file://${path}/`],
  ] as const
) {
  Deno.test(`saveModel() writes five files to ${form}`, async () => {
    await using temp = new TempFolder();
    const folder = `${temp.path}/made/on the way/m2v`;
    await saveModel(model, toTarget(folder));
    assertEquals(await listFolder(folder), OWN);
    assertEquals(await listFolder(`${folder}/..`), ["m2v"]);
    const card = await Deno.readTextFile(`${folder}/README.md`);
    assert(card.includes("\nmodel_name: m2v\n"), card);
  });
}

Deno.test("StaticModel.savePretrained() puts the given name on the card", async () => {
  await using temp = new TempFolder();
  await model.savePretrained(temp.path, { name: "a/b" });
  const card = await Deno.readTextFile(`${temp.path}/README.md`);
  assert(card.includes("\nmodel_name: a/b\n"), card);
});

Deno.test("saveModel() replaces its own files and leaves others", async () => {
  await using temp = new TempFolder();
  await Deno.writeTextFile(`${temp.path}/config.json`, "old");
  await Deno.writeTextFile(`${temp.path}/notes.txt`, "kept");
  await Deno.mkdir(`${temp.path}/sub`);
  await saveModel(model, temp.path);
  assertEquals(await listFolder(temp.path), [...OWN, "notes.txt", "sub"].sort());
  assertEquals(await Deno.readTextFile(`${temp.path}/notes.txt`), "kept");
  assertEquals((await StaticModel.fromPretrained(temp.path)).config.max_length, 512);
});

Deno.test("saveModel() leaves a file that is in the folder's place, and nothing beside it", async () => {
  await using temp = new TempFolder();
  const target = `${temp.path}/file`;
  await Deno.writeTextFile(target, "kept");
  const error = await assertRejects(
    () => saveModel(model, target),
    Error,
    `Cannot save model to "${target}": `,
  );
  assert(error.message.endsWith(", name a folder that can be written to"), error.message);
  assertEquals(await listFolder(temp.path), ["file"]);
  assertEquals(await Deno.readTextFile(target), "kept");
});

Deno.test("saveModel() writes nothing below a file", async () => {
  await using temp = new TempFolder();
  await Deno.writeTextFile(`${temp.path}/file`, "kept");
  const error = await assertRejects(() => saveModel(model, `${temp.path}/file/m2v`), Error);
  assert(error.message.startsWith(`Cannot save model to "${temp.path}/file/m2v": `), error.message);
  assertEquals(await listFolder(temp.path), ["file"]);
});

Deno.test("saveModel() puts no file in place unless all can be written", async () => {
  await using temp = new TempFolder();
  const folder = `${temp.path}/m2v`;
  await Deno.mkdir(`${folder}/model.safetensors`, { recursive: true });
  const error = await assertRejects(() => saveModel(model, folder), Error);
  assert(error.message.startsWith(`Cannot save model to "${folder}": `), error.message);
  assertEquals(await listFolder(folder), ["model.safetensors"]);
  assertEquals(await listFolder(temp.path), ["m2v"]);
});

Deno.test({
  name: "saveModel() says why a folder cannot be written to",
  permissions: { read: true, write: false },
  fn: async () => {
    const error = await assertRejects(() => saveModel(model, "/no/permission"), Error);
    assertEquals(
      error.message.replace(/: .*,/, ": ...,"),
      'Cannot save model to "/no/permission": ..., name a folder that can be written to',
    );
    assert(error.cause instanceof Deno.errors.NotCapable);
  },
});

Deno.test("renderFiles() fills in Python's defaults and the facts of the table", () => {
  const files = renderFiles(new StaticModel(tinyParts({ config: { other: [1] } })), "m2v");
  assertEquals(json(files, "config.json"), {
    other: [1],
    normalize: false,
    "max_length": 512,
    "embedding_dtype": "float32",
  });
  assertEquals(json(files, "modules.json"), [
    { idx: 0, name: "0", path: ".", type: "sentence_transformers.models.StaticEmbedding" },
  ]);
});

Deno.test("renderFiles() adds a Normalize module for a model that normalises", () => {
  const files = renderFiles(new StaticModel(tinyParts({ config: { normalize: true } })), "m2v");
  assertEquals(json(files, "modules.json"), [
    { idx: 0, name: "0", path: ".", type: "sentence_transformers.models.StaticEmbedding" },
    { idx: 1, name: "1", path: "1_Normalize", type: "sentence_transformers.models.Normalize" },
  ]);
});

Deno.test("renderFiles() says how many rows a mapped table has, and not what was said before", () => {
  const { tokenizer, table } = tinyParts();
  const config = { "vocabulary_quantization": 99, "max_length": null };
  const plain = renderFiles(new StaticModel({ tokenizer, table, config }), "m2v");
  assertEquals(json(plain, "config.json"), {
    "max_length": null,
    normalize: false,
    "embedding_dtype": "float32",
  });
  const mapped = { ...table, mapping: Int32Array.of(0, 1, 2, 3, 4, 4) };
  const files = renderFiles(new StaticModel({ tokenizer, table: mapped, config }), "m2v");
  assertEquals(json(files, "config.json"), {
    "max_length": null,
    normalize: false,
    "embedding_dtype": "float32",
    "vocabulary_quantization": 6,
  });
});

Deno.test("renderFiles() keeps the tokenizer's truncation and padding sections", () => {
  const tokenizer = { ...tinyTokenizerJson(), truncation: { "max_length": 1 }, padding: { x: 1 } };
  const files = renderFiles(
    new StaticModel(tinyParts({ tokenizer: new Tokenizer(tokenizer) })),
    "m2v",
  );
  assertEquals(json(files, "tokenizer.json"), tokenizer);
});

for (const dtype of ["float64", "float32", "float16", "int8"] as const) {
  Deno.test(`StaticModel.fromPretrained() gives back a saved table of ${dtype}`, async () => {
    await using temp = new TempFolder();
    const saved = new StaticModel(tinyParts({ table: quantizeTable(model.table, dtype) }));
    await saved.savePretrained(temp.path);
    assertEquals((await StaticModel.fromPretrained(temp.path)).table, saved.table);
  });
}

for (const folder of ["", new URL("https://example.com/x"), "https://example.com/x", undefined]) {
  Deno.test(`saveModel() refuses ${folder === "" ? "nothing" : folder} as a folder`, async () => {
    const wrong: unknown = folder;
    const message =
      "Cannot save model: the folder must be a path or a file: URL, current value is ";
    await assertRejects(() => saveModel(model, wrong as string), TypeError, message);
  });
}

Deno.test({
  name: "saveModel() leaves what a folder holds that may be written, but not read",
  permissions: { read: false, write: true },
  async fn() {
    const folder = await Deno.makeTempDir();
    await Deno.writeTextFile(`${folder}/notes.txt`, "kept");
    await assertRejects(() => saveModel(model, folder), Error, "Cannot save model to");
    await assertRejects(() => Deno.remove(folder), Error, "not empty");
    await Deno.remove(`${folder}/notes.txt`);
    await Deno.remove(folder);
  },
});

Deno.test("saveModel() names the card of the current folder after that folder", async () => {
  await using temp = new TempFolder();
  await saveModel(model, `${temp.path}/m2v/.`);
  const card = await Deno.readTextFile(`${temp.path}/m2v/README.md`);
  assert(card.includes("\nmodel_name: m2v\n"), card);
});
