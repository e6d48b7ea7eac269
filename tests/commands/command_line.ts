/** Runs the command line as a user does: in a process of its own, with few permissions. */
import { fromFileUrl } from "@std/path";
import { repositoryPath } from "../shared_data.ts";

/** The repository's root. */
export const ROOT: string = fromFileUrl(repositoryPath("."));
/** A model that loads fast. */
export const MODEL: string = fromFileUrl(repositoryPath("tests/fixtures/static-model-32-float32"));
/** What modules are read from: the commands are imported when they are run. */
export const MODULES: readonly string[] = ["src", "tools", "models"].map((name) =>
  `${ROOT}${name}`
);

/** What distilling needs beyond: ONNX Runtime is native code. */
export const FFI = `--allow-ffi=${ROOT}node_modules`;

/** How a process ended. */
export interface Outcome {
  /** Its exit code. */
  code: number;
  /** Its standard output. */
  stdout: string;
  /** Its standard error. */
  stderr: string;
}

/** What a process may do and is given. */
export interface ProcessOptions {
  /** Folders that it may read and write, beside reading the modules and the test model. */
  folders?: readonly string[];
  /** Further flags of Deno. */
  flags?: readonly string[];
  /** Its standard input. */
  stdin?: string | Uint8Array;
  /** Module to run. */
  entry?: string;
  /** Working directory. */
  cwd?: string;
  /** Environment variables to add. */
  env?: Record<string, string>;
}

/** The process of a command line, not yet started. */
export function commandLine(args: readonly string[], options: ProcessOptions = {}): Deno.Command {
  const { folders = [], flags = [], entry = `${ROOT}cli.ts`, cwd = ROOT, env = {} } = options;
  return new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--no-prompt",
      `--allow-read=${[...MODULES, MODEL, ...folders].join()}`,
      ...folders.length === 0 ? [] : [`--allow-write=${folders.join()}`],
      ...flags,
      entry,
      ...args,
    ],
    cwd,
    env: { NO_COLOR: "1", ...env },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  });
}

/** Runs a command line to its end. */
export async function runCommandLine(
  args: readonly string[],
  options: ProcessOptions = {},
): Promise<Outcome> {
  const child = commandLine(args, options).spawn();
  const { stdin = "" } = options;
  const bytes = typeof stdin === "string" ? new TextEncoder().encode(stdin) : stdin;
  // A process that ends without reading its input closes the pipe.
  const written = new Blob([new Uint8Array(bytes)]).stream().pipeTo(child.stdin).catch(() => {});
  const { code, stdout, stderr } = await child.output();
  await written;
  const decoder = new TextDecoder();
  return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}

/** Leaves little more than the printable ASCII characters of the vocabulary, and so takes no time. */
const FEW_TOKENS = ["--remove-pattern", "..|[^ -~]", "--components", "16"];

/** Distils few tokens, with no permission but to read and write a folder and to load ONNX Runtime. */
export function distil(
  folder: string,
  args: readonly string[],
  { flags = [], ...options }: ProcessOptions = {},
): Promise<Outcome> {
  return runCommandLine(["distill", ...FEW_TOKENS, ...args], {
    folders: [folder],
    flags: [FFI, ...flags],
    ...options,
  });
}

/** Names in a folder, sorted. */
export async function listNames(folder: string): Promise<string[]> {
  return (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name).sort();
}
