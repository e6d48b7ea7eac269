/** What tests of the hub change in their process, and put back. */

/** A new folder that is removed at the end of its scope. */
export class TempFolder implements AsyncDisposable {
  /** The folder. */
  readonly path: string = Deno.makeTempDirSync();

  /** Removes the folder. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.path, { recursive: true });
  }
}

const HUB_VARIABLES = [
  "HF_TOKEN",
  "HUGGING_FACE_HUB_TOKEN",
  "HF_TOKEN_PATH",
  "HF_ENDPOINT",
  "HF_HUB_OFFLINE",
  "HF_HUB_CACHE",
  "HUGGINGFACE_HUB_CACHE",
  "HF_HOME",
  "XDG_CACHE_HOME",
  "HOME",
  "USERPROFILE",
];

/**
 * Runs a task with the given variables, and none of the others that the hub client reads.
 *
 * @param variables The variables to set.
 * @param task What to run.
 * @returns What the task returns.
 */
export async function withEnvironment<T>(
  variables: Record<string, string>,
  task: () => Promise<T>,
): Promise<T> {
  const before = HUB_VARIABLES.map((name) => [name, Deno.env.get(name)] as const);
  for (const name of HUB_VARIABLES) Deno.env.delete(name);
  for (const [name, value] of Object.entries(variables)) Deno.env.set(name, value);
  try {
    return await task();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) Deno.env.delete(name);
      else Deno.env.set(name, value);
    }
  }
}

/**
 * Runs a task as in a runtime with other global names.
 *
 * @param globals Values by name; `undefined` for a name that the runtime lacks, such as `Deno`.
 * @param task What to run.
 * @returns What the task returns.
 */
export async function withGlobals<T>(
  globals: Record<string, unknown>,
  task: () => Promise<T>,
): Promise<T> {
  const names = Object.keys(globals);
  const before = names.map((name) => Object.getOwnPropertyDescriptor(globalThis, name));
  for (const [name, value] of Object.entries(globals)) {
    Object.defineProperty(globalThis, name, { value, configurable: true });
  }
  try {
    return await task();
  } finally {
    for (const [i, name] of names.entries()) {
      const descriptor = before[i];
      if (descriptor !== undefined) Object.defineProperty(globalThis, name, descriptor);
    }
  }
}

/**
 * Makes `fetch` behave as in a browser, where the answer to a redirect that is not followed shows nothing.
 *
 * @param real The function to ask.
 * @returns The function to put in its place.
 */
export function browserFetch(real: typeof fetch): typeof fetch {
  return async (input, init) => {
    const response = await real(input, init);
    const isRedirect = response.status >= 300 && response.status < 400;
    if (init?.redirect !== "manual" || !isRedirect) return response;
    await response.body?.cancel();
    return Object.defineProperty(Response.error(), "type", { value: "opaqueredirect" });
  };
}
