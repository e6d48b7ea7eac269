/**
 * Byte fallback: the tokens `"<0x00>"` to `"<0xFF>"`, which spell what has no token of its own. When they
 * are taken is for the models.
 *
 * @module
 */

import type { TokenIds } from "../token_ids.ts";

/** What stands for the id of a byte that has no token. */
const NO_ID = -1;

/** Texts of up to this many bytes, nearly all of them, share the memory for their bytes. */
const SHARED_BYTES = 64;

const UTF8 = new TextEncoder();

/** The tokens of single bytes. */
export class ByteTokens {
  readonly #idByByte: Int32Array = new Int32Array(256);
  /** Scratch: the bytes of one text, of which a UTF-16 unit takes three at most. */
  readonly #bytes: Uint8Array<ArrayBuffer> = new Uint8Array(SHARED_BYTES);

  /**
   * Looks all bytes up.
   *
   * @param idOf Gives the id of a token, if the vocabulary has it.
   */
  constructor(idOf: (token: string) => number | undefined) {
    for (let byte = 0; byte < 256; byte++) {
      const digits = byte.toString(16).toUpperCase().padStart(2, "0");
      this.#idByByte[byte] = idOf(`<0x${digits}>`) ?? NO_ID;
    }
  }

  /**
   * Appends the ids of a text's bytes in UTF-8, or nothing where one of them has no token.
   *
   * @param text Text without lone surrogates.
   * @param ids The list to append to.
   * @returns Whether all bytes have one.
   */
  append(text: string, ids: TokenIds): boolean {
    const start = ids.length;
    const mostBytes = 3 * text.length;
    const bytes = mostBytes <= SHARED_BYTES ? this.#bytes : new Uint8Array(mostBytes);
    const { written } = UTF8.encodeInto(text, bytes);
    for (let i = 0; i < written; i++) {
      const id = this.#idByByte[bytes[i]!]!;
      if (id === NO_ID) {
        ids.truncate(start);
        return false;
      }
      ids.push(id);
    }
    return true;
  }
}
