/**
 * A file of many lines.
 *
 * @module
 */

import { CORPORA } from "../tokenizers.ts";

/**
 * Writes the first corpus again and again.
 *
 * @param path File to write.
 * @param count Number of lines.
 */
export async function writeManyLines(path: string, count: number): Promise<void> {
  const { texts } = CORPORA[0]!;
  using file = await Deno.open(path, { write: true, create: true, truncate: true });
  const writer = file.writable.getWriter();
  const encoder = new TextEncoder();
  for (let written = 0; written < count;) {
    const part = texts.slice(0, count - written);
    await writer.write(encoder.encode(part.map((text) => `${text}\n`).join("")));
    written += part.length;
  }
}
