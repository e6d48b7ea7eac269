/**
 * From a file of word vectors to the parts of a static model.
 *
 * @module
 */

import { Tokenizer } from "../../tokenizer/tokenizer.ts";
import { createWordLevelJson } from "../../tokenizer/word_level_json.ts";
import { ByteReader } from "./byte_reader.ts";
import {
  checkEmbeddingDtype,
  type EmbeddingDtype,
  type EmbeddingTable,
  tableFromMatrix,
} from "../embedding_table.ts";
import { unpackGzip } from "./gzip.ts";
import { openFile } from "../load_model.ts";
import { DEFAULT_MAX_LENGTH, isCount, show } from "../model_config.ts";
import { quantizeTable } from "../quantization.ts";
import type { StaticModelParts } from "../static_model.ts";
import type { RowBlocks } from "./row_blocks.ts";
import { readBinaryVectors } from "./word_vector_binary.ts";
import { readLayout, WORD_VECTOR_FORMATS, type WordVectorFormat } from "./word_vector_format.ts";
import { WordVectorList } from "./word_vector_list.ts";
import { readTextVectors } from "./word_vector_text.ts";

/** How word vectors are read. */
export interface WordVectorOptions {
  /** Form of the file; by default told from its contents. */
  readonly format?: WordVectorFormat;
  /**
   * Maximum number of words, at least 1: files have frequent words first.
   *
   * @default {Infinity}
   */
  readonly limit?: number;
  /**
   * Whether words and texts are put in lower case. By default texts are, if all words are so already.
   */
  readonly lowercase?: boolean;
  /** Element type of the embeddings. By default "float16", or "float32" if a number is too large for that. */
  readonly dtype?: EmbeddingDtype;
  /**
   * Whether the model scales vectors to unit length. As a baseline, the plain mean is what is meant.
   *
   * @default {false}
   */
  readonly normalize?: boolean;
  /** What messages call the file; by default its path. */
  readonly name?: string;
  /** Is told which words were left out. */
  readonly onWarning?: (message: string) => void;
}

/**
 * Reads word vectors.
 *
 * @param source A path, a `file:` URL, or the bytes of a file.
 * @param options How it is read.
 * @returns The parts: row `i` is the vector of word `i`; rows of zeros follow for padding and unknown words.
 * @throws {SyntaxError} If the file does not look like word vectors, or breaks off.
 * @throws {RangeError} If an option, or a number in the file, is out of range.
 * @throws {TypeError} If `source` is none, or there is no access to files.
 * @throws {Error} If the file cannot be read.
 */
export async function loadWordVectors(
  source: string | URL | ReadableStream<Uint8Array>,
  options: WordVectorOptions = {},
): Promise<StaticModelParts> {
  checkOptions(options);
  const { lowercase, dtype, normalize = false } = options;
  const list = source instanceof ReadableStream
    ? await readList(source, options)
    : await readList(await openFile(source, "read word vectors"), {
      name: String(source),
      ...options,
    });
  const words = list.words;
  const tokenizer = new Tokenizer(
    createWordLevelJson(words, lowercase === undefined ? {} : { lowercase }),
  );
  const table = drainTable(list.vectors, { rows: tokenizer.tokens.length, dtype });
  const config = {
    "model_type": "model2vec",
    "architectures": ["StaticModel"],
    "hidden_dim": table.columns,
    "seq_length": 1_000_000,
    "normalize": normalize,
    "max_length": DEFAULT_MAX_LENGTH,
    "embedding_dtype": table.values.dtype,
  };
  return { tokenizer, table, config };
}

/**
 * Reads the words of a stream with their vectors.
 *
 * @param stream The bytes of a file, gzip or not; let go of when enough is read.
 * @param options How it is read.
 * @returns The words, at least one.
 * @throws {SyntaxError} If the file does not look like word vectors, or breaks off.
 * @throws {RangeError} If a number is out of range.
 */
async function readList(
  stream: ReadableStream<Uint8Array>,
  options: WordVectorOptions,
): Promise<WordVectorList> {
  const { format, name, limit = Infinity, lowercase = false, onWarning } = options;
  const attempt = `Cannot read word vectors${name === undefined ? "" : ` "${name}"`}`;
  let reader = new ByteReader(stream);
  try {
    reader = await unpackGzip(reader, attempt);
    const layout = await readLayout(reader, { format, attempt });
    const list = new WordVectorList(layout.dimensions, { limit, lowercase });
    const read = layout.isBinary ? readBinaryVectors : readTextVectors;
    const count = await read(reader, list, { layout, attempt });
    const { wordCount = count } = layout;
    if (count < wordCount && !list.isFull) {
      throw new SyntaxError(
        `${attempt}: line 1 says ${wordCount} words, the file ends after ${count}, fetch it again`,
      );
    }
    for (const warning of list.warnings) onWarning?.(warning);
    return list;
  } finally {
    await reader.cancel();
  }
}

/** What half-precision numbers round to infinity from on. */
const HALF_LIMIT = 65_520;

interface TableOptions {
  readonly rows: number;
  readonly dtype: EmbeddingDtype | undefined;
}

function drainTable(vectors: RowBlocks, { rows, dtype }: TableOptions): EmbeddingTable {
  const { columns } = vectors;
  const fitsHalf = vectors.largest < HALF_LIMIT;
  if (dtype === "float16" && !fitsHalf) {
    throw new RangeError(
      `Cannot store word vectors in float16: a number is as large as ${vectors.largest}, ` +
        `the limit is below ${HALF_LIMIT}, float32 would do`,
    );
  }
  const stored = dtype ?? (fitsHalf ? "float16" : "float32");
  return stored === "float16"
    ? { values: { dtype: stored, data: vectors.drainHalves(rows) }, rows, columns }
    : quantizeTable(tableFromMatrix(vectors.drain(rows)), stored);
}

/** JavaScript callers can pass anything, and a wrong option is better known before a long file is read. */
function checkOptions({ format, limit, dtype, ...switches }: WordVectorOptions): void {
  const attempt = "Cannot read word vectors";
  if (format !== undefined && !WORD_VECTOR_FORMATS.includes(format)) {
    throw new RangeError(
      `${attempt}: format must be one of "${WORD_VECTOR_FORMATS.join('", "')}", ` +
        `current value is ${show(format)}`,
    );
  }
  if (limit !== undefined && limit !== Infinity && (!isCount(limit) || limit === 0)) {
    throw new RangeError(
      `${attempt}: limit must be an integer of at least 1, current value is ${show(limit)}`,
    );
  }
  if (dtype !== undefined) checkEmbeddingDtype(dtype, "read word vectors");
  for (const name of ["lowercase", "normalize"] as const) {
    const value = switches[name];
    if (value === undefined || typeof value === "boolean") continue;
    throw new TypeError(
      `${attempt}: ${name} must be true or false, current value is ${show(value)}`,
    );
  }
}
