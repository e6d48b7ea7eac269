/** The part of `jsr:@std/path` that this repository uses, for machines without access to JSR. */
import { fileURLToPath, pathToFileURL } from "node:url";

export { basename, dirname, extname, isAbsolute, join, relative, resolve } from "node:path";

/** Converts a file URL to a path. */
export function fromFileUrl(url: URL | string): string {
  return fileURLToPath(url);
}

/** Converts an absolute path to a file URL. */
export function toFileUrl(path: string): URL {
  return pathToFileURL(path);
}
