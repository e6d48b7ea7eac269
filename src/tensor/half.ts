/**
 * Numbers of 16 bits: half precision (IEEE 754 binary16) and bfloat16.
 *
 * The runtime's own `Float16Array` is not used: Node 20 has none.
 *
 * @module
 */

/** `2 ** (10 - exponent)` at `exponent + 14`: how many steps of a half lie in 1, for its exponents. */
const STEPS_IN_ONE: Float64Array = Float64Array.from({ length: 30 }, (_, i) => 2 ** (24 - i));

/** Adding this to a number in [0, 2^52) and taking it away again rounds to integers, ties to even. */
const ROUNDER = 2 ** 52;

/** Scratch: a number and its bits. Holds nothing between calls. */
const double = new Float64Array(1);
const doubleBits = new Uint32Array(double.buffer);

/** Cache of {@linkcode halfTable}, filled on first use. */
let singleByHalf: Float32Array | undefined;

/**
 * Rounds a number to half precision as NumPy does: to nearest, ties to even.
 *
 * @param value Any number; from 65520 on it becomes infinity.
 * @returns The 16 bits of the half, from 0 to 65535.
 */
export function encodeHalf(value: number): number {
  double[0] = value;
  const sign = (doubleBits[1]! >>> 16) & 0x8000;
  const exponent = ((doubleBits[1]! >>> 20) & 0x7ff) - 1023;
  if (Number.isNaN(value)) return 0x7e00;
  if (exponent > 15) return sign | 0x7c00;
  // Below 2^-14 halves lie as far apart as just above it: they have no implicit leading bit.
  const stepExponent = Math.max(exponent, -14);
  const steps = Math.abs(value) * STEPS_IN_ONE[stepExponent + 14]! + ROUNDER - ROUNDER;
  // From 1024 steps on the leading bit carries into the exponent, from 2048 on once more.
  return sign | (((stepExponent + 14) << 10) + steps);
}

/**
 * Rounds many numbers to half precision. A loop, since `Uint16Array.from` with a function first collects
 * everything in a list of many times the size.
 *
 * @param numbers Any numbers.
 * @returns The bits of one half per number.
 */
export function encodeHalves(numbers: ArrayLike<number>): Uint16Array {
  const halves = new Uint16Array(numbers.length);
  for (let i = 0; i < halves.length; i++) halves[i] = encodeHalf(numbers[i]!);
  return halves;
}

/**
 * The value of a half-precision number.
 *
 * @param bits Its 16 bits, from 0 to 65535.
 * @returns The exact value.
 */
export function decodeHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >>> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25));
}

/**
 * The values of all halves, for loops that decode many.
 *
 * @returns {@linkcode decodeHalf} of 0 to 65535; shared by all callers, not to be written to.
 */
export function halfTable(): Float32Array {
  singleByHalf ??= decodeAll();
  return singleByHalf;
}

/** A loop, as in {@linkcode encodeHalves}. */
function decodeAll(): Float32Array {
  const singles = new Float32Array(65_536);
  for (let bits = 0; bits < singles.length; bits++) singles[bits] = decodeHalf(bits);
  return singles;
}

/**
 * The values of many half-precision numbers.
 *
 * @param halves Their bits.
 * @returns One number per half.
 */
export function decodeHalves(halves: Uint16Array): Float32Array {
  const singles = new Float32Array(halves.length);
  decodeHalvesInto(halves, singles);
  return singles;
}

/**
 * Writes the values of many half-precision numbers.
 *
 * @param halves Their bits.
 * @param singles Where one number per half goes.
 */
export function decodeHalvesInto(halves: Uint16Array, singles: Float32Array): void {
  const table = halfTable();
  for (let i = 0; i < halves.length; i++) singles[i] = table[halves[i]!]!;
}

/**
 * The values of many bfloat16 numbers: each is the upper half of a single-precision one.
 *
 * @param bits 16 bits of each.
 * @returns The exact value of each.
 */
export function decodeBfloat16s(bits: Uint16Array): Float32Array {
  const singles = new Float32Array(bits.length);
  const singleBits = new Uint32Array(singles.buffer);
  for (let i = 0; i < singleBits.length; i++) singleBits[i] = bits[i]! << 16;
  return singles;
}
