/**
 * `model_memory.ts MODEL RESIDENT_TYPE`: loads a model, encodes a sentence and prints its memory, as JSON. The
 * second argument is an element type, or `stored` for that of the file.
 *
 * @module
 */

import { type EmbeddingDtype, StaticModel } from "../../mod.ts";
import { watchMemory } from "../measure/memory.ts";

const [folder, residentType] = Deno.args;
if (folder === undefined || residentType === undefined) {
  throw new TypeError("Cannot measure memory: a model and an element type are needed");
}
const model = await StaticModel.fromPretrained(
  folder,
  residentType === "stored" ? {} : { residentType: residentType as EmbeddingDtype },
);
model.encodeOne("A dog barks at the cat in the garden.");
// deno-lint-ignore no-console -- the answer of this process
console.log(JSON.stringify(watchMemory()()));
