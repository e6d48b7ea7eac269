/**
 * Random numbers that a seed repeats.
 *
 * @module
 */

/**
 * Makes a source of random numbers: mulberry32, by Tommy Ettinger. Not for secrets.
 *
 * @param seed Any integer, of which the lower 32 bits count.
 * @returns A function that gives the next number in [0, 1).
 */
export function createRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What a sample is drawn from. */
export interface Population {
  /** How many there are to draw from: the integers from 0, below this. */
  readonly size: number;
  /** Gives the next number in [0, 1). */
  readonly random: () => number;
}

/**
 * Draws without putting back, each subset with the same probability.
 *
 * @param count How many to draw, from 0 to the size of the population.
 * @param population What to draw from.
 * @returns `count` different integers, in the order drawn.
 */
export function sampleIndices(count: number, { size, random }: Population): Int32Array {
  const indices = Int32Array.from({ length: size }, (_, i) => i);
  for (let i = 0; i < count; i++) {
    const j = i + Math.floor(random() * (size - i));
    const drawn = indices[j]!;
    indices[j] = indices[i]!;
    indices[i] = drawn;
  }
  return indices.slice(0, count);
}
