/**
 * The error of pieces that cannot be given any id. Pieces that can are a matter of the models.
 *
 * @module
 */

/**
 * Makes the error of a piece that a model can neither spell nor call unknown.
 *
 * @param piece The piece.
 * @param missing What the model would have needed, as the end of "nor is ...".
 * @returns The error, not thrown.
 */
export function unknownTokenError(piece: string, missing: string): RangeError {
  const shown = piece.length > 60 ? `${piece.slice(0, 57)}...` : piece;
  return new RangeError(
    `Cannot tokenize ${JSON.stringify(shown)}: its tokens are not in the vocabulary, ` +
      `nor is ${missing}`,
  );
}
