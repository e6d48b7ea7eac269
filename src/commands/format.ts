/**
 * What commands say in the same words.
 *
 * @module
 */

/** The folder that `distill` writes to and other commands read from, unless told otherwise. */
export const DEFAULT_MODEL = "m2v_model";

/**
 * Writes a size for people.
 *
 * @param bytes Any size.
 * @returns The size in bytes, kB or MB (powers of 1000).
 */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  return bytes < 999_950 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
