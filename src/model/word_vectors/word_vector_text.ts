/**
 * Word vectors as text: a word and its numbers on each line.
 *
 * @module
 */

import type { ByteReader } from "./byte_reader.ts";
import { parseSingle, readNumberRow } from "./number_row.ts";
import {
  decodeText,
  longRecord,
  quoteStart,
  RECORD_LIMIT,
  type WordVectorLayout,
} from "./word_vector_format.ts";
import type { WordVectorList } from "./word_vector_list.ts";

const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;

/**
 * Reads lines until the file ends or the list is full. A line may hold nothing, and may end in white space.
 *
 * @param reader The file after its line of counts.
 * @param list Where the words are added.
 * @param options What the file looks like, and what is being attempted, to begin messages with.
 * @returns Number of lines with words, blank and repeated words included.
 * @throws {SyntaxError} If a line does not hold a word and as many numbers as the others.
 */
export async function readTextVectors(
  reader: ByteReader,
  list: WordVectorList,
  { layout, attempt }: { readonly layout: WordVectorLayout; readonly attempt: string },
): Promise<number> {
  const vector = new Float32Array(layout.dimensions);
  let count = 0;
  for (let number = layout.wordCount === undefined ? 1 : 2; !list.isFull; number++) {
    const end = await reader.seek(LINE_FEED, RECORD_LIMIT);
    if (end < 0) throw longRecord(`line ${number}`, attempt);
    const { bytes, start } = reader;
    if (start >= bytes.length) break;
    reader.start = Math.min(end + 1, bytes.length);
    const word = readPlainLine(bytes, { start, end, vector }) ??
      readOtherLine(decodeText(bytes.subarray(start, end)), { vector, number, attempt });
    if (word === undefined) continue;
    list.add(word, vector);
    count++;
  }
  return count;
}

interface Span {
  readonly start: number;
  readonly end: number;
  readonly vector: Float32Array;
}

/** The word of a line, if it has no spaces in it and is followed by exactly the right numbers. */
function readPlainLine(bytes: Uint8Array, { start, end, vector }: Span): string | undefined {
  let wordEnd = start;
  while (wordEnd < end && !isSeparator(bytes[wordEnd]!)) wordEnd++;
  let at = readNumberRow(bytes, wordEnd, vector);
  if (at < 0) return undefined;
  while (at < end && (isSeparator(bytes[at]!) || bytes[at] === CARRIAGE_RETURN)) at++;
  return at < end ? undefined : decodeText(bytes.subarray(start, wordEnd));
}

function isSeparator(byte: number): boolean {
  return byte === SPACE || byte === TAB;
}

interface Line {
  readonly vector: Float32Array;
  readonly number: number;
  readonly attempt: string;
}

/**
 * The word of any line, `undefined` if there is nothing on it. Counted from the right, since GloVe's vectors
 * of 840 billion tokens have words such as ". . ."; though not so that numbers become part of a word, which
 * are more likely too many.
 */
function readOtherLine(line: string, { vector, number, attempt }: Line): string | undefined {
  const text = line.trimEnd();
  if (text === "") return undefined;
  const columns = [...text.matchAll(/[^ \t]+/g)];
  const afterWord = columns.slice(columns[0]!.index > 0 ? 0 : 1);
  const numbers = afterWord.slice(-vector.length);
  const inWord = afterWord.slice(0, -vector.length);
  const isTooLong = inWord.length > 0 &&
    inWord.every(([column]) => !Number.isNaN(parseSingle(column)));
  if (numbers.length < vector.length || isTooLong) {
    throw new SyntaxError(
      `${attempt}: line ${number} must have ${vector.length} numbers after its word, ` +
        `current count is ${afterWord.length}`,
    );
  }
  numbers.forEach(([column], i) => {
    vector[i] = parseSingle(column);
    if (!Number.isNaN(vector[i])) return;
    throw new SyntaxError(
      `${attempt}: number ${i + 1} on line ${number} is ${quoteStart(column)}, ` +
        `a finite number in decimal is needed`,
    );
  });
  return textBetween(text, columns.slice(0, -vector.length));
}

function textBetween(text: string, columns: readonly RegExpExecArray[]): string {
  const [first, last] = [columns[0], columns.at(-1)];
  if (first === undefined || last === undefined) return "";
  return text.slice(first.index, last.index + last[0].length);
}
