/**
 * Smaller element types for embeddings.
 *
 * @module
 */

import { decodeHalf, decodeHalves, encodeHalf, encodeHalves } from "../tensor/half.ts";
import {
  checkEmbeddingDtype,
  type EmbeddingDtype,
  type EmbeddingTable,
  type EmbeddingValues,
} from "./embedding_table.ts";

/**
 * Converts the embeddings of a table to another element type.
 *
 * `int8` follows `quantize_embeddings` of Python's model2vec (`quantization.py`): all values are divided by
 * a 127th of the largest absolute one and rounded, by way of half precision before and after the division.
 * The division itself is in the precision of the table.
 * The factor is not stored, so that vectors keep their directions but not their lengths.
 *
 * @param table Any table; not changed.
 * @param dtype Element type wanted.
 * @returns The table itself if it has that type, else a new one that shares mapping and weights.
 * @throws {RangeError} If there is no such element type.
 *
 * @example A model of half the size
 * ```ts
 * import { quantizeTable, StaticModel } from "@model2vec/model2vec";
 * import { assertEquals } from "@std/assert";
 *
 * const model = await StaticModel.fromPretrained("tests/fixtures/static-model-32-float16");
 * const small = new StaticModel({ ...model, table: quantizeTable(model.table, "int8") });
 * assertEquals(small.table.values.data.byteLength * 2, model.table.values.data.byteLength);
 * ```
 */
export function quantizeTable(table: EmbeddingTable, dtype: EmbeddingDtype): EmbeddingTable {
  if (table.values.dtype === dtype) return table;
  checkEmbeddingDtype(dtype, "quantize embeddings");
  return { ...table, values: quantizeValues(table.values, dtype) };
}

function quantizeValues(values: EmbeddingValues, dtype: EmbeddingDtype): EmbeddingValues {
  const numbers = decode(values);
  switch (dtype) {
    case "float64":
      return { dtype, data: new Float64Array(numbers) };
    case "float32":
      return { dtype, data: new Float32Array(numbers) };
    case "float16":
      return { dtype, data: encodeHalves(numbers) };
    case "int8":
      return { dtype, data: quantizeToInt8(numbers, ROUNDINGS[values.dtype]) };
  }
}

function decode(values: EmbeddingValues): Float64Array | Float32Array | Int8Array {
  if (values.dtype !== "float16") return values.data;
  return decodeHalves(values.data);
}

type Rounding = (value: number) => number;

const roundToHalf: Rounding = (value) => decodeHalf(encodeHalf(value));

const keep: Rounding = (value) => value;

/** What NumPy's arithmetic rounds to, by the element type of its operands. */
const ROUNDINGS: Readonly<Record<EmbeddingDtype, Rounding>> = {
  float64: keep,
  float32: Math.fround,
  float16: roundToHalf,
  int8: keep,
};

function quantizeToInt8(numbers: ArrayLike<number>, round: Rounding): Int8Array {
  const scale = round(largestMagnitude(numbers) / 127);
  const quantized = new Int8Array(numbers.length);
  if (scale === 0) return quantized;
  for (let i = 0; i < quantized.length; i++) {
    const level = roundHalfToEven(roundToHalf(round(roundToHalf(numbers[i]!) / scale)));
    quantized[i] = Math.max(-127, Math.min(127, level));
  }
  return quantized;
}

function largestMagnitude(numbers: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < numbers.length; i++) largest = Math.max(largest, Math.abs(numbers[i]!));
  return largest;
}

function roundHalfToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return rest < 0.5 ? floor : floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}
