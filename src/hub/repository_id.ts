/**
 * Checks of what becomes part of an address and of a path on disk: ids, revisions, file names.
 *
 * @module
 */

/** The kinds of repository that the hub keeps apart. */
export type RepositoryType = "model" | "dataset";

// As huggingface_hub's validate_repo_id: parts begin and end with a word character.
const ID = /^(?:\w(?:[\w.-]*\w)?\/)?\w(?:[\w.-]{0,94}\w)?$/;

/**
 * Tells whether a text can be the id of a repository on the hub.
 *
 * @param text The text.
 * @returns Whether it is `name` or `owner/name`.
 */
export function isRepositoryId(text: string): boolean {
  return ID.test(text) && !/--|\.\.|\.git$/.test(text);
}

/**
 * Tells whether a text is a full commit hash.
 *
 * @param text The text.
 * @returns Whether it has 40 lower-case hexadecimal digits.
 */
export function isCommit(text: string): boolean {
  return /^[0-9a-f]{40}$/.test(text);
}

/**
 * Refuses a path that could leave its folder.
 *
 * @param path A path inside a repository, with forward slashes.
 * @param what What the path is, for the message: "file", "subfolder", "revision".
 * @returns `path`
 * @throws {TypeError} If it is empty, absolute, or has an empty, `.` or `..` segment.
 */
export function checkRelativePath(path: string, what: string): string {
  const isSafe = path.split("/").every((segment) => segment !== "" && !/^\.{1,2}$/.test(segment));
  // deno-lint-ignore no-control-regex -- control characters are what is refused
  if (isSafe && !/[\\:\u0000-\u001f]/.test(path)) return path;
  throw new TypeError(
    `Cannot use ${what} ${JSON.stringify(path)}: not a relative path of plain segments, ` +
      `name it as in "folder/name"`,
  );
}

/**
 * Refuses a subfolder that could leave its repository.
 *
 * @param subfolder A path inside a repository; absent or empty for its root.
 * @returns The path, or `""`.
 * @throws {TypeError} If it is none, as in {@linkcode checkRelativePath}.
 */
export function checkSubfolder(subfolder: string | undefined): string {
  return subfolder ? checkRelativePath(subfolder, "subfolder") : "";
}

/**
 * Writes a path for use in an address.
 *
 * @param path A checked path.
 * @returns The path with each segment percent-encoded.
 */
export function encodePath(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}

/**
 * Names the cache folder of a repository, as Python's huggingface_hub does.
 *
 * @param id The repository.
 * @param type Its kind.
 * @returns For instance `models--owner--name`.
 */
export function cacheFolderName(id: string, type: RepositoryType): string {
  return [`${type}s`, ...id.split("/")].join("--");
}
