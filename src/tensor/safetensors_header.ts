/**
 * The JSON header of a safetensors file, checked for form. Whether sizes and offsets fit each other and the
 * file is for `safetensors.ts` to check.
 *
 * @module
 */

import { type Dtype, DTYPES } from "./dtype.ts";

/** One tensor in a header. */
export interface TensorEntry {
  /** Name of the tensor, any text. */
  readonly name: string;
  /** Type of each element. */
  readonly dtype: Dtype;
  /** Sizes, integers from 0 to 2^53 - 1. */
  readonly shape: readonly number[];
  /** First byte, counted from the end of the header. */
  readonly start: number;
  /** Byte after the last one, counted from the end of the header; perhaps before `start`. */
  readonly end: number;
}

/** The header of a file. */
export interface SafetensorsHeader {
  /** Tensors in no particular order. */
  readonly entries: TensorEntry[];
  /** The free text of `__metadata__`; empty if there is none. */
  readonly metadata: Record<string, string>;
}

/** Longest text from a header that a message quotes, in UTF-16 code units. */
const MAX_QUOTE_LENGTH = 80;

/**
 * Parses the header of a file.
 *
 * @param bytes JSON in UTF-8, perhaps with spaces around it.
 * @returns Its tensors and metadata.
 * @throws {SyntaxError} If the header is not JSON in UTF-8, or names a tensor twice.
 * @throws {TypeError} If a part has the wrong type.
 * @throws {RangeError} If a dtype is not of the format.
 */
export function parseHeader(bytes: Uint8Array): SafetensorsHeader {
  const text = decodeText(bytes);
  const header = parseJson(text);
  if (!isRecord(header)) {
    throw new TypeError(
      `Cannot read safetensors: header is ${describe(header)}, an object is needed`,
    );
  }
  const { __metadata__: metadata, ...tensors } = header;
  checkNamesDiffer(text, header);
  return {
    entries: Object.entries(tensors).map(([name, value]) => parseEntry(name, value)),
    metadata: metadata === undefined ? {} : parseMetadata(metadata),
  };
}

/**
 * Shows a value from a header in a message.
 *
 * @param value Anything from JSON, or undefined for a missing field.
 * @returns JSON of at most 80 characters, shortened with an ellipsis, or `missing`.
 */
export function describe(value: unknown): string {
  if (value === undefined) return "missing";
  const text = JSON.stringify(value);
  return text.length <= MAX_QUOTE_LENGTH ? text : `${text.slice(0, MAX_QUOTE_LENGTH - 1)}\u2026`;
}

function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new SyntaxError("Cannot read safetensors: header is not UTF-8, UTF-8 text is needed", {
      cause,
    });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SyntaxError("Cannot read safetensors: header is not JSON, a JSON object is needed", {
      cause,
    });
  }
}

/** `JSON.parse` keeps the last of equal names silently: fewer names are left than colons follow them. */
function checkNamesDiffer(text: string, header: Record<string, unknown>): void {
  let colons = 0;
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    if (inString) {
      if (character === "\\") i++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === "{") depth++;
    else if (character === "}") depth--;
    else if (character === ":" && depth === 1) colons++;
  }
  if (colons === Object.keys(header).length) return;
  throw new SyntaxError(
    "Cannot read safetensors: header has a name more than once, every tensor needs its own name",
  );
}

function parseEntry(name: string, value: unknown): TensorEntry {
  const tensor = `tensor ${describe(name)}`;
  if (!isRecord(value)) {
    throw new TypeError(
      `Cannot read safetensors: ${tensor} is ${describe(value)}, ` +
        `an object with dtype, shape and data_offsets is needed`,
    );
  }
  const { dtype, shape, data_offsets: offsets } = value;
  if (typeof dtype !== "string") {
    throw new TypeError(
      `Cannot read safetensors: dtype of ${tensor} is ${describe(dtype)}, a string is needed`,
    );
  }
  if (!isDtype(dtype)) {
    throw new RangeError(
      `Cannot read safetensors: dtype of ${tensor} is ${describe(dtype)}, ` +
        `supported dtypes are ${DTYPES.join(", ")}`,
    );
  }
  if (!isSizes(shape)) {
    throw new TypeError(
      `Cannot read safetensors: shape of ${tensor} is ${describe(shape)}, ` +
        `integers from 0 to ${Number.MAX_SAFE_INTEGER} are needed`,
    );
  }
  if (!isSizes(offsets) || offsets.length !== 2) {
    throw new TypeError(
      `Cannot read safetensors: data_offsets of ${tensor} is ${describe(offsets)}, ` +
        `two integers from 0 to ${Number.MAX_SAFE_INTEGER} are needed`,
    );
  }
  return { name, dtype, shape, start: offsets[0]!, end: offsets[1]! };
}

function parseMetadata(value: unknown): Record<string, string> {
  if (!isRecord(value)) {
    throw new TypeError(
      `Cannot read safetensors: __metadata__ is ${describe(value)}, an object of strings is needed`,
    );
  }
  const texts: [string, string][] = [];
  for (const [key, text] of Object.entries(value)) {
    if (typeof text !== "string") {
      throw new TypeError(
        `Cannot read safetensors: ${describe(key)} of __metadata__ is ${describe(text)}, ` +
          `a string is needed`,
      );
    }
    texts.push([key, text]);
  }
  return Object.fromEntries(texts);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isDtype(name: string): name is Dtype {
  return DTYPES.some((dtype) => dtype === name);
}

function isSizes(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0);
}
