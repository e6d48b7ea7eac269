/**
 * Texts from a stream, in batches, so that memory does not grow with the input.
 *
 * @module
 */

import { cutLines, type LineBlock } from "./cut_lines.ts";

/** A text, and the record of JSON Lines it came from. */
export interface InputText {
  /** The text to encode. */
  readonly text: string;
  /**
   * The JSON object it came from, without a field "embedding"; absent where each line is a text. It is kept
   * as it was written: parsed, numbers beyond 2^53 would change.
   */
  readonly record?: string;
}

/** How texts are read. */
export interface ReadOptions {
  /** Field of the text in JSON Lines; absent where each line is a text. */
  readonly field?: string | undefined;
  /** Texts of a batch at most; there are fewer where they are long. */
  readonly batchSize: number;
  /** Stops the reading, also while it waits for input. */
  readonly signal: AbortSignal;
}

/**
 * Opens a file of texts.
 *
 * @param path The file.
 * @returns The open file.
 * @throws {Error} If it cannot be opened, or is a folder.
 */
export async function openTexts(path: string): Promise<Deno.FsFile> {
  let file: Deno.FsFile;
  try {
    file = await Deno.open(path);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Cannot read "${path}": ${reason}, name a file of texts`, { cause });
  }
  if (!(await file.stat()).isDirectory) return file;
  file.close();
  throw new Error(`Cannot read "${path}": it is a folder, name a file of texts`);
}

/**
 * Reads texts, one a line.
 *
 * @param bytes UTF-8; lines end in "\n" or "\r\n", the last one may lack it.
 * @param options Form of a line, and size of a batch.
 * @returns Batches in the order of the input.
 * @throws {TypeError} If the input is not UTF-8, or a record has no such field.
 * @throws {SyntaxError} If a record is not JSON.
 * @throws {DOMException} If the signal was aborted.
 */
export async function* readTexts(
  bytes: ReadableStream<Uint8Array<ArrayBuffer>>,
  { field, batchSize, signal }: ReadOptions,
): AsyncGenerator<InputText[]> {
  for await (const block of cutLines(bytes, { lineCount: batchSize, signal })) {
    yield parseTexts(block, field);
  }
}

/**
 * The texts of some lines.
 *
 * @param block UTF-8; lines end in "\n" or "\r\n", the last one may lack it.
 * @param field Field of the text in JSON Lines; absent where each line is a text.
 * @returns A text per line.
 * @throws {TypeError} If the lines are not UTF-8, or a record has no such field.
 * @throws {SyntaxError} If a record is not JSON.
 */
export function parseTexts({ bytes, firstLine }: LineBlock, field?: string): InputText[] {
  const lines = decode(bytes, { ignoreBOM: firstLine > 1 }).split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines.map((line, i) => {
    const text = line.endsWith("\r") ? line.slice(0, -1) : line;
    return field === undefined ? { text } : parseRecord(text, { field, lineNumber: firstLine + i });
  });
}

function decode(bytes: Uint8Array, options: TextDecoderOptions): string {
  try {
    return new TextDecoder("utf-8", { ...options, fatal: true }).decode(bytes);
  } catch (cause) {
    throw new TypeError("Cannot read the texts: they are not UTF-8, convert them first", { cause });
  }
}

function parseRecord(
  line: string,
  { field, lineNumber }: { readonly field: string; readonly lineNumber: number },
): InputText {
  let record: unknown;
  try {
    record = JSON.parse(line);
  } catch (cause) {
    throw new SyntaxError(`Cannot read line ${lineNumber}: it is not JSON`, { cause });
  }
  const isObject = typeof record === "object" && record !== null && !Array.isArray(record);
  const fields = isObject ? record as Record<string, unknown> : {};
  const text = fields[field];
  if (typeof text === "string") return { text, record: withoutEmbedding(line, fields) };
  throw new TypeError(
    `Cannot read line ${lineNumber}: it must be an object with a text in its field "${field}"`,
  );
}

function withoutEmbedding(line: string, fields: Readonly<Record<string, unknown>>): string {
  if (!Object.hasOwn(fields, "embedding")) return line.trim();
  const { embedding: _, ...kept } = fields;
  return JSON.stringify(kept);
}
