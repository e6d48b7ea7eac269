/**
 * A stream of bytes, cut where lines end: other threads can then read the pieces for themselves.
 *
 * @module
 */

/** Whole lines. */
export interface LineBlock {
  /** The lines as they came; the last one of the input may lack its "\n". */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Number of the first line in the input, from 1. */
  readonly firstLine: number;
}

/** How large blocks are, and what ends them. */
export interface CutOptions {
  /** Lines of a block at most; there are fewer where they are long. */
  readonly lineCount: number;
  /** Stops the reading, also while it waits for input. */
  readonly signal: AbortSignal;
}

/**
 * Bytes from which on a block is full. With half a million, passed to two other threads, garbage collectors
 * kept 100 MB more.
 */
const BLOCK_BYTES = 65_536;

const LINE_FEED = 0x0a;

/**
 * Cuts a stream into blocks of whole lines.
 *
 * @param bytes Lines, in any encoding in which 0x0a is "\n" wherever it is found.
 * @param options Size of a block.
 * @returns Blocks in the order of the input, each with at least one line; their memory is their own.
 * @throws {DOMException} If the signal was aborted.
 */
export function cutLines(
  bytes: ReadableStream<Uint8Array<ArrayBuffer>>,
  { lineCount, signal }: CutOptions,
): ReadableStream<LineBlock> {
  /** What was read of the next block, except for the chunk at hand. */
  let pieces: Uint8Array<ArrayBuffer>[] = [];
  let pieceBytes = 0;
  let firstLine = 1;
  let lines = 0;
  function take(last: Uint8Array<ArrayBuffer>): LineBlock {
    const block = { bytes: concatenate([...pieces, last]), firstLine };
    firstLine += lines;
    [pieces, pieceBytes, lines] = [[], 0, 0];
    return block;
  }
  const cutter = new TransformStream<Uint8Array<ArrayBuffer>, LineBlock>({
    transform(chunk, controller) {
      let start = 0;
      let end = chunk.indexOf(LINE_FEED) + 1;
      while (end > 0) {
        lines++;
        if (lines === lineCount || pieceBytes + end - start >= BLOCK_BYTES) {
          controller.enqueue(take(chunk.subarray(start, end)));
          start = end;
        }
        end = chunk.indexOf(LINE_FEED, end) + 1;
      }
      if (start < chunk.length) pieces.push(chunk.subarray(start));
      pieceBytes += chunk.length - start;
    },
    flush(controller) {
      if (pieceBytes > 0) controller.enqueue(take(new Uint8Array()));
    },
  });
  return bytes.pipeThrough(cutter, { signal });
}

function concatenate(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let filled = 0;
  for (const piece of pieces) {
    whole.set(piece, filled);
    filled += piece.length;
  }
  return whole;
}
