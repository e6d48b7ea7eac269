/**
 * The options of distillation, their defaults and checks.
 *
 * @module
 */

import { checkEmbeddingDtype, type EmbeddingDtype } from "../model/embedding_table.ts";
import type { ModelCard } from "../model/model_card.ts";
import { show } from "../model/model_config.ts";
import { checkPcaComponents, type PcaComponents } from "../numeric/pca.ts";
import { checkSifCoefficient } from "./sif.ts";
import type { Progress } from "./token_vectors.ts";

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

/** Options without gaps. */
export type ResolvedOptions =
  & DistillOptions
  & Required<Pick<DistillOptions, "components" | "sifCoefficient" | "removePattern" | "dtype">>;

/**
 * Fills in defaults, and checks everything before anything expensive is done.
 *
 * @param options What the caller said.
 * @returns Options without gaps.
 * @throws {RangeError} If a number is out of range, or the element type is unknown.
 * @throws {TypeError} If `removePattern` is no regular expression.
 */
export function resolveDistillOptions(options: DistillOptions): ResolvedOptions {
  const {
    components = 256,
    sifCoefficient = 1e-4,
    removePattern = /\[unused\d+\]/,
    dtype = "float16",
  } = options;
  if (components !== false) checkPcaComponents(components);
  if (sifCoefficient !== false) checkSifCoefficient(sifCoefficient);
  if (removePattern !== false && !(removePattern instanceof RegExp)) {
    throw new TypeError(
      `Cannot remove tokens: removePattern must be a regular expression or false, ` +
        `current value is ${show(removePattern)}`,
    );
  }
  checkEmbeddingDtype(dtype, "distil");
  return { ...options, components, sifCoefficient, removePattern, dtype };
}
