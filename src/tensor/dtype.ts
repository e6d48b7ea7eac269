/**
 * The element types of safetensors files: their widths, and their values from and to bytes.
 *
 * Bytes in files are little-endian, and so is every platform that Deno and browsers run on: aligned
 * bytes become typed arrays without a copy.
 *
 * @module
 */

import { decodeBfloat16s, decodeHalves } from "./half.ts";

/** Element types of whole bytes, by their names in safetensors files. */
export type Dtype =
  | "BOOL"
  | "U8"
  | "I8"
  | "F8_E5M2"
  | "F8_E4M3"
  | "F8_E8M0"
  | "F8_E4M3FNUZ"
  | "F8_E5M2FNUZ"
  | "I16"
  | "U16"
  | "F16"
  | "BF16"
  | "I32"
  | "U32"
  | "F32"
  | "C64"
  | "F64"
  | "I64"
  | "U64";

/** Elements as they lie in a file. */
export interface EncodedValues {
  /** Type of each element. */
  readonly dtype: Dtype;
  /** The elements, little-endian, at any alignment. */
  readonly bytes: Uint8Array;
}

interface ArrayConstructor<T> {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): T;
}

/** Every {@linkcode Dtype}, in the order of the enumeration `Dtype` of safetensors' Rust crate. */
export const DTYPES: readonly Dtype[] = [
  "BOOL",
  "U8",
  "I8",
  "F8_E5M2",
  "F8_E4M3",
  "F8_E8M0",
  "F8_E4M3FNUZ",
  "F8_E5M2FNUZ",
  "I16",
  "U16",
  "F16",
  "BF16",
  "I32",
  "U32",
  "F32",
  "C64",
  "F64",
  "I64",
  "U64",
];

/**
 * Size of one element.
 *
 * @param dtype Any element type.
 * @returns Bytes, from 1 to 8.
 */
export function byteWidth(dtype: Dtype): number {
  return dtype === "BOOL" ? 1 : Number(/\d+/.exec(dtype)![0]) / 8;
}

/**
 * Decodes numbers in single precision.
 *
 * @param values Elements of dtype F64, F32, F16, BF16, I8, U8, I32 or I64.
 * @returns One number per element, rounded where need be. Aligned F32 bytes are shared, not copied.
 * @throws {TypeError} If the dtype is another one.
 * @throws {RangeError} If the bytes end within an element.
 */
export function decodeFloat32(values: EncodedValues): Float32Array {
  const numbers = decodeNumbers(values);
  return numbers instanceof Float32Array ? numbers : new Float32Array(numbers);
}

/**
 * Decodes numbers in double precision.
 *
 * @param values Elements of dtype F64, F32, F16, BF16, I8, U8, I32 or I64.
 * @returns One number per element; I64 beyond 2^53 is rounded. Aligned F64 bytes are shared, not copied.
 * @throws {TypeError} If the dtype is another one.
 * @throws {RangeError} If the bytes end within an element.
 */
export function decodeFloat64(values: EncodedValues): Float64Array {
  const numbers = decodeNumbers(values);
  return numbers instanceof Float64Array ? numbers : new Float64Array(numbers);
}

/**
 * Decodes integers.
 *
 * @param values Elements of dtype I8, U8, I32 or I64.
 * @returns One number per element. Aligned I32 bytes are shared, not copied.
 * @throws {TypeError} If the dtype is another one.
 * @throws {RangeError} If the bytes end within an element, or an I64 needs more than 32 bits.
 */
export function decodeInt32(values: EncodedValues): Int32Array {
  const numbers = decodeNumbers(values);
  if (numbers instanceof Int32Array) return numbers;
  if (values.dtype !== "I8" && values.dtype !== "U8" && values.dtype !== "I64") {
    throw new TypeError(
      `Cannot decode ${values.dtype} as integers: supported dtypes are I8, U8, I32, I64`,
    );
  }
  const integers = new Int32Array(numbers);
  const changed = integers.findIndex((integer, i) => integer !== numbers[i]);
  if (changed >= 0) {
    throw new RangeError(
      `Cannot decode I64 as 32-bit integers: element ${changed} is ${numbers[changed]}, ` +
        `which must be from -2147483648 to 2147483647`,
    );
  }
  return integers;
}

/**
 * Decodes bytes with a sign.
 *
 * @param values Elements of dtype I8.
 * @returns One number per element, from -128 to 127. The bytes are shared, not copied.
 * @throws {TypeError} If the dtype is another one.
 */
export function decodeInt8(values: EncodedValues): Int8Array {
  if (values.dtype === "I8") return viewElements(values, Int8Array);
  throw new TypeError(`Cannot decode ${values.dtype} as 8-bit integers: supported dtype is I8`);
}

/**
 * Takes elements of 16 bits as they are.
 *
 * @param values Elements of dtype F16, BF16 or U16.
 * @returns The bits of each element, from 0 to 65535. Aligned bytes are shared, not copied.
 * @throws {TypeError} If the dtype is another one.
 * @throws {RangeError} If the bytes end within an element.
 */
export function decodeUint16(values: EncodedValues): Uint16Array {
  if (values.dtype === "F16" || values.dtype === "BF16" || values.dtype === "U16") {
    return viewElements(values, Uint16Array);
  }
  throw new TypeError(
    `Cannot decode ${values.dtype} as 16-bit elements: supported dtypes are F16, BF16, U16`,
  );
}

/**
 * Encodes numbers.
 *
 * @param numbers For I32 integers of 32 bits; else any numbers.
 * @param dtype Type to write.
 * @returns The elements, little-endian. Shares memory with a typed array of that type.
 */
export function encodeValues(numbers: ArrayLike<number>, dtype: "F64" | "I32"): Uint8Array {
  const constructor = dtype === "F64" ? Float64Array : Int32Array;
  const { buffer, byteOffset, byteLength } = numbers instanceof constructor
    ? numbers
    : new constructor(numbers);
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function decodeNumbers(
  values: EncodedValues,
): Float64Array | Float32Array | Int32Array | Int8Array | Uint8Array {
  switch (values.dtype) {
    case "F64":
      return viewElements(values, Float64Array);
    case "F32":
      return viewElements(values, Float32Array);
    case "F16":
      return decodeHalves(decodeUint16(values));
    case "BF16":
      return decodeBfloat16s(decodeUint16(values));
    case "I8":
      return viewElements(values, Int8Array);
    case "U8":
      return values.bytes;
    case "I32":
      return viewElements(values, Int32Array);
    case "I64":
      return Float64Array.from(viewElements(values, BigInt64Array), Number);
    default:
      throw new TypeError(
        `Cannot decode ${values.dtype} as numbers: ` +
          `supported dtypes are F64, F32, F16, BF16, I8, U8, I32, I64`,
      );
  }
}

function viewElements<T>(values: EncodedValues, constructor: ArrayConstructor<T>): T {
  const { dtype, bytes } = values;
  const width = constructor.BYTES_PER_ELEMENT;
  if (bytes.length % width !== 0) {
    throw new RangeError(
      `Cannot decode ${dtype}: ${bytes.length} bytes were given, a multiple of ${width} is needed`,
    );
  }
  const { buffer, byteOffset } = bytes.byteOffset % width === 0 ? bytes : bytes.slice();
  return new constructor(buffer, byteOffset, bytes.length / width);
}
