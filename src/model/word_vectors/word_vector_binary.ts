/**
 * Word vectors as word2vec writes them in binary: each word, a space, and its numbers of four bytes.
 *
 * @module
 */

import type { ByteReader } from "./byte_reader.ts";
import {
  decodeText,
  longRecord,
  quoteStart,
  RECORD_LIMIT,
  type WordVectorLayout,
} from "./word_vector_format.ts";
import type { WordVectorList } from "./word_vector_list.ts";

const LINE_FEED = 0x0a;
const SPACE = 0x20;

/**
 * Reads words until there are as many as the file says, or the list is full. What follows is not looked at.
 *
 * @param reader The file after its line of counts.
 * @param list Where the words are added.
 * @param options What the file looks like, and what is being attempted, to begin messages with.
 * @returns Number of words, blank and repeated ones included; fewer than the file says if it ends before.
 * @throws {SyntaxError} If a word has no end.
 * @throws {RangeError} If a number is not finite.
 */
export async function readBinaryVectors(
  reader: ByteReader,
  list: WordVectorList,
  { layout, attempt }: { readonly layout: WordVectorLayout; readonly attempt: string },
): Promise<number> {
  const { dimensions, wordCount = 0 } = layout;
  const vector = new Float32Array(dimensions);
  const vectorBytes = new Uint8Array(vector.buffer);
  let count = 0;
  while (count < wordCount && !list.isFull) {
    // word2vec ends each vector with a line feed, gensim and GoogleNews's vectors do not.
    while (await reader.request(1) && reader.bytes[reader.start] === LINE_FEED) reader.start++;
    const space = await reader.seek(SPACE, RECORD_LIMIT);
    if (space < 0) throw longRecord(`word ${count + 1}`, attempt);
    const word = decodeText(reader.bytes.subarray(reader.start, space));
    reader.start = Math.min(space + 1, reader.bytes.length);
    if (!await reader.request(vectorBytes.length)) break;
    // Typed arrays are little-endian wherever JavaScript runs, as the file is.
    vectorBytes.set(reader.bytes.subarray(reader.start, reader.start + vectorBytes.length));
    reader.start += vectorBytes.length;
    count++;
    checkFinite(vector, { word, count, attempt });
    list.add(word, vector);
  }
  return count;
}

interface Record {
  readonly word: string;
  readonly count: number;
  readonly attempt: string;
}

function checkFinite(vector: Float32Array, { word, count, attempt }: Record): void {
  const place = vector.findIndex((value) => !Number.isFinite(value));
  if (place < 0) return;
  throw new RangeError(
    `${attempt}: number ${place + 1} of word ${count}, ${quoteStart(word)}, is ${vector[place]}, ` +
      `a finite number is needed`,
  );
}
