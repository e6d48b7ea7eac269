/**
 * What limits encoding: memory, arithmetic or tokenising, and how the cost of a token grows. Measured in one run
 * on one thread, and printed as Markdown. `taskset -c 0` before the command keeps it to one core.
 *
 * @module
 */

import { measureTokens, measureVocabularies } from "./limits/growth.ts";
import { measureRoofline } from "./limits/roofline.ts";
import { measureSteps, tokenizeAll } from "./limits/steps.ts";
import { makeModel } from "./material.ts";
import { describeOrigin } from "./measure/origin.ts";
import { makeBatches } from "./tables.ts";
import { CORPORA } from "./tokenizers.ts";

/** Texts of random tokens. */
const TEXTS = 20_000;

const model = makeModel("float16", 256);
const { rows } = model.table;
const longest = CORPORA.at(-1)!;

const roofline = await measureRoofline([
  ...CORPORA.map(({ name, texts }) => ({ name, batches: tokenizeAll(model, texts) })),
  { name: "any row", batches: makeBatches(rows, TEXTS) },
], rows);

// deno-lint-ignore no-console -- the report is for people
console.log([
  "Rows read, of 256 columns:",
  roofline,
  "Steps of encoding, float16 rows, every word seen before:",
  measureSteps(model, CORPORA),
  `Tokens of ${longest.name}, without truncation:`,
  measureTokens(model, longest.texts),
  "Vocabularies, float16 rows of 64 columns; the same 5,000 words in all of them:",
  measureVocabularies(),
  await describeOrigin("report:limits"),
].join("\n\n"));
