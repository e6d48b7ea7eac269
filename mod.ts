/**
 * Static embedding models: text to vectors without a neural network.
 *
 * A static model holds one vector per token, distilled once from a Sentence Transformer; encoding a text
 * is to tokenise, look up and average. This module loads, runs and saves such models. It needs no native
 * code and no npm package; distilling new models is in `./distill` and `./teacher`.
 *
 * @example Encode sentences and compare them
 * ```ts
 * import { nearest, StaticModel } from "@model2vec/model2vec";
 * import { assertEquals } from "@std/assert";
 *
 * const model = await StaticModel.fromPretrained("tests/fixtures/static-model-32-int8");
 * const documents = model.encode(["How to bake bread", "Stock markets fell", "The dog barks"]);
 * const [best] = nearest(model.encodeOne("Shares dropped on Monday"), documents, 1);
 * assertEquals(best?.index, 1);
 * ```
 *
 * @module
 */

export type { Encoder } from "./src/encoder.ts";
export { HubError, type HubErrorCode, type HubErrorDetails } from "./src/hub/hub_error.ts";
export type { HubOptions, HubProgress } from "./src/hub/hub_options.ts";
export type { RepositoryType } from "./src/hub/repository_id.ts";
export type {
  EmbeddingDtype,
  EmbeddingTable,
  EmbeddingValues,
} from "./src/model/embedding_table.ts";
export type { EncodeOptions, TokenizeOptions } from "./src/model/encode_options.ts";
export type { LoadOptions, ModelFiles, ModelOptions } from "./src/model/load_model.ts";
export type { ModelCard } from "./src/model/model_card.ts";
export type { ModelConfig } from "./src/model/model_config.ts";
export { loadModel, parseModel, saveModel } from "./src/model/model_files.ts";
export { ParallelEncoder } from "./src/model/parallel/parallel_encoder.ts";
export type { ParallelOptions } from "./src/model/parallel/parallel_options.ts";
export { quantizeTable } from "./src/model/quantization.ts";
export { quantize, type QuantizeOptions } from "./src/model/quantize.ts";
export type { SaveOptions } from "./src/model/save_model.ts";
export { StaticModel, type StaticModelParts } from "./src/model/static_model.ts";
export type { WordVectorFormat } from "./src/model/word_vectors/word_vector_format.ts";
export type { WordVectorOptions } from "./src/model/word_vectors/word_vectors.ts";
export { createMatrix, type Matrix, row } from "./src/numeric/matrix.ts";
export {
  cosineSimilarity,
  nearest,
  type Neighbor,
  normalizeInPlace,
} from "./src/numeric/vector.ts";
export {
  parseTokenizerJson,
  TokenIds,
  Tokenizer,
  type TokenizerEncodeOptions,
  type TokenizerJson,
  type TokenModel,
} from "./src/tokenizer/tokenizer.ts";
