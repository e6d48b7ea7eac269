/**
 * The static model: tokenise a text, look its tokens up, average.
 *
 * @module
 */

import type { Encoder } from "../encoder.ts";
import { createMatrix, type Matrix } from "../numeric/matrix.ts";
import { normalizeInPlace } from "../numeric/vector.ts";
import type { Tokenizer } from "../tokenizer/tokenizer.ts";
import { TokenIds } from "../tokenizer/token_ids.ts";
import { checkTable, type EmbeddingTable } from "./embedding_table.ts";
import { type LoadOptions, loadParts, type ModelFiles, parseParts } from "./load_model.ts";
import type { ModelCard } from "./model_card.ts";
import { DEFAULT_MAX_LENGTH, isCount, type ModelConfig } from "./model_config.ts";
import { createPooler, type Pooler } from "./pooling.ts";
import { type SaveOptions, saveParts } from "./save_model.ts";
import { cutCodePoints, medianTokenLength } from "./truncation.ts";

/** What a {@linkcode StaticModel} is made of. */
export interface StaticModelParts {
  /** Turns texts into token ids. */
  readonly tokenizer: Tokenizer;
  /** The embedding of each token id. */
  readonly table: EmbeddingTable;
  /** Contents of `config.json`. `{}` by default. */
  readonly config?: ModelConfig;
  /** What the model card says of the model's origin. */
  readonly card?: ModelCard;
}

/** How a text is truncated; what is absent comes from the model's configuration. */
export interface TokenizeOptions {
  /**
   * Maximum number of tokens of a text, at least 0; the rest is cut off. `null` for no limit.
   *
   * @default {config.max_length, or 512 if the configuration has none}
   */
  readonly maxLength?: number | null;
}

/** How a text is encoded; what is absent comes from the model's configuration. */
export interface EncodeOptions extends TokenizeOptions {
  /**
   * Whether vectors are scaled to unit length. A vector of zeros stays one.
   *
   * @default {config.normalize, or false if the configuration has none}
   */
  readonly normalize?: boolean;
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
  /** The embedding of each token id. */
  readonly table: EmbeddingTable;
  /** Contents of `config.json`. */
  readonly config: ModelConfig;
  /** What the model card says of the model's origin. */
  readonly card: ModelCard;
  readonly #pooler: Pooler;
  readonly #medianTokenLength: number;
  readonly #ids: TokenIds = new TokenIds();

  /**
   * Makes a model of its parts, without reading anything.
   *
   * @param parts Tokenizer, embeddings, configuration and origin.
   * @throws {RangeError} If the embeddings do not fit the tokenizer, or are not finite.
   */
  constructor({ tokenizer, table, config = {}, card = {} }: StaticModelParts) {
    checkTable(table, tokenizer.tokens.length);
    this.tokenizer = tokenizer;
    this.table = table;
    this.config = config;
    this.card = card;
    this.dimensions = table.columns;
    this.#pooler = createPooler(table);
    this.#medianTokenLength = medianTokenLength(tokenizer.tokens);
  }

  /**
   * Loads a model from a folder, the Hugging Face hub or a URL.
   *
   * @param source A folder, a repository of the hub such as "minishlab/potion-base-8M", or the URL of a
   *   folder. An existing folder wins over a repository of the same name.
   * @param options Where and how files are found; `normalize` and `maxLength` override the configuration.
   * @returns The model.
   * @throws {HubError} If a file cannot be had.
   * @throws {SyntaxError | TypeError | RangeError} If a file is malformed, or files do not fit together.
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
   * @returns The model.
   * @throws {SyntaxError | TypeError | RangeError} If a file is malformed, or files do not fit together.
   */
  static fromBytes(files: ModelFiles): StaticModel {
    return new StaticModel(parseParts(files));
  }

  /**
   * Saves the model in the form that Python's `StaticModel.from_pretrained` and sentence-transformers load.
   *
   * Files are written aside and renamed when all of them are complete. Other files in the folder stay.
   *
   * @param folder Folder to write to; made if it does not exist.
   * @param options Name for the model card.
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
   * @throws {TypeError} If `texts` is a single string.
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
    if (typeof texts === "string") {
      throw new TypeError(
        "Cannot encode a string as a list of texts: pass [text], or use encodeOne(text)",
      );
    }
    const { maxLength, normalize } = this.#resolve(options);
    const vectors = createMatrix(texts.length, this.dimensions);
    for (let i = 0; i < texts.length; i++) {
      const vector = vectors.data.subarray(i * this.dimensions, (i + 1) * this.dimensions);
      this.#encodeInto(texts[i]!, vector, maxLength, normalize);
    }
    return vectors;
  }

  /**
   * Encodes one text.
   *
   * @param text Any text.
   * @param options Truncation and normalisation.
   * @returns `dimensions` values; zeros for a text without known tokens.
   * @throws {RangeError} If `maxLength` is no integer of at least 0.
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
   * @throws {RangeError} If `maxLength` is no integer of at least 0.
   */
  encodeTokens(text: string, options?: TokenizeOptions): Matrix {
    const { maxLength } = this.#resolve({ maxLength: null, ...options });
    const ids = this.#tokenize(text, maxLength);
    const vectors = createMatrix(ids.length, this.dimensions);
    this.#pooler.gather(ids, vectors.data);
    return vectors;
  }

  /**
   * The ids of the tokens that {@linkcode StaticModel.encode} averages: truncated, without special and
   * without unknown tokens.
   *
   * @param texts Any texts.
   * @param options Truncation.
   * @returns The ids of each text.
   * @throws {TypeError} If `texts` is a single string.
   * @throws {RangeError} If `maxLength` is no integer of at least 0.
   */
  tokenize(texts: readonly string[], options?: TokenizeOptions): number[][] {
    if (typeof texts === "string") {
      throw new TypeError("Cannot tokenize a string as a list of texts: pass [text]");
    }
    const { maxLength } = this.#resolve(options);
    return texts.map((text) => {
      const ids = this.#tokenize(text, maxLength);
      return Array.from(ids.data.subarray(0, ids.length));
    });
  }

  #resolve(options: EncodeOptions = {}): Required<EncodeOptions> {
    const { max_length: configured = DEFAULT_MAX_LENGTH, normalize = false } = this.config;
    const maxLength = options.maxLength === undefined ? configured : options.maxLength;
    if (maxLength !== null && !isCount(maxLength)) {
      throw new RangeError(
        `Cannot truncate texts: maxLength must be null or an integer of at least 0, ` +
          `current value is ${maxLength}`,
      );
    }
    return { maxLength, normalize: options.normalize ?? normalize };
  }

  #tokenize(text: string, maxLength: number | null): TokenIds {
    const ids = this.#ids;
    ids.clear();
    const limit = maxLength === null ? Infinity : maxLength * this.#medianTokenLength;
    this.tokenizer.encodeInto(cutCodePoints(text, limit), ids);
    if (maxLength !== null) ids.truncate(maxLength);
    if (this.tokenizer.unknownId !== undefined) ids.remove(this.tokenizer.unknownId);
    return ids;
  }

  #encodeInto(
    text: string,
    vector: Float32Array,
    maxLength: number | null,
    normalize: boolean,
  ): void {
    this.#pooler.mean(this.#tokenize(text, maxLength), vector);
    if (normalize) normalizeInPlace(vector);
  }
}
