/**
 * `first_sentence.ts MODEL`: loads a model, encodes a sentence and ends.
 *
 * @module
 */

import { StaticModel } from "../../mod.ts";

const [folder] = Deno.args;
if (folder === undefined) throw new TypeError("Cannot encode: a model is needed");
const model = await StaticModel.fromPretrained(folder);
model.encodeOne("A dog barks at the cat in the garden.");
