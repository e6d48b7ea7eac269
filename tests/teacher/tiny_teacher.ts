/** The teacher of four dimensions that `tests/fixtures/teacher-tiny/make_teacher.py` made. */

import { parseTokenizerJson, type TokenizerJson } from "../../src/tokenizer/tokenizer.ts";
import { repositoryPath } from "../shared_data.ts";

/** The teacher's folder. */
export const TINY_TEACHER: URL = repositoryPath("tests/fixtures/teacher-tiny/");

/** The teacher's `tokenizer.json`. */
export const TINY_TOKENIZER: TokenizerJson = parseTokenizerJson(
  Deno.readTextFileSync(new URL("tokenizer.json", TINY_TEACHER)),
);

/**
 * Copies the teacher.
 *
 * @param folder Folder to write to, which exists.
 * @param changes Files in place of its own, or beside them, as JSON; `null` for those to leave out.
 */
export async function copyTinyTeacher(
  folder: string,
  changes: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  for (const name of ["onnx", "1_Pooling"]) await Deno.mkdir(`${folder}/${name}`);
  const files = await Array.fromAsync(listFiles(""));
  for (const path of new Set([...files, ...Object.keys(changes)])) {
    const change = changes[path];
    if (change === null) continue;
    const target = `${folder}/${path}`;
    if (change === undefined) await Deno.copyFile(new URL(path, TINY_TEACHER), target);
    else await Deno.writeTextFile(target, JSON.stringify(change));
  }
}

async function* listFiles(folder: string): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(new URL(folder, TINY_TEACHER))) {
    if (isDirectory) yield* listFiles(`${folder}${name}/`);
    else yield folder + name;
  }
}
