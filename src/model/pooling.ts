/**
 * From token ids to vectors: the rows of a table, gathered or averaged.
 *
 * One loop per element type, chosen once; sums are in double precision.
 *
 * @module
 */

import type { TokenIds } from "../tokenizer/token_ids.ts";
import { halfTable } from "../tensor/half.ts";
import type { EmbeddingTable, EmbeddingValues } from "./embedding_table.ts";

/** Reads the rows of one table. */
export interface Pooler {
  /** Writes the mean of the ids' weighted rows to `vector`; leaves it as it is where there are no ids. */
  mean(ids: TokenIds, vector: Float32Array): void;
  /** Writes each id's weighted row to `vectors`, one after the other. */
  gather(ids: TokenIds, vectors: Float32Array): void;
}

/**
 * Chooses the loop for a table.
 *
 * @param table Any table.
 * @returns Its pooler, which is not reentrant: it keeps one row of sums.
 */
export function createPooler({ values, columns, mapping, weights }: EmbeddingTable): Pooler {
  const addRow = createRowAdder(values);
  const sum = new Float64Array(columns);
  const add = (id: number): void => {
    addRow(sum, (mapping === undefined ? id : mapping[id]!) * columns, weights?.[id] ?? 1);
  };
  return {
    mean({ data, length }, vector) {
      if (length === 0) return;
      sum.fill(0);
      for (let i = 0; i < length; i++) add(data[i]!);
      for (let d = 0; d < columns; d++) vector[d] = sum[d]! / length;
    },
    gather({ data, length }, vectors) {
      for (let i = 0; i < length; i++) {
        sum.fill(0);
        add(data[i]!);
        vectors.set(sum, i * columns);
      }
    },
  };
}

type RowAdder = (sum: Float64Array, offset: number, weight: number) => void;

function createRowAdder(values: EmbeddingValues): RowAdder {
  if (values.dtype === "float16") return createHalfAdder(values.data);
  if (values.dtype === "float32") return createSingleAdder(values.data);
  if (values.dtype === "int8") return createInt8Adder(values.data);
  return createDoubleAdder(values.data);
}

// The same loop four times: with one function for all element types, the engine would look the type of
// the array up at every element.

function createHalfAdder(data: Uint16Array): RowAdder {
  const singleByHalf = halfTable();
  return (sum, offset, weight) => {
    for (let d = 0; d < sum.length; d++) sum[d]! += singleByHalf[data[offset + d]!]! * weight;
  };
}

function createSingleAdder(data: Float32Array): RowAdder {
  return (sum, offset, weight) => {
    for (let d = 0; d < sum.length; d++) sum[d]! += data[offset + d]! * weight;
  };
}

function createInt8Adder(data: Int8Array): RowAdder {
  return (sum, offset, weight) => {
    for (let d = 0; d < sum.length; d++) sum[d]! += data[offset + d]! * weight;
  };
}

function createDoubleAdder(data: Float64Array): RowAdder {
  return (sum, offset, weight) => {
    for (let d = 0; d < sum.length; d++) sum[d]! += data[offset + d]! * weight;
  };
}
