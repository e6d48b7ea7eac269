/**
 * Which ONNX file of a repository holds the weights in a given element type: the names that
 * transformers.js looks for.
 *
 * @module
 */

import type { Repository } from "../hub/repository.ts";

/**
 * Element types of a teacher's weights, by the names of transformers.js: floats of 32 or 16 bits, integers
 * of 8 bits ("q8" leaves to the exporter which), blocks of 4 bits ("q4f16" with halves beside them, "bnb4"
 * as bitsandbytes has them).
 */
export type TeacherDtype = "fp32" | "fp16" | "q8" | "int8" | "uint8" | "q4" | "q4f16" | "bnb4";

/** Every {@linkcode TeacherDtype} with the end of its file's name, the most exact first. */
const SUFFIXES: Readonly<Record<TeacherDtype, string>> = {
  fp32: "",
  fp16: "_fp16",
  q8: "_quantized",
  int8: "_int8",
  uint8: "_uint8",
  q4: "_q4",
  q4f16: "_q4f16",
  bnb4: "_bnb4",
};

/** Every {@linkcode TeacherDtype}, the most exact first. */
export const TEACHER_DTYPES: readonly TeacherDtype[] = Object.keys(SUFFIXES) as TeacherDtype[];

/** An ONNX file of a repository. */
export interface OnnxFile {
  /** Element type of its weights. */
  readonly dtype: TeacherDtype;
  /** Path in the repository. */
  readonly path: string;
}

/**
 * Finds the ONNX file of a repository, in its folder `onnx`.
 *
 * @param repository The teacher's files.
 * @param dtype Element type wanted; the most exact there is by default.
 * @returns The file.
 * @throws {RangeError} If the repository has none.
 */
export async function findOnnxFile(
  repository: Repository,
  dtype?: TeacherDtype,
): Promise<OnnxFile> {
  const found: TeacherDtype[] = [];
  for (const candidate of TEACHER_DTYPES) {
    const path = `onnx/model${SUFFIXES[candidate]}.onnx`;
    if (!await repository.has(path)) continue;
    if (dtype === undefined || dtype === candidate) return { dtype: candidate, path };
    found.push(candidate);
  }
  throw new RangeError(
    `Cannot load teacher "${repository.name}": it has no ONNX file` +
      (found.length === 0
        ? ` such as onnx/model.onnx, export the model to ONNX first`
        : ` for dtype "${dtype}", there are "${found.join('", "')}"`),
  );
}

/**
 * Brings a graph to the disk, with the weights that a large one keeps in a file beside it: runtimes open
 * that by themselves.
 *
 * @param repository The teacher's files.
 * @param file The graph.
 * @returns Its path on disk, or `undefined` where it has none.
 * @throws {HubError} If a file cannot be had.
 */
export async function bringOnnxFile(
  repository: Repository,
  { path }: OnnxFile,
): Promise<string | undefined> {
  const external = `${path}_data`;
  if (await repository.has(external)) await repository.localPath(external);
  return await repository.localPath(path);
}
