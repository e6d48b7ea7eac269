import type { ModelFiles } from "../src/model/load_model.ts";
import { renderFiles } from "../src/model/save_model.ts";
import { StaticModel } from "../src/model/static_model.ts";
import { repositoryPath } from "../tests/shared_data.ts";
import { largeModel } from "./large_model.ts";

const SMALL = ["static-model-32-float32", "static-model-32-float16", "static-model-32-int8"];

for (const name of SMALL) {
  const folder = repositoryPath(`tests/fixtures/${name}`);
  Deno.bench(`load ${name}`, { group: "load", baseline: name === SMALL[0] }, async () => {
    await StaticModel.fromPretrained(folder);
  });
}

/** The contents of the files: benches may not write. */
const contents = renderFiles(await largeModel(), "large");
const files: ModelFiles = {
  model: contents.get("model.safetensors")!,
  tokenizer: contents.get("tokenizer.json")!,
  config: contents.get("config.json")!,
};

Deno.bench("15 MB as stored, float16", { group: "load 15 MB", baseline: true, n: 10 }, () => {
  StaticModel.fromBytes(files);
});

for (const residentType of ["float32", "int8"] as const) {
  Deno.bench(`15 MB as ${residentType}`, { group: "load 15 MB", n: 10 }, () => {
    StaticModel.fromBytes(files, { residentType });
  });
}

Deno.bench("15 MB, 64 of 256 dimensions", { group: "load 15 MB", n: 10 }, () => {
  StaticModel.fromBytes(files, { dimensions: 64 });
});
