/**
 * From token ids to vectors: the rows of a table, gathered or averaged.
 *
 * One loop per element type, chosen once; sums are in double precision.
 *
 * @module
 */

import type { TokenIds } from "../tokenizer/token_ids.ts";
import { halfTable } from "../tensor/half.ts";
import type { EmbeddingTable } from "./embedding_table.ts";

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
export function createPooler(table: EmbeddingTable): Pooler {
  const { columns } = table;
  const addRows = createRowAdder(table);
  const sum = new Float64Array(columns);
  return {
    mean({ data, length }, vector) {
      if (length === 0) return;
      sum.fill(0);
      addRows(sum, data, 0, length);
      for (let d = 0; d < columns; d++) vector[d] = sum[d]! / length;
    },
    gather({ data, length }, vectors) {
      for (let i = 0; i < length; i++) {
        sum.fill(0);
        addRows(sum, data, i, i + 1);
        vectors.set(sum, i * columns);
      }
    },
  };
}

/** Adds the weighted rows of `ids[start]` up to, not including, `ids[end]` to the sums. */
type RowAdder = (sum: Float64Array, ids: Int32Array, start: number, end: number) => void;

function createRowAdder(table: EmbeddingTable): RowAdder {
  const { values } = table;
  if (values.dtype === "float16") return createHalfAdder(values.data, table);
  if (values.dtype === "float32") return createSingleAdder(values.data, table);
  if (values.dtype === "int8") return createInt8Adder(values.data, table);
  return createDoubleAdder(values.data, table);
}

// The same loops four times: with one function for all element types, the engine would look the type of
// the array up at every element (`deno bench bench/encode_bench.ts`).

function createHalfAdder(data: Uint16Array, table: EmbeddingTable): RowAdder {
  const { columns, mapping, weights } = table;
  const singleByHalf = halfTable();
  return (sum, ids, start, end) => {
    for (let i = start; i < end; i++) {
      const id = ids[i]!;
      const offset = (mapping === undefined ? id : mapping[id]!) * columns;
      const weight = weights === undefined ? 1 : weights[id]!;
      for (let d = 0; d < columns; d++) sum[d]! += singleByHalf[data[offset + d]!]! * weight;
    }
  };
}

function createSingleAdder(data: Float32Array, table: EmbeddingTable): RowAdder {
  const { columns, mapping, weights } = table;
  return (sum, ids, start, end) => {
    for (let i = start; i < end; i++) {
      const id = ids[i]!;
      const offset = (mapping === undefined ? id : mapping[id]!) * columns;
      const weight = weights === undefined ? 1 : weights[id]!;
      for (let d = 0; d < columns; d++) sum[d]! += data[offset + d]! * weight;
    }
  };
}

function createInt8Adder(data: Int8Array, table: EmbeddingTable): RowAdder {
  const { columns, mapping, weights } = table;
  return (sum, ids, start, end) => {
    for (let i = start; i < end; i++) {
      const id = ids[i]!;
      const offset = (mapping === undefined ? id : mapping[id]!) * columns;
      const weight = weights === undefined ? 1 : weights[id]!;
      for (let d = 0; d < columns; d++) sum[d]! += data[offset + d]! * weight;
    }
  };
}

function createDoubleAdder(data: Float64Array, table: EmbeddingTable): RowAdder {
  const { columns, mapping, weights } = table;
  return (sum, ids, start, end) => {
    for (let i = start; i < end; i++) {
      const id = ids[i]!;
      const offset = (mapping === undefined ? id : mapping[id]!) * columns;
      const weight = weights === undefined ? 1 : weights[id]!;
      for (let d = 0; d < columns; d++) sum[d]! += data[offset + d]! * weight;
    }
  };
}
