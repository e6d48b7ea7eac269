/**
 * From a folder, in any of its forms, to the parts of a static model.
 *
 * @module
 */

import { showAddress } from "../hub/address.ts";
import { HubError } from "../hub/hub_error.ts";
import type { HubOptions } from "../hub/hub_options.ts";
import { openRepository } from "../hub/hub.ts";
import type { Repository } from "../hub/repository.ts";
import { readSafetensors } from "../tensor/safetensors.ts";
import { parseTokenizerJson, Tokenizer } from "../tokenizer/tokenizer.ts";
import { checkEmbeddingDtype, type EmbeddingDtype } from "./embedding_table.ts";
import { parseModelCard } from "./model_card.ts";
import { parseModelConfig, show } from "./model_config.ts";
import type { StaticModelParts } from "./static_model.ts";
import { EMBEDDINGS_TENSOR, tableFromTensors } from "./tensors.ts";
import { readTableFile, releaseFile, takeTable } from "./table_file.ts";

/** A model's files, in memory. */
export interface ModelFiles {
  /** Contents of `model.safetensors`. */
  readonly model: Uint8Array;
  /** Contents of `tokenizer.json`. */
  readonly tokenizer: Uint8Array | string;
  /** Contents of `config.json`. `{}` by default. */
  readonly config?: Uint8Array | string;
  /** Contents of `README.md`, whose metadata a later save keeps. */
  readonly card?: Uint8Array | string;
}

/** What of a model's files is taken otherwise than they say. */
export interface ModelOptions {
  /** Whether vectors are scaled to unit length; the configuration says it by default. */
  readonly normalize?: boolean;
  /** Maximum number of tokens of a text, `null` for no limit; the configuration says it by default. */
  readonly maxLength?: number | null;
  /** Dimensions to keep, the first ones: from 1 to those of the file. All by default. */
  readonly dimensions?: number;
  /**
   * Element type that the embeddings have in memory, and in what is saved; that of the file by default. As
   * in `quantizeTable`, smaller types round: int8 takes half the memory of float16, and is the fastest.
   */
  readonly residentType?: EmbeddingDtype;
}

/** Where and how a model's files are found, and what of them is taken otherwise. */
export interface LoadOptions extends HubOptions, ModelOptions {}

interface FolderForm {
  readonly config?: string;
  readonly tokenizer: string;
  readonly model: string;
}

/**
 * The forms that Python's model2vec knows (`persistence/datamodels.py`), in its order; and the folder
 * `0_StaticEmbedding` of sentence-transformers by itself. That has no configuration: defaults apply, and
 * the file in its parent says nothing that matters when encoding.
 */
const FOLDER_FORMS: readonly FolderForm[] = [
  { config: "config.json", tokenizer: "tokenizer.json", model: "model.safetensors" },
  {
    config: "config_sentence_transformers.json",
    tokenizer: "tokenizer.json",
    model: "model.safetensors",
  },
  {
    config: "config_sentence_transformers.json",
    tokenizer: "0_StaticEmbedding/tokenizer.json",
    model: "0_StaticEmbedding/model.safetensors",
  },
  { tokenizer: "tokenizer.json", model: "model.safetensors" },
];

/** Name of the tensor of embeddings in sentence-transformers' forms. */
const SENTENCE_TRANSFORMERS_TENSOR = "embedding.weight";

/**
 * Loads the parts of a model.
 *
 * @param source A folder, a repository of the hub, or the URL of a folder.
 * @param options Where files are found, and what overrides the configuration.
 * @returns The parts.
 * @throws {HubError} If a file cannot be had.
 * @throws {SyntaxError | TypeError | RangeError} If a file is malformed.
 */
export async function loadParts(
  source: string | URL,
  options: LoadOptions = {},
): Promise<StaticModelParts> {
  if (typeof source !== "string" && !(source instanceof URL)) {
    throw new TypeError(
      `Cannot load model: the source must be a path, an id or a URL, current value is ${
        show(source)
      }`,
    );
  }
  checkModelOptions(options);
  const repository = await openRepository(source, options);
  const files = await readFiles(repository, options);
  const parts = parseParts(files, options);
  releaseFile(files.model, parts.table);
  return parts;
}

/**
 * Makes the parts of a model of files in memory.
 *
 * @param files The files' contents.
 * @param options What of them is taken otherwise.
 * @returns The parts.
 * @throws {SyntaxError | TypeError | RangeError} If a file is malformed, or an option is out of range.
 */
export function parseParts(files: ModelFiles, options: ModelOptions = {}): StaticModelParts {
  checkModelOptions(options);
  if (!(files.model instanceof Uint8Array)) throw contentsError("model", files.model);
  const { tensors } = readSafetensors(files.model);
  const isOwnForm = !tensors.has(SENTENCE_TRANSFORMERS_TENSOR);
  const stored = tableFromTensors(
    tensors,
    isOwnForm ? EMBEDDINGS_TENSOR : SENTENCE_TRANSFORMERS_TENSOR,
  );
  const table = takeTable(stored, options);
  return {
    tokenizer: new Tokenizer(parseTokenizerJson(textOf("tokenizer", files.tokenizer))),
    table,
    config: {
      ...parseModelConfig(textOf("config", files.config ?? "{}")),
      ...(options.normalize === undefined ? {} : { "normalize": options.normalize }),
      ...(options.maxLength === undefined ? {} : { "max_length": options.maxLength }),
      ...(options.dimensions === undefined ? {} : { "hidden_dim": table.columns }),
      ...(options.residentType === undefined ? {} : { "embedding_dtype": table.values.dtype }),
    },
    card: parseModelCard(textOf("card", files.card ?? "")),
  };
}

function checkModelOptions({ residentType }: ModelOptions): void {
  if (residentType !== undefined) checkEmbeddingDtype(residentType, "load model");
}

/**
 * Opens a file on disk as a stream, for what is too large to be held in memory.
 *
 * @param source A path, or a `file:` URL.
 * @param attempt What it is opened for, to begin messages with.
 * @returns The file's bytes; to be read to the end, or cancelled.
 * @throws {TypeError} If `source` is no path and no `file:` URL, or the runtime is not Deno.
 * @throws {Error} If the file cannot be opened.
 */
export async function openFile(
  source: string | URL,
  attempt: string,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const isFile = typeof source === "string"
    ? !/^(?!file:)[a-z][a-z\d+.-]+:\/\//i.test(source)
    : source instanceof URL && source.protocol === "file:";
  if (!isFile) {
    throw new TypeError(
      `Cannot ${attempt}: the source must be a path, a file: URL or a ReadableStream, ` +
        `current value is ${show(showAddress(String(source)))}`,
    );
  }
  if (globalThis.Deno === undefined) {
    throw new TypeError(
      `Cannot ${attempt} "${source}": this runtime gives no access to files, pass a ReadableStream`,
    );
  }
  const path = /^file:/i.test(String(source)) ? new URL(source) : source;
  try {
    const file = await Deno.open(path);
    if (!(await file.stat()).isDirectory) return file.readable;
    file.close();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Cannot ${attempt} "${source}": ${reason}, name a file`, { cause });
  }
  throw new Error(`Cannot ${attempt} "${source}": it is a folder, name a file`);
}

async function readFiles(repository: Repository, options: ModelOptions): Promise<ModelFiles> {
  for (const form of FOLDER_FORMS) {
    const config = form.config === undefined ? undefined : await readFile(repository, form.config);
    if (form.config !== undefined && config === undefined) continue;
    const tokenizer = await readFile(repository, form.tokenizer);
    const model = tokenizer && await readModelFile(repository, form.model, options);
    if (tokenizer === undefined || model === undefined) continue;
    if (config === undefined && readSafetensors(model).tensors.has(EMBEDDINGS_TENSOR)) break;
    const card = await readFile(repository, "README.md");
    return {
      model,
      tokenizer,
      ...(config === undefined ? {} : { config }),
      ...(card === undefined ? {} : { card }),
    };
  }
  throw await missingFiles(repository);
}

async function readFile(repository: Repository, path: string): Promise<Uint8Array | undefined> {
  try {
    return await repository.read(path);
  } catch (error) {
    if (error instanceof HubError && error.code === "file-not-found") return undefined;
    throw error;
  }
}

async function readModelFile(
  repository: Repository,
  path: string,
  options: ModelOptions,
): Promise<Uint8Array | undefined> {
  const file = await repository.has(path) ? await repository.localPath(path) : undefined;
  const bytes = file === undefined ? undefined : await readTableFile(file, options);
  return bytes ?? await readFile(repository, path);
}

async function missingFiles(repository: Repository): Promise<HubError> {
  const needed = ["config.json", "tokenizer.json", "model.safetensors"];
  const found = await Promise.all(needed.map((path) => repository.has(path)));
  const missing = needed.filter((_, i) => !found[i]);
  return new HubError(
    `Cannot load model "${repository.name}": ${missing.join(" and ")} ${
      missing.length === 1 ? "is" : "are"
    } missing, a model2vec model consists of ${needed.join(", ")}`,
    { code: "file-not-found" },
  );
}

function textOf(name: string, contents: Uint8Array | string): string {
  if (typeof contents === "string") return contents;
  if (contents instanceof Uint8Array) return new TextDecoder().decode(contents);
  throw contentsError(name, contents);
}

function contentsError(name: string, contents: unknown): TypeError {
  return new TypeError(
    `Cannot load model: "${name}" must be the contents of its file, current value is ${
      show(contents)
    }`,
  );
}
