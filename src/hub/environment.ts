/**
 * What the process is allowed to tell: environment variables, the home folder, small files.
 *
 * Nothing here throws or prompts; what may not be read counts as absent.
 *
 * @module
 */

interface NodeProcess {
  process?: { env?: Record<string, string | undefined> };
}

/**
 * Tells whether Deno has granted a permission, without asking for it.
 *
 * @param permission The permission in question.
 * @returns `false` also in other runtimes.
 */
export function isGranted(permission: Deno.PermissionDescriptor): boolean {
  if (globalThis.Deno === undefined) return false;
  return Deno.permissions.querySync(permission).state === "granted";
}

/**
 * Reads an environment variable in Deno, Node and Bun.
 *
 * @param name The variable.
 * @returns Its value, or `undefined` if it is unset, empty or may not be read.
 */
export function readEnvironment(name: string): string | undefined {
  if (globalThis.Deno === undefined) {
    return (globalThis as NodeProcess).process?.env?.[name] || undefined;
  }
  if (!isGranted({ name: "env", variable: name })) return undefined;
  return Deno.env.get(name) || undefined;
}

/**
 * Tells whether an environment variable is switched on, in the spellings of Python's huggingface_hub.
 *
 * @param name The variable.
 * @returns Whether it is one of `1`, `ON`, `YES`, `TRUE`, in any case.
 */
export function isSwitchedOn(name: string): boolean {
  return ["1", "ON", "YES", "TRUE"].includes(readEnvironment(name)?.toUpperCase() ?? "");
}

/**
 * Names the user's home folder.
 *
 * @returns The folder, or `undefined` where there is none.
 */
export function homeFolder(): string | undefined {
  return readEnvironment("HOME") ?? readEnvironment("USERPROFILE");
}

/**
 * Reads a small text file if that is permitted and possible.
 *
 * @param path The file.
 * @returns Its text without surrounding white space, or `undefined`.
 */
export async function readTextIfPermitted(path: string): Promise<string | undefined> {
  if (!isGranted({ name: "read", path })) return undefined;
  try {
    return (await Deno.readTextFile(path)).trim();
  } catch {
    // Missing, a folder, or closed to this user: all the same to the caller.
    return undefined;
  }
}
