/**
 * Embedding tables as tensors of `model.safetensors`, in both directions.
 *
 * @module
 */

import {
  decodeFloat32,
  decodeFloat64,
  decodeInt32,
  decodeInt8,
  decodeUint16,
  encodeValues,
} from "../tensor/dtype.ts";
import type { Tensor } from "../tensor/safetensors.ts";
import type { EmbeddingDtype, EmbeddingTable, EmbeddingValues } from "./embedding_table.ts";

/** The tensor of embeddings in model2vec's own form. */
export const EMBEDDINGS_TENSOR = "embeddings";

/**
 * Takes a table out of a file's tensors.
 *
 * @param tensors Tensors by name; "weights" and "mapping" are taken too where they are.
 * @param name Name of the tensor of embeddings.
 * @returns The table; bfloat16 becomes float32, all else stays as it is, sharing the file's memory.
 * @throws {TypeError} If a tensor is missing, or has an unsupported dtype.
 * @throws {RangeError} If a tensor has a wrong number of axes.
 */
export function tableFromTensors(tensors: Map<string, Tensor>, name: string): EmbeddingTable {
  const embeddings = tensors.get(name);
  if (embeddings === undefined) {
    const names = [...tensors.keys()].map((other) => `"${other}"`).join(", ");
    throw new TypeError(
      `Cannot read embeddings: model.safetensors has no tensor "${name}", ` +
        (names === "" ? "it has none" : `its tensors are ${names}`),
    );
  }
  checkAxes(embeddings, { name, axes: 2 });
  const [rows = 0, columns = 0] = embeddings.shape;
  const mapping = tensors.get("mapping");
  const weights = tensors.get("weights");
  if (mapping !== undefined) checkAxes(mapping, { name: "mapping", axes: 1 });
  if (weights !== undefined) checkAxes(weights, { name: "weights", axes: 1 });
  return {
    values: valuesOf(embeddings, name),
    rows,
    columns,
    ...(mapping === undefined ? {} : { mapping: decodeInt32(mapping) }),
    ...(weights === undefined ? {} : { weights: decodeFloat64(weights) }),
  };
}

/**
 * Lays a table out as tensors.
 *
 * @param table Any table.
 * @returns Tensors by name, sharing the table's memory.
 */
export function tensorsFromTable(table: EmbeddingTable): Map<string, Tensor> {
  const { values, rows, columns, mapping, weights } = table;
  const { buffer, byteOffset, byteLength } = values.data;
  const tensors = new Map<string, Tensor>([[EMBEDDINGS_TENSOR, {
    dtype: TENSOR_DTYPES[values.dtype],
    shape: [rows, columns],
    bytes: new Uint8Array(buffer, byteOffset, byteLength),
  }]]);
  if (weights !== undefined) {
    tensors.set("weights", {
      dtype: "F64",
      shape: [weights.length],
      bytes: encodeValues(weights, "F64"),
    });
  }
  if (mapping !== undefined) {
    tensors.set("mapping", {
      dtype: "I32",
      shape: [mapping.length],
      bytes: encodeValues(mapping, "I32"),
    });
  }
  return tensors;
}

const TENSOR_DTYPES: Readonly<Record<EmbeddingDtype, "F64" | "F32" | "F16" | "I8">> = {
  float64: "F64",
  float32: "F32",
  float16: "F16",
  int8: "I8",
};

function valuesOf(tensor: Tensor, name: string): EmbeddingValues {
  switch (tensor.dtype) {
    case "F64":
      return { dtype: "float64", data: decodeFloat64(tensor) };
    case "F32":
    case "BF16":
      return { dtype: "float32", data: decodeFloat32(tensor) };
    case "F16":
      return { dtype: "float16", data: decodeUint16(tensor) };
    case "I8":
      return { dtype: "int8", data: decodeInt8(tensor) };
    default:
      throw new TypeError(
        `Cannot read embeddings: tensor "${name}" has dtype ${tensor.dtype}, ` +
          `supported dtypes are F64, F32, F16, BF16, I8`,
      );
  }
}

function checkAxes({ shape }: Tensor, { name, axes }: { name: string; axes: number }): void {
  if (shape.length === axes) return;
  throw new RangeError(
    `Cannot read embeddings: tensor "${name}" must have ${axes} ${
      axes === 1 ? "axis" : "axes"
    }, its shape is [${shape.join(", ")}]`,
  );
}
