/**
 * The texts that all programs encode, as files.
 *
 * @module
 */

import { join } from "@std/path";
import { makeNewWordTexts } from "../new_words.ts";
import { CORPORA } from "../tokenizers.ts";

/** Texts on disk, one a line. */
export interface PeerText {
  readonly name: string;
  readonly file: string;
  readonly lines: number;
}

/** Lines of the text in which every word is new. */
const NEW_WORD_LINES = 10_000;

/**
 * Writes the texts.
 *
 * @param folder An empty folder.
 * @returns Texts that are encoded again and again, and the one in which every word is new.
 */
export async function writePeerTexts(
  folder: string,
): Promise<{ readonly repeated: readonly PeerText[]; readonly newWords: PeerText }> {
  const write = async (name: string, texts: readonly string[]): Promise<PeerText> => {
    const file = join(folder, `${name.replaceAll(" ", "-")}.lines`);
    await Deno.writeTextFile(file, texts.map((text) => `${text}\n`).join(""));
    return { name, file, lines: texts.length };
  };
  const repeated: PeerText[] = [];
  for (const { name, texts } of CORPORA) repeated.push(await write(name, texts));
  return { repeated, newWords: await write("new words", makeNewWordTexts(NEW_WORD_LINES)) };
}
