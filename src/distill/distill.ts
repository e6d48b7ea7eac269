/**
 * Distillation: from a Sentence Transformer to a static model.
 *
 * Every token of the teacher's vocabulary goes through the teacher once; principal component analysis and
 * SIF weights turn the results into the student's embeddings. An own vocabulary adds words and phrases, each
 * as one token, or takes the place of the teacher's. Tokens may share rows: then the teacher's vectors are
 * clustered before they are reduced.
 *
 * @example Weights that a distilled model has by default
 * ```ts
 * import { sifWeights } from "@model2vec/model2vec/distill";
 * import { assert } from "@std/assert";
 *
 * const weights = sifWeights(30_000, 1e-4);
 * assert(weights[0]! < 0.01 && weights[29_999]! > 0.9);
 * ```
 *
 * @module
 */

import { type EmbeddingTable, tableFromMatrix } from "../model/embedding_table.ts";
import { DEFAULT_MAX_LENGTH, type ModelConfig, show } from "../model/model_config.ts";
import { quantizeTable } from "../model/quantization.ts";
import { StaticModel } from "../model/static_model.ts";
import { checkClusters, fitKMeans } from "../numeric/kmeans.ts";
import { type Matrix, scaleRows } from "../numeric/matrix.ts";
import { pause } from "../numeric/pause.ts";
import type { PcaComponents } from "../numeric/pca.ts";
import type { Teacher } from "../teacher/teacher.ts";
import {
  type DistillOptions,
  resolveDistillOptions,
  type ResolvedOptions,
} from "./distill_options.ts";
import { reduceDimensions } from "./reduce_dimensions.ts";
import { countRows } from "./row_counts.ts";
import { sifWeights, sifWeightsOfCounts } from "./sif.ts";
import { embedTokens } from "./token_vectors.ts";
import { planVocabulary, type StudentVocabulary } from "./vocabulary/vocabulary.ts";

export type { EmbeddingDtype } from "../model/embedding_table.ts";
export type { VocabularyReport } from "./vocabulary/own_entries.ts";
export type { Progress } from "./token_vectors.ts";
export type { DistillOptions, Matrix, PcaComponents, StaticModel, Teacher };
export { sifWeights } from "./sif.ts";

/**
 * Distils a static model.
 *
 * @param teacher A loaded teacher.
 * @param options Dimensions, weights, tokens to add and to leave out, element type.
 * @returns The model, which normalises its vectors by default.
 * @throws {TypeError} If `teacher` is the name of one, or an option is of the wrong type.
 * @throws {RangeError} If an option is out of range, or options contradict each other.
 * @throws {DOMException} If the signal was aborted.
 *
 * @example Distil a teacher of two dimensions
 * ```ts
 * import { distill, type Teacher } from "@model2vec/model2vec/distill";
 * import { assertEquals } from "@std/assert";
 *
 * const teacher: Teacher = {
 *   name: "toy",
 *   dimensions: 2,
 *   pooling: "mean",
 *   tokenizer: {
 *     model: {
 *       type: "WordPiece",
 *       unk_token: "[UNK]",
 *       continuing_subword_prefix: "##",
 *       max_input_chars_per_word: 100,
 *       vocab: { "[UNK]": 0, "red": 1, "blue": 2 },
 *     },
 *   },
 *   embed: (sequences) =>
 *     Promise.resolve({
 *       data: Float32Array.from(sequences.flatMap(([id]) => [id!, 1])),
 *       rows: sequences.length,
 *       columns: 2,
 *     }),
 *   asEncoder() {
 *     throw new TypeError("Cannot encode sentences with a toy");
 *   },
 * };
 * const model = await distill(teacher, { components: false, sifCoefficient: false });
 * assertEquals(model.encodeOne("red", { normalize: false }), Float32Array.of(1, 1));
 * ```
 */
export async function distill(
  teacher: Teacher,
  options: DistillOptions = {},
): Promise<StaticModel> {
  checkTeacher(teacher);
  const resolved = resolveDistillOptions(options);
  const { components, clusters, sifCoefficient, dtype, onVocabulary, onWarning, signal } = resolved;
  const student = planVocabulary(teacher.tokenizer, resolved);
  if (clusters !== undefined) checkClusters(clusters, student.sequences.length);
  if (resolved.vocabulary.length > 0) onVocabulary?.(student.report);
  const hidden = await embedTokens(teacher, student.sequences, resolved);
  const weights = weighTokens(student, resolved);
  let table: EmbeddingTable;
  if (clusters === undefined) {
    const reduced = reduceDimensions(hidden, components, onWarning);
    table = tableFromMatrix(scaleRows(reduced, weights));
  } else {
    const { centers, labels } = await fitKMeans(hidden, { clusters, signal });
    const reduced = reduceDimensions(centers, components, onWarning);
    table = { ...tableFromMatrix(reduced), mapping: labels, weights };
  }
  await pause(signal);
  const config: ModelConfig = {
    "model_type": "model2vec",
    "architectures": ["StaticModel"],
    "tokenizer_name": teacher.name,
    "apply_pca": pythonComponents(components),
    "sif_coefficient": sifCoefficient === false ? null : sifCoefficient,
    "hidden_dim": table.columns,
    "seq_length": 1_000_000,
    "normalize": true,
    "pooling": teacher.pooling,
    "max_length": DEFAULT_MAX_LENGTH,
    "embedding_dtype": dtype,
    ...(table.mapping === undefined ? {} : { "vocabulary_quantization": table.rows }),
  };
  const { card = { baseModel: teacher.name } } = resolved;
  return new StaticModel({
    tokenizer: student.tokenizer,
    table: quantizeTable(table, dtype),
    config,
    card,
  });
}

/** Python's `distill` takes a name, so that callers try one here. */
function checkTeacher(teacher: unknown): void {
  if (typeof teacher === "object" && teacher !== null && "embed" in teacher) return;
  throw new TypeError(
    `Cannot distil ${show(teacher)}: a loaded teacher is needed, distill(await loadTeacher(name))`,
  );
}

/** The factor of each row. PCA moves zeros: what the teacher knows nothing of is to be nothing again. */
function weighTokens(
  { tokenizer, sequences }: StudentVocabulary,
  { sifCoefficient, counts }: ResolvedOptions,
): Float64Array {
  const weights = sifCoefficient === false
    ? new Float64Array(sequences.length).fill(1)
    : counts === undefined
    ? sifWeights(sequences.length, sifCoefficient)
    : sifWeightsOfCounts(countRows(tokenizer, counts), sifCoefficient);
  return weights.map((weight, i) => sequences[i]!.length === 0 ? 0 : weight);
}

/** The value of `apply_pca` in Python's configuration. */
function pythonComponents(components: PcaComponents | false): number | "auto" | null {
  if (components === false) return null;
  return typeof components === "object" ? components.variance : components;
}
