/**
 * Vocabularies from files: which forms there are, and how their lines are read. It opens no file.
 *
 * @module
 */

/**
 * The form of a vocabulary's lines: an entry; an entry and how often it occurs; or an entry and its vector,
 * as GloVe and word2vec write them, of which the vector is not read.
 */
export type VocabularyFormat = "lines" | "counts" | "vectors";

/** Every {@linkcode VocabularyFormat}. */
export const VOCABULARY_FORMATS: readonly VocabularyFormat[] = ["lines", "counts", "vectors"];

/** A vocabulary, read. */
export interface VocabularyList {
  /** The entries in the order of the lines. */
  readonly entries: readonly string[];
  /** Occurrences by entry, added up where one is there twice; only of the format "counts". */
  readonly counts?: ReadonlyMap<string, number>;
  /** The format in which it was read. */
  readonly format: VocabularyFormat;
}

/** How a vocabulary is read. */
export interface VocabularyListOptions {
  /** What messages call it, such as the name of its file. */
  readonly name: string;
  /** The format; by default "counts" if every line has a count, otherwise "lines". */
  readonly format?: VocabularyFormat | undefined;
}

/** What word2vec and fastText begin with: the number of words and of dimensions. */
const HEADER = /^\d+ (\d+)$/;
const COUNT = /[ \t](\d+)$/;

/** A line that ends in a count. */
interface CountedEntry {
  readonly entry: string;
  readonly count: number;
}

/** Reads a vocabulary line by line; of vectors, nothing is kept. Blank lines count for nothing. */
export class VocabularyReader {
  readonly #name: string;
  readonly #format: VocabularyFormat | undefined;
  readonly #lines: string[] = [];
  /** `undefined` once a line has no count. */
  #counted: CountedEntry[] | undefined = [];
  #lineNumber = 0;
  /** Numbers of a vector; known from the first line on. */
  #dimensions: number | undefined;

  /**
   * Begins a vocabulary.
   *
   * @param options Its name and format.
   */
  constructor({ name, format }: VocabularyListOptions) {
    this.#name = name;
    this.#format = format;
  }

  /**
   * Reads a line.
   *
   * @param line The line without its end.
   * @throws {SyntaxError} If it is not of the format.
   */
  add(line: string): void {
    this.#lineNumber++;
    const written = line.trimEnd();
    if (written === "") return;
    if (this.#format === "vectors") this.#addVector(written.replaceAll("\t", " "));
    else this.#addEntry(written);
  }

  /**
   * Ends the vocabulary.
   *
   * @returns The vocabulary.
   * @throws {SyntaxError} If it has no entry.
   */
  finish(): VocabularyList {
    if (this.#lines.length === 0) {
      throw new SyntaxError(
        `Cannot read the vocabulary "${this.#name}": it has no entries, at least one line is needed`,
      );
    }
    if (this.#format === "vectors") return { entries: this.#lines, format: "vectors" };
    if (this.#format === "lines" || this.#counted === undefined) {
      return { entries: this.#lines, format: "lines" };
    }
    const counts = new Map<string, number>();
    for (const { entry, count } of this.#counted) {
      counts.set(entry, (counts.get(entry) ?? 0) + count);
    }
    return { entries: this.#counted.map(({ entry }) => entry), counts, format: "counts" };
  }

  #addEntry(line: string): void {
    this.#lines.push(line);
    if (this.#format === "lines") return;
    const counted = readCount(line);
    if (counted !== undefined) this.#counted?.push(counted);
    else if (this.#format === "counts") this.#refuse("end in a space and a count", line);
    else this.#counted = undefined;
  }

  #addVector(line: string): void {
    const isFirst = this.#dimensions === undefined;
    const [, dimensions] = isFirst ? HEADER.exec(line) ?? [] : [];
    this.#dimensions ??= dimensions === undefined ? countNumbers(line) : Number(dimensions);
    if (dimensions !== undefined) return;
    const end = findVector(line, this.#dimensions);
    if (end === undefined) {
      this.#refuse(`be an entry and ${this.#dimensions || "its"} numbers`, line);
    } else this.#lines.push(line.slice(0, end));
  }

  #refuse(need: string, line: string): never {
    throw new SyntaxError(
      `Cannot read the vocabulary "${this.#name}": line ${this.#lineNumber} must ${need}, ` +
        `it is ${quoteEntry(line)}`,
    );
  }
}

function readCount(line: string): CountedEntry | undefined {
  const match = COUNT.exec(line);
  const entry = line.slice(0, match?.index ?? 0).trim();
  const count = Number(match?.[1]);
  return entry === "" || !Number.isFinite(count) ? undefined : { entry, count };
}

/** Numbers at the end of a line of several columns: an entry such as ". . ." has columns of its own. */
function countNumbers(line: string): number {
  const columns = line.split(" ");
  const last = columns.findLastIndex((column) => !isNumber(column));
  return columns.length - 1 - Math.max(last, 0);
}

/** Where the vector of a line begins, which is the end of its entry. */
function findVector(line: string, dimensions: number): number | undefined {
  let end = line.length;
  for (let i = 0; i < dimensions && end > 0; i++) end = line.lastIndexOf(" ", end - 1);
  const first = line.slice(end + 1).split(" ", 1)[0]!;
  return dimensions > 0 && end > 0 && isNumber(first) ? end : undefined;
}

function isNumber(column: string): boolean {
  return column !== "" && Number.isFinite(Number(column));
}

/**
 * Quotes what is said of an entry, which may be a megabyte and hold control characters.
 *
 * @param text An entry or a line.
 * @returns Its beginning, as JSON.
 */
export function quoteEntry(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}...` : text);
}
