/**
 * The static model: tokenise a text, look its tokens up, average.
 *
 * @module
 */

import type { Encoder } from "../encoder.ts";
import { createMatrix, type Matrix } from "../numeric/matrix.ts";
import type { Tokenizer } from "../tokenizer/tokenizer.ts";
import { checkTable, type EmbeddingTable } from "./embedding_table.ts";
import {
  checkTexts,
  type EncodeOptions,
  resolveEncodeOptions,
  type TokenizeOptions,
} from "./encode_options.ts";
import {
  type LoadOptions,
  loadParts,
  type ModelFiles,
  type ModelOptions,
  parseParts,
} from "./load_model.ts";
import type { ModelCard } from "./model_card.ts";
import { checkModelConfig, type ModelConfig } from "./model_config.ts";
import { encodeParallel } from "./parallel/parallel_encoder.ts";
import type { ParallelOptions } from "./parallel/parallel_options.ts";
import { createPooler, type Pooler } from "./pooling.ts";
import { createResult } from "./result_memory.ts";
import { type SaveOptions, saveParts } from "./save_model.ts";
import { placeTable } from "./table_memory.ts";
import { TokenBatch } from "./token_batch.ts";
import { cutCodePoints, medianTokenLength } from "./truncation.ts";
import type { WordVectorOptions } from "./word_vectors/word_vectors.ts";

/** What a {@linkcode StaticModel} is made of. */
export interface StaticModelParts {
  /** Turns texts into token ids. */
  readonly tokenizer: Tokenizer;
  /**
   * The embedding of each token id. Its values are copied into the memory of WebAssembly, unless they lie there;
   * mapping and weights are kept and must not be changed.
   */
  readonly table: EmbeddingTable;
  /** Contents of `config.json`. `{}` by default. */
  readonly config?: ModelConfig;
  /** What the model card says of the model's origin. */
  readonly card?: ModelCard;
}

/**
 * A static embedding model: one vector per token, made once by a Sentence Transformer, and averaged over
 * the tokens of a text (Model2Vec, https://github.com/MinishLab/model2vec).
 *
 * The order of steps is that of Python's model2vec 0.10: a text is cut at `maxLength` times the median
 * token length in code points, then at `maxLength` tokens; unknown tokens are dropped after that. Results
 * are single-precision whatever the element type of the embeddings is; Python rounds those of float16
 * models to half precision.
 *
 * @example Encode two sentences
 * ```ts
 * import { StaticModel } from "@model2vec/model2vec";
 * import { assertEquals } from "@std/assert";
 *
 * const model = await StaticModel.fromPretrained("tests/fixtures/static-model-32-int8");
 * const { data, rows, columns } = model.encode(["The cat sat on the mat.", "The market fell."]);
 * assertEquals([rows, columns, data.length], [2, 32, 64]);
 * ```
 */
export class StaticModel implements Encoder {
  /** Number of dimensions of a vector. */
  readonly dimensions: number;
  /** Turns texts into token ids. */
  readonly tokenizer: Tokenizer;
  /** The embedding of each token id. Its values may lie in the memory of WebAssembly, which cannot be transferred. */
  readonly table: EmbeddingTable;
  /** Contents of `config.json`. */
  readonly config: ModelConfig;
  /** What the model card says of the model's origin. */
  readonly card: ModelCard;
  // Made when they are first needed, which may be never: a model can be loaded to be saved.
  #pooler: Pooler | undefined;
  #medianTokenLength: number | undefined;
  readonly #batch: TokenBatch = new TokenBatch();

  /**
   * Makes a model of its parts, without reading anything.
   *
   * @param parts Tokenizer, embeddings, configuration and origin.
   * @throws {RangeError} If the embeddings do not fit the tokenizer, or are not finite.
   * @throws {TypeError} If the configuration has a field of the wrong type.
   */
  constructor({ tokenizer, table, config = {}, card = {} }: StaticModelParts) {
    checkTable(table, tokenizer.tokens.length);
    checkModelConfig(config);
    this.tokenizer = tokenizer;
    this.table = placeTable(table);
    this.config = config;
    this.card = card;
    this.dimensions = table.columns;
  }

  /**
   * Loads a model from a folder, the Hugging Face hub or a URL.
   *
   * @param source A folder, a repository of the hub such as "minishlab/potion-base-8M", or the URL of a
   *   folder. An existing folder that may be read wins over a repository of the same name.
   * @param options Where and how files are found, and what of them is taken otherwise than they say: fewer
   *   dimensions, another element type, truncation and normalisation.
   * @returns The model.
   * @throws {HubError} If a file cannot be had.
   * @throws {SyntaxError | TypeError | RangeError} If a file is malformed, files do not fit together, or an
   *   option is out of range.
   *
   * @example Load a folder
   * ```ts
   * import { StaticModel } from "@model2vec/model2vec";
   * import { assertEquals } from "@std/assert";
   *
   * const model = await StaticModel.fromPretrained("tests/fixtures/static-model-32-int8");
   * assertEquals(model.dimensions, 32);
   * ```
   */
  static fromPretrained(source: string | URL, options?: LoadOptions): Promise<StaticModel> {
    return loadParts(source, options).then((parts) => new StaticModel(parts));
  }

  /**
   * Makes a model of files in memory, where there is neither disk nor network.
   *
   * @param files Contents of `model.safetensors`, `tokenizer.json` and `config.json`.
   * @param options What of them is taken otherwise than they say.
   * @returns The model.
   * @throws {SyntaxError | TypeError | RangeError} If a file is malformed, files do not fit together, or an
   *   option is out of range.
   *
   * @example Load what something else has read
   * ```ts
   * import { StaticModel } from "@model2vec/model2vec";
   * import { assertEquals } from "@std/assert";
   *
   * const folder = "tests/fixtures/static-model-32-int8";
   * const model = StaticModel.fromBytes({
   *   model: await Deno.readFile(`${folder}/model.safetensors`),
   *   tokenizer: await Deno.readTextFile(`${folder}/tokenizer.json`),
   *   config: await Deno.readTextFile(`${folder}/config.json`),
   * });
   * assertEquals(model.dimensions, 32);
   * ```
   */
  static fromBytes(files: ModelFiles, options?: ModelOptions): StaticModel {
    return new StaticModel(parseParts(files, options));
  }

  /**
   * Makes a model of word vectors: GloVe's or komninos' text, word2vec's or fastText's text (`.vec`), or
   * word2vec's binary form, each as gzip too. The form is told from the contents. The file is read as a
   * stream, so that memory is that of the model.
   *
   * Words are found in texts that have spaces between them; those with spaces or punctuation in them are
   * units too.
   *
   * @param source A path, a `file:` URL, or the bytes of a file as a stream.
   * @param options How the file is read, and which element type the embeddings have.
   * @returns The model; token `i` is the word of line `i`, repeated and blank words left out.
   * @throws {SyntaxError} If the file does not look like word vectors, or breaks off.
   * @throws {RangeError} If an option, or a number in the file, is out of range.
   * @throws {TypeError} If `source` is none of these, or a path where the runtime is not Deno.
   * @throws {Error} If the file cannot be read.
   *
   * @example Read GloVe's text
   * ```ts
   * import { StaticModel } from "@model2vec/model2vec";
   * import { assertEquals } from "@std/assert";
   *
   * const file = new Blob(["cat 1 0\ndog 0 1\nnew york 4 2\n"]);
   * const model = await StaticModel.fromWordVectors(file.stream());
   * assertEquals(model.encodeOne("Cat and dog"), Float32Array.of(0.5, 0.5));
   * assertEquals(model.encodeOne("In New York!"), Float32Array.of(4, 2));
   * ```
   */
  static async fromWordVectors(
    source: string | URL | ReadableStream<Uint8Array>,
    options?: WordVectorOptions,
  ): Promise<StaticModel> {
    const { loadWordVectors } = await import("./word_vectors/word_vectors.ts");
    return new StaticModel(await loadWordVectors(source, options));
  }

  /**
   * Saves the model in the form that Python's `StaticModel.from_pretrained` and sentence-transformers load.
   *
   * Files are written aside and renamed when all of them are complete. Other files in the folder stay.
   *
   * @param folder Folder to write to; made if it does not exist.
   * @param options Name for the model card.
   * @throws {TypeError} If `folder` is no path and no `file:` URL, or the runtime is not Deno.
   * @throws {Error} If the folder cannot be written to.
   *
   * @example Save a model and load it again
   * ```ts
   * import { StaticModel } from "@model2vec/model2vec";
   * import { assertEquals } from "@std/assert";
   *
   * const model = await StaticModel.fromPretrained("tests/fixtures/static-model-32-int8");
   * const folder = await Deno.makeTempDir();
   * await model.savePretrained(folder);
   * const copy = await StaticModel.fromPretrained(folder);
   * assertEquals(copy.encodeOne("dog"), model.encodeOne("dog"));
   * await Deno.remove(folder, { recursive: true });
   * ```
   */
  savePretrained(folder: string | URL, options?: SaveOptions): Promise<void> {
    return saveParts(this, folder, options);
  }

  /**
   * Encodes texts.
   *
   * @param texts Any texts.
   * @param options Truncation and normalisation.
   * @returns One row of `dimensions` values per text; zeros for a text without known tokens.
   * @throws {TypeError} If `texts` is no array of strings.
   * @throws {RangeError} If `maxLength` is no integer of at least 0.
   *
   * @example Similar texts have similar vectors
   * ```ts
   * import { nearest, StaticModel } from "@model2vec/model2vec";
   * import { assertEquals } from "@std/assert";
   *
   * const model = await StaticModel.fromPretrained("tests/fixtures/static-model-32-int8");
   * const documents = model.encode(["How to bake bread", "Stock markets fell", "The dog barks"]);
   * const [best] = nearest(model.encodeOne("A barking dog"), documents, 1);
   * assertEquals(best?.index, 2);
   * ```
   */
  encode(texts: readonly string[], options?: EncodeOptions): Matrix {
    checkTexts(texts);
    const { maxLength, normalize } = resolveEncodeOptions(options, this.config);
    const vectors = createResult(texts.length, this.dimensions);
    const batch = this.#batch;
    for (let text = 0; text < texts.length;) {
      const first = text;
      batch.clear();
      while (text < texts.length && !batch.isFull) this.#addText(texts[text++]!, maxLength);
      const room = vectors.data.subarray(first * this.dimensions, text * this.dimensions);
      this.#getPooler().mean(batch, room, { normalize });
    }
    return vectors;
  }

  /**
   * Encodes texts by several threads; a {@linkcode ParallelEncoder} does so again and again, or batch by
   * batch. Worth its start of a tenth of a second from some 100,000 short texts on.
   *
   * @param texts Any texts.
   * @param options Number of workers, truncation and normalisation.
   * @returns One row of `dimensions` values per text, as {@linkcode StaticModel.encode} gives them.
   * @throws {TypeError} If `texts` is no array of strings.
   * @throws {RangeError} If `workers`, `batchSize` or `maxLength` is out of range.
   * @throws {Error} If a worker fails.
   * @throws The reason of the signal.
   *
   * @example Encode by two threads
   * ```ts
   * import { StaticModel } from "@model2vec/model2vec";
   * import { assertEquals } from "@std/assert";
   *
   * const model = await StaticModel.fromPretrained("tests/fixtures/static-model-32-int8");
   * const texts = ["How to bake bread", "Stock markets fell", "The dog barks"];
   * assertEquals(await model.encodeParallel(texts, { workers: 2 }), model.encode(texts));
   * ```
   */
  encodeParallel(texts: readonly string[], options?: ParallelOptions): Promise<Matrix> {
    return encodeParallel(this, texts, options);
  }

  /**
   * Encodes one text.
   *
   * @param text Any text.
   * @param options Truncation and normalisation.
   * @returns `dimensions` values; zeros for a text without known tokens.
   * @throws {TypeError} If `text` is no string.
   * @throws {RangeError} If `maxLength` is no integer of at least 0.
   *
   * @example Encode a text
   * ```ts
   * import { StaticModel } from "@model2vec/model2vec";
   * import { assertEquals } from "@std/assert";
   *
   * const model = await StaticModel.fromPretrained("tests/fixtures/static-model-32-int8");
   * assertEquals(model.encodeOne("A dog barks.").length, 32);
   * ```
   */
  encodeOne(text: string, options?: EncodeOptions): Float32Array {
    return this.encode([text], options).data;
  }

  /**
   * The vectors of a text's tokens, which {@linkcode StaticModel.encode} averages.
   *
   * @param text Any text.
   * @param options Truncation; none by default, as in Python's `encode_as_sequence`.
   * @returns One row of `dimensions` values per known token, in the order of the text.
   * @throws {TypeError} If `text` is no string.
   * @throws {RangeError} If `maxLength` is no integer of at least 0.
   *
   * @example One vector per token
   * ```ts
   * import { StaticModel } from "@model2vec/model2vec";
   * import { assertEquals } from "@std/assert";
   *
   * const model = await StaticModel.fromPretrained("tests/fixtures/static-model-32-int8");
   * assertEquals(model.encodeTokens("A dog and a cat").rows, 5);
   * ```
   */
  encodeTokens(text: string, { maxLength = null }: TokenizeOptions = {}): Matrix {
    checkTexts([text]);
    const batch = this.#batch;
    batch.clear();
    this.#addText(text, resolveEncodeOptions({ maxLength }, this.config).maxLength);
    const vectors = createMatrix(batch.ids.length, this.dimensions);
    this.#getPooler().gather(batch, vectors.data);
    return vectors;
  }

  /**
   * The ids of the tokens that {@linkcode StaticModel.encode} averages: of the cut text, truncated, without
   * special and without unknown tokens. Python's `tokenize` does not cut the text.
   *
   * @param texts Any texts.
   * @param options Truncation.
   * @returns The ids of each text.
   * @throws {TypeError} If `texts` is no array of strings.
   * @throws {RangeError} If `maxLength` is no integer of at least 0.
   *
   * @example From a text to tokens
   * ```ts
   * import { StaticModel } from "@model2vec/model2vec";
   * import { assertEquals } from "@std/assert";
   *
   * const model = await StaticModel.fromPretrained("tests/fixtures/static-model-32-int8");
   * const [ids] = model.tokenize(["Dogs bark"]);
   * assertEquals(ids!.map((id) => model.tokenizer.tokens[id]), ["dogs", "bark"]);
   * ```
   */
  tokenize(texts: readonly string[], options?: TokenizeOptions): number[][] {
    checkTexts(texts);
    const { maxLength } = resolveEncodeOptions(options, this.config);
    const batch = this.#batch;
    return texts.map((text) => {
      batch.clear();
      this.#addText(text, maxLength);
      return Array.from(batch.ids.data.subarray(0, batch.ids.length));
    });
  }

  #addText(text: string, maxLength: number | null): void {
    const { ids } = this.#batch;
    const start = ids.length;
    this.tokenizer.encodeInto(maxLength === null ? text : this.#cut(text, maxLength), ids);
    if (maxLength !== null) ids.truncate(start + maxLength);
    if (this.tokenizer.unknownId !== undefined) ids.remove(this.tokenizer.unknownId, start);
    this.#batch.endText();
  }

  #cut(text: string, maxLength: number): string {
    // The median is at least 1, unless the vocabulary has no token but an empty one.
    if (text.length <= maxLength) return text;
    this.#medianTokenLength ??= medianTokenLength(this.tokenizer.tokens);
    return cutCodePoints(text, maxLength * this.#medianTokenLength);
  }

  #getPooler(): Pooler {
    return this.#pooler ??= createPooler(this.table);
  }
}
