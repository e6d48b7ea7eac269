/**
 * Means of rows in plain loops, whose sums are in double precision: what the kernel must agree with.
 *
 * @module
 */

import { normalizeInPlace } from "../numeric/vector.ts";
import { halfTable } from "../tensor/half.ts";
import type { EmbeddingTable } from "./embedding_table.ts";
import type { Pooler } from "./pooling.ts";

/**
 * Chooses the loop for a table's element type.
 *
 * @param table Any table.
 * @returns Its pooler, which keeps one row of sums.
 */
export function createPlainPooler(table: EmbeddingTable): Pooler {
  const { columns } = table;
  const addRows = createRowAdder(table);
  const sum = new Float64Array(columns);
  return {
    mean({ ids, ends, texts }, vectors, { normalize }) {
      let start = 0;
      for (let text = 0; text < texts; text++) {
        const end = ends[text]!;
        const vector = vectors.subarray(text * columns, (text + 1) * columns);
        sum.fill(0);
        addRows(sum, ids.data, start, end);
        const count = Math.max(1, end - start);
        for (let d = 0; d < columns; d++) vector[d] = sum[d]! / count;
        if (normalize) normalizeInPlace(vector);
        start = end;
      }
    },
    gather({ ids }, vectors) {
      for (let i = 0; i < ids.length; i++) {
        sum.fill(0);
        addRows(sum, ids.data, i, i + 1);
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
