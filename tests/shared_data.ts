/**
 * Where the recorded data lies that is too large for this repository, or not licensed to be stored in it.
 *
 * It is optional: no clone has it, and without it only the checks against that data are left out. Its
 * folder is named by the environment variable `MODEL2VEC_SHARED`; by default it is `shared` beside the
 * repository, where the maintainers keep it. A test that reads it passes `ignore: !hasShared(...)`, so that
 * without the folder the runner counts it as ignored.
 *
 * @module
 */

const repositoryRoot = new URL("..", import.meta.url);
const sharedRoot = new URL(
  `${Deno.env.get("MODEL2VEC_SHARED") ?? "../shared"}/`,
  repositoryRoot,
);

/**
 * Locates a file or folder of this repository, whatever the working directory is.
 *
 * @param path Path below the repository's root, with forward slashes.
 * @returns Its `file:` URL.
 */
export function repositoryPath(path: string): URL {
  return new URL(path, repositoryRoot);
}

/**
 * Locates a file or folder of the shared data.
 *
 * @param path Path below the shared folder, with forward slashes.
 * @returns Its `file:` URL; nothing need exist there.
 */
export function sharedPath(path: string): URL {
  return new URL(path, sharedRoot);
}

/**
 * Tells whether a file or folder of the shared data is there.
 *
 * @param path Path below the shared folder, with forward slashes.
 * @returns `false` if it, or the whole shared folder, is missing.
 */
export function hasShared(path: string): boolean {
  try {
    Deno.statSync(sharedPath(path));
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/**
 * Reads a file of one JSON value a line.
 *
 * @param file The file's URL.
 * @returns The values, in the order of the lines.
 */
export function readJsonLines<T>(file: URL): T[] {
  const lines = Deno.readTextFileSync(file).split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as T);
}
