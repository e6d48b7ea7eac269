/**
 * The safetensors file format: 8 bytes of header length, a JSON header, the bytes of the tensors.
 *
 * Files are checked as by the Rust crate: the tensors must fill the data, without gaps. A tensor of a
 * dtype that nothing here decodes is read as bytes; element types of less than one byte (F4, F6_E2M3,
 * F6_E3M2) are refused.
 *
 * @module
 */

import { byteWidth, type Dtype, DTYPES } from "./dtype.ts";
import { describe, parseHeader, type TensorEntry } from "./safetensors_header.ts";

/** A tensor as it lies in a file. */
export interface Tensor {
  /** Type of each element. */
  readonly dtype: Dtype;
  /** Size of each dimension, outermost first; empty for a single number. */
  readonly shape: readonly number[];
  /** The elements, row-major and little-endian, at any alignment. */
  readonly bytes: Uint8Array;
}

/** What {@linkcode readSafetensors} finds in a file. */
export interface SafetensorsFile {
  /** Tensors by name, in the order of their bytes. */
  readonly tensors: Map<string, Tensor>;
  /** The free text of `__metadata__`; empty if there is none. */
  readonly metadata: Record<string, string>;
}

/** Bytes of the number, little-endian, that says how long the header is. */
const LENGTH_BYTES = 8;

/** Length of `{}`, the header of a file without tensors. */
const MIN_HEADER_BYTES = 2;

/** The limit of the Rust crate. Headers of models with hundreds of tensors have some 100 KB. */
const MAX_HEADER_BYTES = 100_000_000;

/** Sizes beyond this are not exact. The largest embedding tables have some 10^9 elements. */
const MAX_ELEMENTS: number = Number.MAX_SAFE_INTEGER;

/** The header is filled up with spaces to a multiple of this, so that every tensor is aligned. */
const ALIGNMENT_BYTES = 8;

/**
 * Reads a safetensors file.
 *
 * @param file The whole file; the tensors share its memory.
 * @returns The tensors and the metadata.
 * @throws {SyntaxError} If the header is not JSON in UTF-8, or names a tensor twice.
 * @throws {TypeError} If a part of the header has the wrong type.
 * @throws {RangeError} If a length, dtype, shape or offset is outside its range.
 */
export function readSafetensors(file: Uint8Array): SafetensorsFile {
  const dataStart = LENGTH_BYTES + readHeaderLength(file);
  const { entries, metadata } = parseHeader(file.subarray(LENGTH_BYTES, dataStart));
  const data = file.subarray(dataStart);
  entries.sort((a, b) => a.start - b.start || a.end - b.end);
  checkEntries(entries, data.length);
  const tensors = new Map<string, Tensor>();
  for (const { name, dtype, shape, start, end } of entries) {
    tensors.set(name, { dtype, shape, bytes: data.subarray(start, end) });
  }
  return { tensors, metadata };
}

/**
 * Writes a safetensors file, byte for byte as Python's `safetensors.numpy.save` does. (Python leaves the
 * order of several metadata entries to chance; here it is that of the record.)
 *
 * @param tensors Tensors by name, in any order.
 * @param metadata Free text for `__metadata__`, which is left out by default.
 * @returns The whole file.
 * @throws {RangeError} If the bytes of a tensor do not fit its shape, a name is `__metadata__`, or a text
 *   has lone surrogates.
 */
export function writeSafetensors(
  tensors: ReadonlyMap<string, Tensor>,
  metadata?: Readonly<Record<string, string>>,
): Uint8Array {
  // Rust sorts names by their UTF-8 bytes, which is the order of code points.
  const sorted = [...tensors].sort(([aName, a], [bName, b]) =>
    DTYPES.indexOf(b.dtype) - DTYPES.indexOf(a.dtype) || compareCodePoints(aName, bName)
  );
  const members: string[] = [];
  if (metadata !== undefined) {
    Object.entries(metadata).flat().forEach(checkText);
    members.push(`"__metadata__":${JSON.stringify(metadata)}`);
  }
  let dataLength = 0;
  for (const [name, tensor] of sorted) {
    checkTensor(name, tensor);
    const { dtype, shape, bytes } = tensor;
    const start = dataLength;
    dataLength += bytes.length;
    const sizes = `"shape":${JSON.stringify(shape)},"data_offsets":[${start},${dataLength}]`;
    members.push(`${JSON.stringify(name)}:{"dtype":"${dtype}",${sizes}}`);
  }
  const header = new TextEncoder().encode(`{${members.join(",")}}`);
  const headerLength = Math.ceil(header.length / ALIGNMENT_BYTES) * ALIGNMENT_BYTES;
  const dataStart = LENGTH_BYTES + headerLength;
  const file = new Uint8Array(dataStart + dataLength);
  new DataView(file.buffer).setBigUint64(0, BigInt(headerLength), true);
  file.fill(0x20, LENGTH_BYTES, dataStart);
  file.set(header, LENGTH_BYTES);
  let start = dataStart;
  for (const [, { bytes }] of sorted) {
    file.set(bytes, start);
    start += bytes.length;
  }
  return file;
}

function readHeaderLength(file: Uint8Array): number {
  if (file.length < LENGTH_BYTES) {
    throw new RangeError(
      `Cannot read safetensors: file has ${file.length} bytes, at least ${LENGTH_BYTES} are needed`,
    );
  }
  const length = new DataView(file.buffer, file.byteOffset).getBigUint64(0, true);
  if (length < MIN_HEADER_BYTES) {
    throw new RangeError(
      `Cannot read safetensors: header length is ${length}, at least ${MIN_HEADER_BYTES} bytes are needed`,
    );
  }
  if (length > MAX_HEADER_BYTES) {
    throw new RangeError(
      `Cannot read safetensors: header length is ${length}, at most ${MAX_HEADER_BYTES} bytes are allowed`,
    );
  }
  const available = file.length - LENGTH_BYTES;
  if (length > available) {
    throw new RangeError(
      `Cannot read safetensors: header needs ${length} bytes, file has ${available} after its start`,
    );
  }
  return Number(length);
}

/** Checks sizes and offsets of all tensors, as `Metadata::validate` of the Rust crate does. */
function checkEntries(entries: readonly TensorEntry[], dataLength: number): void {
  let filled = 0;
  for (const { name, dtype, shape, start, end } of entries) {
    const tensor = `tensor ${describe(name)}`;
    if (end < start) {
      throw new RangeError(
        `Cannot read safetensors: ${tensor} goes from byte ${start} to ${end}, ` +
          `its end must not come before its start`,
      );
    }
    if (end > dataLength) {
      throw new RangeError(
        `Cannot read safetensors: ${tensor} ends at byte ${end}, data has ${dataLength} bytes`,
      );
    }
    if (start !== filled) {
      const fault = start < filled ? "overlaps the tensor before it" : "leaves a hole before it";
      throw new RangeError(
        `Cannot read safetensors: ${tensor} ${fault}, it starts at byte ${start} instead of ${filled}`,
      );
    }
    const needed = elementCount(tensor, shape) * byteWidth(dtype);
    if (needed !== end - start) {
      throw new RangeError(
        `Cannot read safetensors: ${tensor} of dtype ${dtype} and shape ${describe(shape)} ` +
          `needs ${needed} bytes, data_offsets give it ${end - start}`,
      );
    }
    filled = end;
  }
  if (filled !== dataLength) {
    throw new RangeError(
      `Cannot read safetensors: tensors end at byte ${filled}, data has ${dataLength} bytes`,
    );
  }
}

function elementCount(tensor: string, shape: readonly number[]): number {
  let count = 1;
  for (const size of shape) {
    count *= size;
    if (count > MAX_ELEMENTS) {
      throw new RangeError(
        `Cannot read safetensors: ${tensor} has shape ${describe(shape)}, ` +
          `at most ${MAX_ELEMENTS} elements are allowed`,
      );
    }
  }
  return count;
}

function checkTensor(name: string, { dtype, shape, bytes }: Tensor): void {
  checkText(name);
  if (name === "__metadata__") {
    throw new RangeError(
      `Cannot write safetensors: tensor name "__metadata__" is reserved, any other would do`,
    );
  }
  const needed = shape.reduce((count, size) => count * size, byteWidth(dtype));
  if (needed !== bytes.length) {
    throw new RangeError(
      `Cannot write safetensors: tensor ${describe(name)} of dtype ${dtype} and shape ` +
        `${describe(shape)} needs ${needed} bytes, it has ${bytes.length}`,
    );
  }
}

function checkText(text: string): void {
  if (text.isWellFormed()) return;
  throw new RangeError(
    `Cannot write safetensors: text ${describe(text)} has lone surrogates, Unicode text is needed`,
  );
}

function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const difference = a.codePointAt(i)! - b.codePointAt(i)!;
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
