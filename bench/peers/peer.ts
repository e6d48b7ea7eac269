/**
 * The programs that are timed: ours, and those of the peers that are installed.
 *
 * @module
 */

import { fromFileUrl, join } from "@std/path";
import type { EmbeddingDtype } from "../../mod.ts";
import { denoProgram, type Program, runProgram, tryProgram } from "../measure/programs.ts";

/** What a program encodes, and for how long. */
export interface PeerTask {
  /** Folder of the model. */
  readonly model: string;
  /** Seconds that passes over the repeated file take together, at least. */
  readonly budget: number;
  /** The repeated file, then one that is read once, if any. */
  readonly files: readonly string[];
}

/** A program that encodes, and tells how long it took. */
export interface Peer {
  /** Its name and version; says why where it is not there. */
  readonly description: string;
  /** Gives the program to run; absent where the peer is not installed. */
  readonly program?: (task: PeerTask) => Program;
}

/** Versions of Python and its packages: what the report names. */
const PYTHON_VERSIONS =
  'import sys, model2vec; print(f"model2vec {model2vec.__version__} in Python {sys.version.split()[0]}")';

/** One thread, and no network. */
const PYTHON_ENV = { "HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false" };

/**
 * Our own program.
 *
 * @param residentType Element type in memory; that of the file by default.
 * @returns The peer.
 */
export function ourPeer(residentType?: EmbeddingDtype): Peer {
  return {
    description: "ours",
    program: ({ model, budget, files }) =>
      denoProgram("peers/our_peer.ts", [residentType ?? "stored", model, String(budget), ...files]),
  };
}

/**
 * Python's model2vec.
 *
 * @param python The interpreter.
 * @returns The peer.
 */
export async function findPython(python: string): Promise<Peer> {
  const description = await tryProgram({ command: python, args: ["-c", PYTHON_VERSIONS] });
  if (description === undefined) {
    return { description: `no Python: ${python} cannot import model2vec` };
  }
  const script = fromFileUrl(new URL("python_peer.py", import.meta.url));
  return {
    description,
    program: ({ model, budget, files }) => ({
      command: python,
      args: [script, model, String(budget), ...files],
      env: PYTHON_ENV,
    }),
  };
}

/**
 * model2vec-rs, built from the crate beside this file. The build is made in a copy, since cargo writes beside the
 * manifest, and takes minutes the first time.
 *
 * @param folder Where the copy and the build are kept between runs.
 * @returns The peer.
 * @throws {Error} If cargo is there, and cannot build it.
 */
export async function findRust(folder: string): Promise<Peer> {
  if (await tryProgram({ command: "cargo", args: ["--version"] }) === undefined) {
    return { description: "no Rust: cargo cannot be run" };
  }
  const crate = join(folder, "rust");
  await Deno.mkdir(join(crate, "src"), { recursive: true });
  for (const file of ["Cargo.toml", "src/main.rs"]) {
    await copyIfChanged(new URL(`rust/${file}`, import.meta.url), join(crate, file));
  }
  const manifest = join(crate, "Cargo.toml");
  await runProgram({
    command: "cargo",
    args: ["build", "--release", "--quiet", "--manifest-path", manifest],
    env: { "CARGO_TARGET_DIR": join(crate, "target") },
  });
  const lock = await Deno.readTextFile(join(crate, "Cargo.lock"));
  const [, version] = /name = "model2vec-rs"\nversion = "(.+?)"/.exec(lock)!;
  return {
    description: `model2vec-rs ${version}`,
    program: ({ model, budget, files }) => ({
      command: join(crate, "target/release/model2vec-peer"),
      args: [model, String(budget), ...files],
    }),
  };
}

/** Cargo builds again what is newer than the build. */
async function copyIfChanged(source: URL, target: string): Promise<void> {
  const contents = await Deno.readTextFile(source);
  const present = await Deno.readTextFile(target).catch(() => undefined);
  if (contents !== present) await Deno.writeTextFile(target, contents);
}
