/**
 * The embeddings of a static model, in the element type in which they are stored.
 *
 * Usually row `i` belongs to the token of id `i`. After vocabulary quantisation there are fewer rows than
 * tokens: then a mapping gives the row of each id, and weights tell what its row is multiplied by.
 *
 * @module
 */

import type { Matrix } from "../numeric/matrix.ts";
import { show } from "./model_config.ts";

/** Element types of stored embeddings, by the names that Python's model2vec gives them. */
export type EmbeddingDtype = "float64" | "float32" | "float16" | "int8";

/** Every {@linkcode EmbeddingDtype}. */
export const EMBEDDING_DTYPES: readonly EmbeddingDtype[] = [
  "float64",
  "float32",
  "float16",
  "int8",
];

/**
 * Checks an element type, since JavaScript callers can pass anything.
 *
 * @param dtype What the caller passed.
 * @param attempt What is being attempted, to begin the message with.
 * @throws {RangeError} If there is no such element type.
 */
export function checkEmbeddingDtype(dtype: EmbeddingDtype, attempt: string): void {
  if (EMBEDDING_DTYPES.includes(dtype)) return;
  throw new RangeError(
    `Cannot ${attempt}: the element type must be one of "${EMBEDDING_DTYPES.join('", "')}", ` +
      `current value is ${show(dtype)}`,
  );
}

/** Embedding values, row-major; half-precision numbers as their bits. */
export type EmbeddingValues =
  | { readonly dtype: "float64"; readonly data: Float64Array }
  | { readonly dtype: "float32"; readonly data: Float32Array }
  | { readonly dtype: "float16"; readonly data: Uint16Array }
  | { readonly dtype: "int8"; readonly data: Int8Array };

/** Embeddings by token id. */
export interface EmbeddingTable {
  /** `rows * columns` values, row-major. */
  readonly values: EmbeddingValues;
  /** Number of rows. */
  readonly rows: number;
  /** Dimensions of a row. */
  readonly columns: number;
  /** Row of each token id; absent where an id is its row. */
  readonly mapping?: Int32Array;
  /** Factor of each token id; absent where all are 1. */
  readonly weights?: Float64Array;
}

/**
 * Takes a matrix as a table of single-precision embeddings.
 *
 * @param matrix One row per token id; kept, not copied.
 * @returns The table, without mapping and weights.
 */
export function tableFromMatrix({ data, rows, columns }: Matrix): EmbeddingTable {
  return { values: { dtype: "float32", data }, rows, columns };
}

/**
 * Size of the table as stored: values, mapping and weights.
 *
 * @param table Any table.
 * @returns Bytes.
 */
export function tableBytes({ values, mapping, weights }: EmbeddingTable): number {
  return values.data.byteLength + (mapping?.byteLength ?? 0) + (weights?.byteLength ?? 0);
}

/**
 * Checks that every token id has an existing row, and that no number is infinite or NaN.
 *
 * @param table Any table.
 * @param tokenCount Number of tokens of the tokenizer.
 * @throws {RangeError} If the table does not fit the tokenizer, or holds a non-finite number.
 */
export function checkTable(table: EmbeddingTable, tokenCount: number): void {
  const { values, rows, columns, mapping, weights } = table;
  if (mapping === undefined && rows !== tokenCount) {
    throw new RangeError(
      `Cannot use embeddings: ${rows} rows do not match the ${tokenCount} tokens of the tokenizer, ` +
        `one row per token or a mapping is needed`,
    );
  }
  if (values.data.length !== rows * columns) {
    throw new RangeError(
      `Cannot use embeddings: ${rows} rows of ${columns} columns need ${rows * columns} values, ` +
        `there are ${values.data.length}`,
    );
  }
  for (const [name, perToken] of [["mapping", mapping], ["weights", weights]] as const) {
    if (perToken !== undefined && perToken.length !== tokenCount) {
      throw new RangeError(
        `Cannot use embeddings: "${name}" has ${perToken.length} entries, ` +
          `the tokenizer has ${tokenCount} tokens`,
      );
    }
  }
  const strayId = mapping?.findIndex((row) => row < 0 || row >= rows) ?? -1;
  if (mapping !== undefined && strayId >= 0) {
    throw new RangeError(
      `Cannot use embeddings: "mapping" sends token ${strayId} to row ${mapping[strayId]}, ` +
        `rows are 0 to ${rows - 1}`,
    );
  }
  const position = firstNonFinite(values);
  if (position >= 0) {
    throw new RangeError(
      `Cannot use embeddings: row ${Math.floor(position / columns)}, column ${
        position % columns
      } ` +
        `is not a finite number`,
    );
  }
  const weightId = weights?.findIndex((weight) => !Number.isFinite(weight)) ?? -1;
  if (weightId >= 0) {
    throw new RangeError(
      `Cannot use embeddings: weight of token ${weightId} is not a finite number`,
    );
  }
}

/** All exponent bits set: the half-precision number is infinite or NaN. */
const HALF_EXPONENT = 0x7c00;

// Loops: findIndex takes ten times as long.

function firstNonFinite(values: EmbeddingValues): number {
  if (values.dtype === "int8") return -1;
  const { data } = values;
  if (values.dtype === "float16") {
    if (areFinitePairs(values.data)) return -1;
    for (let i = 0; i < data.length; i++) {
      if ((data[i]! & HALF_EXPONENT) === HALF_EXPONENT) return i;
    }
    return -1;
  }
  for (let i = 0; i < data.length; i++) {
    if (!Number.isFinite(data[i]!)) return i;
  }
  return -1;
}

/**
 * Looks at two halves at a time, since every load of a model waits for it: where all exponent bits are set, adding
 * the lowest of them carries into the sign.
 */
function areFinitePairs({ buffer, byteOffset, length }: Uint16Array): boolean {
  if (byteOffset % 4 !== 0 || length % 2 !== 0) return false;
  const pairs = new Uint32Array(buffer, byteOffset, length / 2);
  let carries = 0;
  for (let i = 0; i < pairs.length; i++) carries |= (pairs[i]! & 0x7c007c00) + 0x04000400;
  return (carries & 0x80008000) === 0;
}
