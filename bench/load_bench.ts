import { StaticModel } from "../src/model/static_model.ts";

for (const name of ["static-model-32-float16", "static-model-32-float32", "static-model-32-int8"]) {
  const folder = new URL(`../tests/fixtures/${name}`, import.meta.url);
  Deno.bench(`load ${name}`, { group: "load" }, async () => {
    await StaticModel.fromPretrained(folder);
  });
}
