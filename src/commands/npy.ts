/**
 * NumPy's `.npy` files (version 1.0 of the format), written row by row.
 *
 * @module
 */

/** Bytes of the whole header: enough for any shape, and a multiple of 64 as the format asks. */
const HEADER_BYTES = 128;

/**
 * The header of a matrix of little-endian single-precision numbers.
 *
 * @param rows Number of rows.
 * @param columns Number of columns.
 * @returns 128 bytes, whatever the shape: it can be written before the rows are counted, and again after.
 */
export function npyHeader(rows: number, columns: number): Uint8Array {
  const description = `{'descr': '<f4', 'fortran_order': False, 'shape': (${rows}, ${columns}), }`;
  const prefix = Uint8Array.of(
    0x93,
    ...new TextEncoder().encode("NUMPY"),
    1,
    0,
    HEADER_BYTES - 10,
    0,
  );
  const text = `${description.padEnd(HEADER_BYTES - prefix.length - 1)}\n`;
  return Uint8Array.of(...prefix, ...new TextEncoder().encode(text));
}
