/**
 * Compressed files, told by their first bytes.
 *
 * @module
 */

import { ByteReader } from "./byte_reader.ts";

/** What a gzip file begins with (RFC 1952). */
const GZIP_MAGIC = [0x1f, 0x8b] as const;
/** What a zip archive begins with. */
const ZIP_MAGIC = [0x50, 0x4b, 0x03, 0x04] as const;

/**
 * Unpacks a gzip file; anything else is left as it is.
 *
 * @param reader Bytes, none of them let go yet.
 * @param attempt What is being attempted, to begin a message with.
 * @returns A reader of the unpacked bytes.
 * @throws {SyntaxError} If it is a zip archive; or, when the result is read, no complete gzip file.
 */
export async function unpackGzip(reader: ByteReader, attempt: string): Promise<ByteReader> {
  await reader.request(ZIP_MAGIC.length);
  if (beginsWith(reader, ZIP_MAGIC)) {
    throw new SyntaxError(`${attempt}: it is a zip archive, unpack it first`);
  }
  if (!beginsWith(reader, GZIP_MAGIC)) return reader;
  const unpacked = reader.release().pipeThrough(new DecompressionStream("gzip"));
  return new ByteReader(explainFailures(unpacked, attempt));
}

function beginsWith({ bytes }: ByteReader, magic: readonly number[]): boolean {
  return magic.every((byte, i) => bytes[i] === byte);
}

/** Engines report a broken or incomplete file as a TypeError, each in words of its own. */
function explainFailures(
  stream: ReadableStream<Uint8Array>,
  attempt: string,
): ReadableStream<Uint8Array> {
  const chunks = stream.getReader();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { value, done } = await chunks.read();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (cause) {
        if (!(cause instanceof TypeError)) throw cause;
        throw new SyntaxError(
          `${attempt}: it cannot be unpacked (${cause.message}), one complete gzip file is needed`,
          { cause },
        );
      }
    },
    cancel: (reason) => chunks.cancel(reason),
  });
}
