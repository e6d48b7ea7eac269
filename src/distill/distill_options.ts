/**
 * The options of distillation, their defaults and checks.
 *
 * @module
 */

import { checkEmbeddingDtype, type EmbeddingDtype } from "../model/embedding_table.ts";
import type { ModelCard } from "../model/model_card.ts";
import { show } from "../model/model_config.ts";
import { checkPcaComponents, type PcaComponents } from "../numeric/pca.ts";
import type { VocabularyReport } from "./vocabulary/own_entries.ts";
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
   * SIF coefficient in (0, 1) for weights over Zipf's law, or over `counts`; `false` for no weights.
   *
   * @default {1e-4}
   */
  readonly sifCoefficient?: number | false;
  /**
   * Tokens and own words to leave out: those that the pattern matches at their beginning. `false` for none.
   *
   * @default {/\[unused\d+\]/}
   */
  readonly removePattern?: RegExp | false;
  /**
   * Own entries, words as well as phrases such as `"new york"`, each of which becomes one token and one row:
   * words after the teacher's tokens, then phrases, in the order given, from frequent to rare.
   *
   * @default {[]}
   */
  readonly vocabulary?: readonly string[];
  /**
   * Whether to leave the teacher's tokens out, so that the student knows nothing but the vocabulary: rows in
   * the order given, then a padding and an unknown token.
   *
   * @default {false}
   */
  readonly vocabularyOnly?: boolean;
  /**
   * Whether the teacher sees own entries padded to the length that its `tokenizer.json` fixes, if it does, as
   * in Python's model2vec, where the padding counts as text. That makes the vectors of entries alike, and takes
   * some forty times as long: `false` gives vectors that tell entries apart, the default those of Python. By
   * default, up to 1,000 entries are padded, more are not, and `onWarning` is told which; never those of
   * `vocabularyOnly`, which Python does not have.
   */
  readonly padEntries?: boolean;
  /**
   * How often words occur, for SIF weights in place of Zipf's law: occurrences by word or phrase, finite and
   * at least 0. Each counts for all tokens that it is spelled with; a token that none is spelled with weighs
   * as if it had occurred once.
   */
  readonly counts?: ReadonlyMap<string, number>;
  /**
   * Element type of the embeddings.
   *
   * @default {"float16"}
   */
  readonly dtype?: EmbeddingDtype;
  /**
   * Rows that the tokens share: at least 1, and below the number of tokens. k-means clusters the teacher's
   * vectors; PCA is that of the clusters' centers, and the SIF weights stay apart, one per token. By default
   * each token has a row of its own.
   */
  readonly clusters?: number;
  /** What the model card says; the teacher's name by default. */
  readonly card?: ModelCard;
  /** Is told what became of the own vocabulary, before the teacher runs. */
  readonly onVocabulary?: (report: VocabularyReport) => void;
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
  & Required<
    Pick<
      DistillOptions,
      | "components"
      | "sifCoefficient"
      | "removePattern"
      | "vocabulary"
      | "vocabularyOnly"
      | "dtype"
    >
  >;

/**
 * Fills in defaults, and checks everything before anything expensive is done.
 *
 * @param options What the caller said.
 * @returns Options without gaps.
 * @throws {RangeError} If a number is out of range, the element type is unknown, or options contradict each
 *   other.
 * @throws {TypeError} If `removePattern` is no regular expression, `vocabulary` no list of texts, or `counts`
 *   no map.
 */
export function resolveDistillOptions(options: DistillOptions): ResolvedOptions {
  const {
    components = 256,
    sifCoefficient = 1e-4,
    removePattern = /\[unused\d+\]/,
    vocabulary = [],
    vocabularyOnly = false,
    counts,
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
  checkVocabulary(vocabulary, vocabularyOnly);
  if (counts !== undefined) checkCounts(counts, sifCoefficient);
  checkEmbeddingDtype(dtype, "distil");
  return {
    ...options,
    components,
    sifCoefficient,
    removePattern,
    vocabulary,
    vocabularyOnly,
    dtype,
  };
}

function checkVocabulary(vocabulary: unknown, vocabularyOnly: boolean): void {
  if (!Array.isArray(vocabulary)) {
    throw new TypeError(
      `Cannot distil: vocabulary must be an array of words, current value is ${show(vocabulary)}`,
    );
  }
  for (const [i, entry] of vocabulary.entries()) {
    if (typeof entry === "string") continue;
    throw new TypeError(
      `Cannot distil: vocabulary[${i}] must be a string, current value is ${show(entry)}`,
    );
  }
  if (vocabularyOnly && vocabulary.length === 0) {
    throw new RangeError("Cannot distil: vocabularyOnly needs a vocabulary, there is none");
  }
}

function checkCounts(counts: unknown, sifCoefficient: number | false): void {
  if (!(counts instanceof Map)) {
    throw new TypeError(
      `Cannot weigh by counts: counts must be a Map of numbers by word, current value is ${
        show(counts)
      }`,
    );
  }
  let total = 0;
  for (const [entry, count] of counts) {
    total += count;
    if (typeof entry === "string" && Number.isFinite(total) && count >= 0) continue;
    throw new RangeError(
      `Cannot weigh by counts: the count of ${
        show(entry)
      } must be a number of at least 0 that leaves the ` +
        `sum finite, current value is ${show(count)}`,
    );
  }
  if (sifCoefficient === false) {
    throw new RangeError("Cannot weigh by counts: sifCoefficient is false, leave one of them out");
  }
}
