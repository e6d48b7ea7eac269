import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { HubError, loadModel, type ModelFiles, parseModel, StaticModel } from "../../mod.ts";
import { writeSafetensors } from "../../src/tensor/safetensors.ts";
import { TempFolder } from "../hub/process_state.ts";
import {
  singles,
  tinyFolder,
  tinySafetensors,
  tinyTokenizerJson,
  VECTORS,
  writeFiles,
} from "./tiny_model.ts";

const encoder = new TextEncoder();
const model2vec = tinyFolder();
const tokenizer = JSON.stringify(tinyTokenizerJson());

Deno.test("loadModel() names a folder that does not exist", async () => {
  const error = await assertRejects(
    () => StaticModel.fromPretrained("./no/such/folder"),
    HubError,
    'Cannot open "./no/such/folder": no such folder',
  );
  assertEquals(error.code, "repository-not-found");
});

const incomplete: [paths: string[], missing: string][] = [
  [["config.json"], "config.json is"],
  [["tokenizer.json"], "tokenizer.json is"],
  [["model.safetensors"], "model.safetensors is"],
  [["config.json", "tokenizer.json"], "config.json and tokenizer.json are"],
  [Object.keys(model2vec), "config.json and tokenizer.json and model.safetensors are"],
];
for (const [paths, missing] of incomplete) {
  Deno.test(`loadModel() says that ${missing} missing`, async () => {
    await using folder = new TempFolder();
    await writeFiles(
      folder.path,
      Object.fromEntries(Object.entries(model2vec).filter(([path]) => !paths.includes(path))),
    );
    const error = await assertRejects(() => loadModel(folder.path), HubError);
    assertEquals(
      error.message,
      `Cannot load model "${folder.path}": ${missing} missing, ` +
        "a model2vec model consists of config.json, tokenizer.json, model.safetensors",
    );
    assertEquals(error.code, "file-not-found");
  });
}

const files: ModelFiles = { model: tinySafetensors(), tokenizer };

const header = (text: string): Uint8Array => {
  const bytes = new Uint8Array(8 + text.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(encoder.encode(text), 8);
  return bytes;
};
const nan = singles([...VECTORS.flat().slice(0, 11), NaN], [6, 2]);
type Problem = [
  name: string,
  change: Partial<ModelFiles>,
  kind: typeof RangeError | typeof TypeError | typeof SyntaxError,
  message: string,
];
const problems: Problem[] = [
  [
    "an empty model.safetensors",
    { model: new Uint8Array() },
    RangeError,
    "Cannot read safetensors: file has 0 bytes, at least 8 are needed",
  ],
  [
    "a truncated model.safetensors",
    { model: tinySafetensors().subarray(0, 40) },
    RangeError,
    "Cannot read safetensors: header needs",
  ],
  [
    "a model.safetensors without its last byte",
    { model: tinySafetensors().subarray(0, -1) },
    RangeError,
    'Cannot read safetensors: tensor "embeddings" ends at byte 48, data has 47 bytes',
  ],
  [
    "an oversized header",
    { model: new Uint8Array(64).fill(0xff) },
    RangeError,
    "Cannot read safetensors: header length is 18446744073709551615, at most 100000000 bytes are allowed",
  ],
  [
    "a garbled header",
    { model: header("{garbled}") },
    SyntaxError,
    "Cannot read safetensors: header is not JSON",
  ],
  [
    "an unknown dtype",
    {
      model: header('{"embeddings":{"dtype":"F12","shape":[0,2],"data_offsets":[0,0]}}'),
    },
    RangeError,
    'Cannot read safetensors: dtype of tensor "embeddings" is "F12", supported dtypes are',
  ],
  [
    "a dtype that no embeddings have",
    {
      model: tinySafetensors("embeddings", {
        embeddings: { dtype: "I32", shape: [6, 2], bytes: new Uint8Array(48) },
      }),
    },
    TypeError,
    'Cannot read embeddings: tensor "embeddings" has dtype I32',
  ],
  [
    "another tensor",
    { model: tinySafetensors("weight") },
    TypeError,
    'Cannot read embeddings: model.safetensors has no tensor "embeddings", its tensors are "weight"',
  ],
  [
    "no tensors",
    { model: writeSafetensors(new Map()) },
    TypeError,
    'Cannot read embeddings: model.safetensors has no tensor "embeddings", it has none',
  ],
  [
    "fewer rows than tokens",
    { model: tinySafetensors("embeddings", { embeddings: singles([1, 2], [1, 2]) }) },
    RangeError,
    "Cannot use embeddings: 1 rows do not match the 6 tokens of the tokenizer",
  ],
  [
    "values that are not finite",
    { model: tinySafetensors("embeddings", { embeddings: nan }) },
    RangeError,
    "Cannot use embeddings: row 5, column 1 is not a finite number",
  ],
  ["an empty tokenizer.json", { tokenizer: "" }, SyntaxError, "Cannot parse tokenizer.json"],
  [
    "a tokenizer.json without model",
    { tokenizer: "{}" },
    TypeError,
    'Cannot load tokenizer: "model" must be an object, current value is missing',
  ],
  [
    "a tokenizer of another kind",
    { tokenizer: '{"model":{"type":"Other"}}' },
    TypeError,
    'Cannot create model of type "Other"',
  ],
  [
    "a config.json that is no JSON",
    { config: "{" },
    SyntaxError,
    "Cannot read config.json: it is not JSON",
  ],
  [
    "a config.json that is a list",
    { config: encoder.encode("[]") },
    TypeError,
    "Cannot read config.json: it must hold a JSON object, found an array",
  ],
];
for (const [name, change, kind, message] of problems) {
  Deno.test(`parseModel() refuses ${name}`, () => {
    assertThrows(() => parseModel({ ...files, ...change }), kind, message);
  });
}
