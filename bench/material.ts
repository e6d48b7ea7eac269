/**
 * What the benches work on: texts of our own and a static model of the usual size, both from a seed, so
 * that every run does the same work.
 *
 * @module
 */

import { fromFileUrl } from "@std/path";
import { planVocabulary } from "../src/distill/vocabulary/vocabulary.ts";
import { type EmbeddingDtype, tableFromMatrix } from "../src/model/embedding_table.ts";
import { quantizeTable } from "../src/model/quantization.ts";
import { StaticModel } from "../src/model/static_model.ts";
import { createMatrix } from "../src/numeric/matrix.ts";
import { parseTokenizerJson } from "../src/tokenizer/tokenizer.ts";
import { seededRandom } from "../tests/seeded_random.ts";

/** The bundled teacher. */
export const TEACHER_FOLDER: string = fromFileUrl(
  new URL("../models/all-MiniLM-L6-v2", import.meta.url),
);

/** Sentences to make texts from. */
const SENTENCES: readonly string[] = JSON.parse(
  Deno.readTextFileSync(new URL("../tests/fixtures/distill.json", import.meta.url)),
).texts;

/**
 * Texts of one sentence, with their words in an order of their own.
 *
 * @param count Number of texts.
 * @returns The same texts for the same count.
 */
export function makeTexts(count: number): string[] {
  const random = seededRandom(1);
  return Array.from({ length: count }, (_, i) => {
    const words = SENTENCES[i % SENTENCES.length]!.split(" ");
    return words.map((word) => [random(), word] as const)
      .sort(([a], [b]) => a - b).map(([, word]) => word).join(" ");
  });
}

/**
 * A model of random embeddings around the vocabulary of the bundled teacher.
 *
 * @param dtype Element type of the embeddings.
 * @param dimensions Dimensions of a vector.
 * @returns The same model for the same arguments.
 */
export function makeModel(dtype: EmbeddingDtype, dimensions: number): StaticModel {
  const json = parseTokenizerJson(Deno.readTextFileSync(`${TEACHER_FOLDER}/tokenizer.json`));
  const { tokenizer } = planVocabulary(json, {
    removePattern: /\[unused\d+\]/,
    vocabulary: [],
    vocabularyOnly: false,
  });
  const random = seededRandom(2);
  const vectors = createMatrix(tokenizer.tokens.length, dimensions);
  for (let i = 0; i < vectors.data.length; i++) vectors.data[i] = random() - 0.5;
  const table = quantizeTable(tableFromMatrix(vectors), dtype);
  return new StaticModel({ tokenizer, table, config: { normalize: true } });
}
