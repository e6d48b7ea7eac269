/**
 * Smaller element types for embeddings.
 *
 * @module
 */

import { decodeHalf, decodeHalves, decodeHalvesInto, encodeHalf } from "../tensor/half.ts";
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
  const room = new ArrayBuffer(table.values.data.length * bytesOf(dtype));
  return { ...table, values: quantizeValues(table.values, dtype, new Uint8Array(room)) };
}

/**
 * Size of an element.
 *
 * @param dtype Any element type.
 * @returns Bytes, from 1 to 8.
 */
export function bytesOf(dtype: EmbeddingDtype): number {
  return { float64: 8, float32: 4, float16: 2, int8: 1 }[dtype];
}

/**
 * Converts values to another element type, as {@linkcode quantizeTable} does.
 *
 * @param values Any values.
 * @param dtype Another element type.
 * @param room Where the results go, aligned to 8 bytes.
 * @returns The results, in the room.
 */
export function quantizeValues(
  values: EmbeddingValues,
  dtype: EmbeddingDtype,
  { buffer, byteOffset }: Uint8Array,
): EmbeddingValues {
  const { length } = values.data;
  switch (dtype) {
    case "float64": {
      const data = new Float64Array(buffer, byteOffset, length);
      data.set(values.dtype === "float16" ? decodeHalves(values.data) : values.data);
      return { dtype, data };
    }
    case "float32": {
      const data = new Float32Array(buffer, byteOffset, length);
      if (values.dtype === "float16") decodeHalvesInto(values.data, data);
      else data.set(values.data);
      return { dtype, data };
    }
    case "float16": {
      const data = new Uint16Array(buffer, byteOffset, length);
      if (values.dtype === "float16") data.set(values.data);
      else for (let i = 0; i < length; i++) data[i] = encodeHalf(values.data[i]!);
      return { dtype, data };
    }
    case "int8": {
      const data = new Int8Array(buffer, byteOffset, length);
      const levelByHalf = createLevels(largestMagnitude(values), ROUNDINGS[values.dtype]);
      // Two loops: a model of halves is made eight-bit while it is loaded.
      if (values.dtype === "float16") {
        for (let i = 0; i < length; i++) data[i] = levelByHalf[values.data[i]!]!;
      } else {
        for (let i = 0; i < length; i++) data[i] = levelByHalf[encodeHalf(values.data[i]!)]!;
      }
      return { dtype, data };
    }
  }
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

function largestMagnitude(values: EmbeddingValues): number {
  if (values.dtype === "float16") return decodeHalf(largestHalf(values.data));
  const { data } = values;
  let largest = 0;
  for (let i = 0; i < data.length; i++) {
    const magnitude = Math.abs(data[i]!);
    if (magnitude > largest) largest = magnitude;
  }
  return largest;
}

/** Without their sign, halves are ordered as their bits are. */
function largestHalf(halves: Uint16Array): number {
  let largest = 0;
  for (let i = 0; i < halves.length; i++) {
    const bits = halves[i]! & 0x7fff;
    if (bits > largest) largest = bits;
  }
  return largest;
}

/** The level of each half, by its bits: all that Python takes of a number is its half. */
function createLevels(largest: number, round: Rounding): Int8Array {
  const scale = round(largest / 127);
  const levelByHalf = new Int8Array(0x10000);
  if (scale === 0) return levelByHalf;
  for (let bits = 0; bits < levelByHalf.length; bits++) {
    const level = roundHalfToEven(roundToHalf(round(decodeHalf(bits) / scale)));
    levelByHalf[bits] = Math.max(-127, Math.min(127, level));
  }
  return levelByHalf;
}

function roundHalfToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return rest < 0.5 ? floor : floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}
