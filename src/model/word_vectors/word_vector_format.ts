/**
 * The forms in which word vectors are stored, and how they are told apart.
 *
 * @module
 */

import type { ByteReader } from "./byte_reader.ts";

/**
 * A form of word vectors.
 *
 * - "glove": a word and its numbers on each line.
 * - "word2vec": the same after a line with the counts of words and dimensions; the `.vec` of fastText too.
 * - "word2vec-binary": after such a line, each word, a space, and its numbers of four bytes.
 * - "komninos": as "glove"; should there be a line of counts, it is skipped, as in sentence-transformers.
 */
export type WordVectorFormat = "glove" | "word2vec" | "word2vec-binary" | "komninos";

/** Every {@linkcode WordVectorFormat}. */
export const WORD_VECTOR_FORMATS: readonly WordVectorFormat[] = [
  "glove",
  "word2vec",
  "word2vec-binary",
  "komninos",
];

/** What the beginning of a file tells. */
export interface WordVectorLayout {
  /** Whether numbers are bytes and not text. */
  readonly isBinary: boolean;
  /** Numbers of a vector. */
  readonly dimensions: number;
  /** Number of words, where the file has a line that says so; nothing else vouches for it. */
  readonly wordCount?: number;
}

/** Above the largest vectors in use (4096) by a good margin: a row is allocated before it is read. */
const DIMENSIONS_LIMIT = 2 ** 16;

/** Bytes of a line or a word; enough for as many dimensions with 31 characters each. */
export const RECORD_LIMIT: number = 2 ** 21;

/** Bytes that tell text from numbers: by chance, as many are all of `IN_NUMBERS` once in 10 ** 8 files. */
const SAMPLE_BYTES = 8;
const IN_NUMBERS = /^[-+.\deEnaifNAIF \t\r]*$/;

/** What some editors put before UTF-8. */
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf] as const;

const UTF8 = new TextDecoder("utf-8", { ignoreBOM: true });

const LINE_FEED = 0x0a;
const SPACE = 0x20;

/** Columns that were meant as numbers, the ones that are refused later included. */
const NUMERIC = /^[+-]?(?:nan|inf|infinity|(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)$/i;

/**
 * Reads the beginning of a file, and lets its line of counts go.
 *
 * @param reader The unpacked file, none of it let go yet.
 * @param options The form, if it is known; and what is being attempted, to begin messages with.
 * @returns What the file looks like.
 * @throws {SyntaxError} If it does not look like word vectors of that form.
 * @throws {RangeError} If there are too many dimensions.
 */
export async function readLayout(
  reader: ByteReader,
  { format, attempt }: { readonly format: WordVectorFormat | undefined; readonly attempt: string },
): Promise<WordVectorLayout> {
  await reader.request(BYTE_ORDER_MARK.length);
  if (BYTE_ORDER_MARK.every((byte, i) => reader.bytes[i] === byte)) {
    reader.start = BYTE_ORDER_MARK.length;
  }
  const end = await reader.seek(LINE_FEED, RECORD_LIMIT);
  if (end < 0) throw longRecord("line 1", attempt);
  const line = decodeText(reader.bytes.subarray(reader.start, end)).trimEnd();
  const [, wordCount, dimensions] = /^[ \t]*(\d+)[ \t]+(\d+)$/.exec(line) ?? [];
  const isExpected = format?.startsWith("word2vec");
  if (wordCount === undefined || dimensions === undefined || format === "glove") {
    if (!isExpected) return { isBinary: false, dimensions: countNumbers(line, attempt) };
    throw new SyntaxError(
      `${attempt}: line 1 is ${quoteStart(line)}, the counts of words and dimensions are needed`,
    );
  }
  checkDimensions(Number(dimensions), attempt);
  reader.start = Math.min(end + 1, reader.bytes.length);
  const isBinary = format === undefined
    ? await looksBinary(reader, Number(dimensions))
    : format === "word2vec-binary";
  return { isBinary, dimensions: Number(dimensions), wordCount: Number(wordCount) };
}

/**
 * Decodes the text of a line or a word.
 *
 * @param bytes UTF-8; GoogleNews's vectors have words cut inside a character, so that what is not UTF-8
 *   becomes U+FFFD.
 * @returns The text.
 */
export function decodeText(bytes: Uint8Array): string {
  return UTF8.decode(bytes);
}

/** The first column is the word, whatever it looks like. */
function countNumbers(line: string, attempt: string): number {
  const columns = line.split(/[ \t]+/).slice(1);
  const count = columns.length - 1 - columns.findLastIndex((column) => !NUMERIC.test(column));
  if (count > 0) {
    checkDimensions(count, attempt);
    return count;
  }
  throw new SyntaxError(
    `${attempt}: line 1 is ${quoteStart(line)}, lines of a word and its numbers are needed`,
  );
}

function checkDimensions(dimensions: number, attempt: string): void {
  if (dimensions >= 1 && dimensions <= DIMENSIONS_LIMIT) return;
  throw new RangeError(
    `${attempt}: line 1 says ${dimensions} dimensions, 1 to ${DIMENSIONS_LIMIT} are supported`,
  );
}

/** Looks behind the first word; there, text has a digit and a separator for each number but the last. */
async function looksBinary(reader: ByteReader, dimensions: number): Promise<boolean> {
  const space = await reader.seek(SPACE, RECORD_LIMIT);
  if (space < 0) return true;
  const offset = space + 1 - reader.start;
  const sampleBytes = Math.min(SAMPLE_BYTES, 2 * dimensions - 1);
  await reader.request(offset + sampleBytes);
  const from = reader.start + offset;
  return !IN_NUMBERS.test(decodeText(reader.bytes.subarray(from, from + sampleBytes)));
}

/**
 * Refuses a line or word that goes on for ever.
 *
 * @param record Which one it is.
 * @param attempt What is being attempted, to begin the message with.
 * @returns What to throw.
 */
export function longRecord(record: string, attempt: string): SyntaxError {
  return new SyntaxError(
    `${attempt}: ${record} is longer than ${RECORD_LIMIT} bytes, a file of word vectors is needed`,
  );
}

/**
 * Quotes what a message shows of a file, which may be a megabyte.
 *
 * @param text A line, a word or a column.
 * @returns Its beginning, as JSON.
 */
export function quoteStart(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}...` : text);
}
