/**
 * A memory of words in WebAssembly with SIMD: it reads a text as UTF-8, sixteen bytes at a time, and
 * writes the ids of its words up to one that it does not know. It encodes nothing itself, and has no
 * plain fallback: where it is refused, the encoders in `bert_words.ts` and `spaced_words.ts` work alone.
 *
 * @module
 */

import type { TokenIds } from "../token_ids.ts";
import { WORDS_KERNEL } from "./words_bytes.ts";

/** Most ids of a word that are kept. */
export const ID_LIMIT = 7;
const PAGE_BYTES = 65_536;

/** How texts are cut into words. */
export interface WordCuts {
  /**
   * `"words"` are runs of what is not marked, and marked characters by themselves, of which white
   * space is left out. `"chunks"` begin before each single space between two marked characters.
   */
  readonly kind: "words" | "chunks";
  /** The marked characters, of ASCII; all that come before `!` are white space. */
  readonly marked: string;
  /** Whether words that differ in the case of ASCII letters have the same ids. */
  readonly ignoresCase: boolean;
}

let compiled: WebAssembly.Module | undefined;

/** The module is the same for every tokenizer. */
function compileOnce(): WebAssembly.Module {
  compiled ??= new WebAssembly.Module(
    Uint8Array.from(atob(WORDS_KERNEL), (character) => character.charCodeAt(0)),
  );
  return compiled;
}

/**
 * Sets a memory of words up.
 *
 * @param cuts How texts are cut.
 * @returns The memory, which knows no words; `undefined` where WebAssembly, its SIMD or 3 MB are
 * refused.
 */
export function createWordKernel(cuts: WordCuts): WordKernel | undefined {
  try {
    return new WordKernel(cuts);
  } catch {
    return undefined;
  }
}

/** Reads a text at a time, and remembers words. */
export class WordKernel {
  /** How texts are cut. */
  readonly cuts: WordCuts;
  /** What was written last: as many ids as reading returned. */
  readonly ids: Int32Array;
  readonly #text: Uint8Array;
  readonly #stop: Int32Array;
  readonly #learnedIds: Int32Array;
  readonly #encoder = new TextEncoder();
  readonly #read: (byteCount: number) => number;
  readonly #readFrom: (from: number, byteCount: number) => number;
  readonly #learnWord: (idCount: number) => void;
  readonly #countUnits: (start: number, end: number) => number;

  /**
   * Starts with nothing remembered.
   *
   * @param cuts How texts are cut.
   * @throws {Error} If WebAssembly, its SIMD or the memory is not to be had.
   */
  constructor(cuts: WordCuts) {
    const memory = new WebAssembly.Memory({ initial: 0 });
    const { exports } = new WebAssembly.Instance(compileOnce(), { env: { memory } });
    const valueOf = (name: string): number => (exports[name] as WebAssembly.Global).value;
    memory.grow(Math.ceil(valueOf("MEMORY_BYTES") / PAGE_BYTES));
    const { buffer } = memory;
    (exports.prepare as () => void)();
    fillClasses(cuts.marked, {
      rows: new Uint8Array(buffer, valueOf("CLASS_ROWS"), 16),
      columns: new Uint8Array(buffer, valueOf("CLASS_COLUMNS"), 16),
    });
    new Uint8Array(buffer, valueOf("CASE_BIT"), 16).fill(cuts.ignoresCase ? 0x20 : 0);
    this.cuts = cuts;
    this.ids = new Int32Array(buffer, valueOf("IDS"), valueOf("TEXT_BYTES") * ID_LIMIT);
    this.#text = new Uint8Array(buffer, valueOf("TEXT"), valueOf("TEXT_BYTES"));
    this.#stop = new Int32Array(buffer, valueOf("STOP"), 2);
    this.#learnedIds = new Int32Array(buffer, valueOf("LEARNED_IDS"), ID_LIMIT);
    const read = cuts.kind === "words" ? exports.readWords : exports.readChunks;
    this.#read = read as (byteCount: number) => number;
    this.#readFrom = exports.readFrom as (from: number, byteCount: number) => number;
    this.#learnWord = exports.learnWord as (idCount: number) => void;
    this.#countUnits = exports.countUnits as (start: number, end: number) => number;
  }

  /** Where reading stopped, in bytes: the start of the word that is not known, or the end of the text. */
  get stopStart(): number {
    return this.#stop[0]!;
  }

  /** The end of that word. */
  get stopEnd(): number {
    return this.#stop[1]!;
  }

  /**
   * Takes a text.
   *
   * @param text Any text.
   * @returns How many bytes of UTF-8 it has; -1 if there are more than can be taken.
   */
  write(text: string): number {
    const { read, written } = this.#encoder.encodeInto(text, this.#text);
    return read < text.length ? -1 : written;
  }

  /**
   * Writes the ids of the words of the text up to one that is not known.
   *
   * @param byteCount How many bytes the text has.
   * @returns How many ids.
   */
  read(byteCount: number): number {
    return this.#read(byteCount);
  }

  /**
   * Reads on behind the word that was not known.
   *
   * @param byteCount How many bytes the text has.
   * @returns How many ids.
   */
  readOn(byteCount: number): number {
    return this.#readFrom(this.stopEnd, byteCount);
  }

  /**
   * Remembers the ids of the word where reading stopped. Long words, and those of many ids, are passed
   * over.
   *
   * @param ids The list that they end.
   * @param from Where they start in it.
   */
  learn(ids: TokenIds, from: number): void {
    const { data, length } = ids;
    if (length - from > ID_LIMIT) return;
    for (let i = from; i < length; i++) this.#learnedIds[i - from] = data[i]!;
    this.#learnWord(length - from);
  }

  /**
   * Counts the UTF-16 units of a part of the text.
   *
   * @param start Its start, in bytes.
   * @param end Its end.
   * @returns How many units.
   */
  countUnits(start: number, end: number): number {
    return this.#countUnits(start, end);
  }
}

/**
 * Writes down which characters are marked so that two lookups of four bits tell it of a byte. Each row of
 * the ASCII table has a bit, and so has the space, for itself; a column has the bits of the rows where
 * its character is marked. White space has the highest bits, and rows without marked characters none.
 */
function fillClasses(
  marked: string,
  { rows, columns }: { rows: Uint8Array; columns: Uint8Array },
): void {
  const spaceBit = 0x40;
  const controlBit = 0x80;
  for (let row = 2; row < 8; row++) rows[row] = 1 << (row - 2);
  rows[0] = controlBit;
  rows[2]! |= spaceBit;
  for (const character of marked) {
    const code = character.charCodeAt(0);
    columns[code & 15]! |= code > 0x20
      ? 1 << ((code >> 4) - 2)
      : code === 0x20
      ? spaceBit
      : controlBit;
  }
}
