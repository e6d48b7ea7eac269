/**
 * SentencePiece's precompiled character map: which strings stand for which others, in a double array over
 * bytes. How `tokenizers` applies it to a text is in `charsmap_normalizer.ts`.
 *
 * @module
 */

/** `tokenizers` looks up a cluster of characters only below 6 bytes. */
const KEY_BYTES = 5;

/** The bytes of a key: written anew by each lookup. */
const KEY = new Uint8Array(KEY_BYTES);

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder("utf-8", { ignoreBOM: true, fatal: true });

/** The fields of a unit, as in `spm_precompiled` 0.1.4: label, where the children are, a value. */
const LABEL = 0x800000ff;
const HAS_VALUE = 0x100;
const VALUE = 0x7fffffff;

/** A character map. */
export class Charsmap {
  /** Each is a node, or the value of one: where its replacement begins. */
  readonly #units: Int32Array;
  /** The replacements in UTF-8, each up to a NUL. */
  readonly #replacements: Uint8Array;

  /**
   * Takes a map's parts.
   *
   * @param units The double array.
   * @param replacements The replacements in UTF-8, each up to a NUL.
   * @throws {RangeError} If a unit leads outside the array, or a value is not where a character begins.
   */
  constructor(units: Int32Array, replacements: Uint8Array) {
    checkUnits(units, replacements);
    this.#units = units;
    this.#replacements = replacements;
  }

  /**
   * Looks up what stands for a string. As in `tokenizers`, the shortest key that the string begins with
   * decides for the whole of it.
   *
   * @param characters The string, without lone surrogates.
   * @returns Its replacement; `undefined` if there is none, or the string has 6 bytes or more.
   */
  replacementOf(characters: string): string | undefined {
    const { read, written } = ENCODER.encodeInto(characters, KEY);
    if (read < characters.length) return undefined;
    const units = this.#units;
    let position = childrenOf(0, units[0]!);
    for (let i = 0; i < written && KEY[i] !== 0; i++) {
      position ^= KEY[i]!;
      const unit = units[position] ?? 0;
      if ((unit & LABEL) !== KEY[i]) return undefined;
      position = childrenOf(position, unit);
      if ((unit & HAS_VALUE) !== 0) return this.#readReplacement(units[position]! & VALUE);
    }
    return undefined;
  }

  #readReplacement(start: number): string {
    const end = this.#replacements.indexOf(0, start);
    return DECODER.decode(this.#replacements.subarray(start, end === -1 ? undefined : end));
  }
}

/**
 * Reads a map: 4 bytes that say how long the double array is, the array, the replacements.
 *
 * @param base64 The bytes in base64, as `precompiled_charsmap` of a `tokenizer.json` holds them.
 * @returns The map.
 * @throws {SyntaxError} If that is no base64, or the replacements are no UTF-8.
 * @throws {RangeError} If bytes are missing, or a unit of the array leads outside.
 */
export function parseCharsmap(base64: string): Charsmap {
  const bytes = decodeBase64(base64);
  if (bytes.length < 4) {
    throw new RangeError(`Cannot read charsmap: header needs 4 bytes, map has ${bytes.length}`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const arrayBytes = view.getUint32(0, true);
  if (arrayBytes > bytes.length - 4) {
    throw new RangeError(
      `Cannot read charsmap: double array needs ${arrayBytes} bytes, map has ${bytes.length - 4}`,
    );
  }
  const units = new Int32Array(arrayBytes >>> 2);
  for (let i = 0; i < units.length; i++) units[i] = view.getInt32(4 + 4 * i, true);
  const replacements = bytes.subarray(4 + 4 * units.length);
  checkUtf8(replacements);
  return new Charsmap(units, replacements);
}

function decodeBase64(base64: string): Uint8Array {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch (cause) {
    throw new SyntaxError(
      `Cannot read charsmap: text of ${base64.length} characters is no base64, ` +
        `SentencePiece's map in base64 is needed`,
      { cause },
    );
  }
}

function checkUtf8(replacements: Uint8Array): void {
  try {
    DECODER.decode(replacements);
  } catch (cause) {
    throw new SyntaxError(
      `Cannot read charsmap: replacements of ${replacements.length} bytes are no UTF-8, ` +
        `strings in UTF-8 with a NUL behind each are needed`,
      { cause },
    );
  }
}

function checkUnits(units: Int32Array, replacements: Uint8Array): void {
  if (units.length === 0) {
    throw new RangeError("Cannot read charsmap: double array has 0 units, at least 1 is needed");
  }
  units.forEach((unit, i) => {
    const isValue = unit < 0;
    if (isValue) return;
    const children = childrenOf(i, unit);
    if (children >= units.length) {
      throw new RangeError(
        `Cannot read charsmap: unit ${i} leads to unit ${children}, double array has ${units.length}`,
      );
    }
    if ((unit & HAS_VALUE) !== 0) checkValue(units[children]! & VALUE, replacements);
  });
}

function checkValue(start: number, replacements: Uint8Array): void {
  const isInside = start <= replacements.length;
  const isContinuation = ((replacements[start] ?? 0) & 0xc0) === 0x80;
  if (!isInside || isContinuation) {
    throw new RangeError(
      `Cannot read charsmap: a replacement starts at byte ${start}, ` +
        `it must be where a character starts among ${replacements.length} bytes`,
    );
  }
}

function childrenOf(position: number, unit: number): number {
  return position ^ ((unit >>> 10) << ((unit & 0x200) >>> 6));
}
