/**
 * Distillation: from a Sentence Transformer to a static model.
 *
 * Every token of the teacher's vocabulary goes through the teacher once; principal component analysis and
 * SIF weights turn the results into the student's embeddings. Own vocabularies and clustered rows are not
 * made here.
 *
 * @example Distil a teacher
 * ```ts ignore
 * import { distill } from "jsr:@model2vec/model2vec/distill";
 * import { loadTeacher } from "jsr:@model2vec/model2vec/teacher";
 *
 * await using teacher = await loadTeacher("sentence-transformers/all-MiniLM-L6-v2");
 * const model = await distill(teacher);
 * await model.savePretrained("m2v_model");
 * ```
 *
 * @module
 */

import { type EmbeddingDtype, tableFromMatrix } from "../model/embedding_table.ts";
import { DEFAULT_MAX_LENGTH, type ModelConfig } from "../model/model_config.ts";
import type { ModelCard } from "../model/model_card.ts";
import { quantizeTable } from "../model/quantization.ts";
import { StaticModel } from "../model/static_model.ts";
import { type Matrix, scaleRows } from "../numeric/matrix.ts";
import { fitPca, orientColumns, type PcaComponents, projectPca } from "../numeric/pca.ts";
import type { Teacher } from "../teacher/teacher.ts";
import { checkSifCoefficient, sifWeights } from "./sif.ts";
import { embedTokens, type Progress } from "./token_vectors.ts";
import { planVocabulary } from "./vocabulary.ts";

export type { EmbeddingDtype, Matrix, PcaComponents, Progress, StaticModel, Teacher };
export { sifWeights, zipfProbabilities } from "./sif.ts";

/** How a teacher is distilled. The defaults are those of Python's model2vec 0.10. */
export interface DistillOptions {
  /**
   * Principal components to keep: a number of at least 1, "auto" for all of them, the share of variance
   * to explain, or `false` for no PCA.
   *
   * @default {256}
   */
  readonly components?: PcaComponents | false;
  /**
   * SIF coefficient in (0, 1) for weights over Zipf's law, or `false` for no weights.
   *
   * @default {1e-4}
   */
  readonly sifCoefficient?: number | false;
  /**
   * Tokens to leave out: those that the pattern matches at their beginning. `false` for none.
   *
   * @default {/\[unused\d+\]/}
   */
  readonly removePattern?: RegExp | false;
  /**
   * Element type of the embeddings.
   *
   * @default {"float16"}
   */
  readonly dtype?: EmbeddingDtype;
  /** What the model card says; the teacher's name by default. */
  readonly card?: ModelCard;
  /** Is called after every batch of tokens. */
  readonly onProgress?: (progress: Progress) => void;
  /** Is told where an option could not be followed to the letter. */
  readonly onWarning?: (message: string) => void;
  /** Stops the distillation after the batch of tokens under way. */
  readonly signal?: AbortSignal;
}

/**
 * Distils a static model.
 *
 * @param teacher A loaded teacher.
 * @param options Dimensions, weights, vocabulary and element type.
 * @returns The model, which normalises its vectors by default.
 * @throws {RangeError} If an option is out of range.
 * @throws {DOMException} If the signal was aborted.
 */
export async function distill(
  teacher: Teacher,
  options: DistillOptions = {},
): Promise<StaticModel> {
  const { components, sifCoefficient, removePattern, dtype, card } = resolveOptions(
    options,
    teacher,
  );
  const student = planVocabulary(teacher.tokenizer, removePattern);
  const hidden = await embedTokens(teacher, student.sequences, options);
  const reduced = reduceDimensions(hidden, components, options.onWarning);
  const weighted = weighRows(reduced, sifCoefficient);
  const table = quantizeTable(tableFromMatrix(weighted), dtype);
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
  };
  return new StaticModel({ tokenizer: student.tokenizer, table, config, card });
}

type Resolved = Required<
  Pick<DistillOptions, "components" | "sifCoefficient" | "removePattern" | "dtype" | "card">
>;

function resolveOptions(options: DistillOptions, teacher: Teacher): Resolved {
  const {
    components = 256,
    sifCoefficient = 1e-4,
    removePattern = /\[unused\d+\]/,
    dtype = "float16",
    card = { baseModel: teacher.name },
  } = options;
  if (sifCoefficient !== false) checkSifCoefficient(sifCoefficient);
  checkComponents(components);
  return { components, sifCoefficient, removePattern, dtype, card };
}

function checkComponents(components: PcaComponents | false): void {
  if (typeof components === "number" && !(Number.isInteger(components) && components >= 1)) {
    throw new RangeError(
      `Cannot apply PCA: components must be an integer of at least 1, current value is ${components}`,
    );
  }
  if (typeof components === "object" && !(components.variance > 0 && components.variance <= 1)) {
    throw new RangeError(
      `Cannot apply PCA: the variance to explain must be above 0 and at most 1, ` +
        `current value is ${components.variance}`,
    );
  }
}

/** The rules of `apply_pca` in Python's `distill/inference.py` for more components than there can be. */
function reduceDimensions(
  hidden: Matrix,
  components: PcaComponents | false,
  onWarning?: (message: string) => void,
): Matrix {
  if (components === false) return hidden;
  const { rows, columns } = hidden;
  const wanted = components === "auto" ? columns : components;
  if (typeof wanted === "number" && wanted > columns) {
    onWarning?.(
      `${wanted} components were asked for, the teacher has ${columns}: PCA keeps all of them`,
    );
  }
  const kept = typeof wanted === "number" ? Math.min(wanted, columns) : wanted;
  if (rows <= (typeof kept === "number" ? kept : 1)) {
    onWarning?.(
      `PCA needs more tokens than components, the vocabulary has ${rows}: PCA is left out`,
    );
    return hidden;
  }
  const reduced = projectPca(hidden, fitPca(hidden, kept));
  orientColumns(reduced);
  return reduced;
}

function weighRows(vectors: Matrix, sifCoefficient: number | false): Matrix {
  return sifCoefficient === false
    ? vectors
    : scaleRows(vectors, sifWeights(vectors.rows, sifCoefficient));
}

/** The value of `apply_pca` in Python's configuration. */
function pythonComponents(components: PcaComponents | false): number | "auto" | null {
  if (components === false) return null;
  return typeof components === "object" ? components.variance : components;
}
