/** A hub with one model and an empty cache, for the tests of `HubRepository`. */
import { openRepository } from "../../src/hub/hub.ts";
import type { HubOptions } from "../../src/hub/hub_options.ts";
import type { Repository } from "../../src/hub/repository.ts";
import {
  type LoopbackContent,
  LoopbackHub,
  type LoopbackRepositoryOptions,
} from "./loopback_hub.ts";
import { TempFolder } from "./process_state.ts";

/** The content of the large file. */
export const LARGE: Uint8Array<ArrayBuffer> = Uint8Array.from(
  { length: 100_000 },
  (_, i) => i % 251,
);
/** Its SHA-256. */
export const LARGE_SHA256: string = new Uint8Array(await crypto.subtle.digest("SHA-256", LARGE))
  .toHex();
/** The git hash of the small file, as `printf '{}' | git hash-object --stdin` says. */
export const SMALL_SHA1 = "9e26dfeeb6e641a33dae4961196235bdb965b21b";
/** The files of the model. */
export const FILES: Record<string, LoopbackContent> = {
  "config.json": "{}",
  "onnx/model.onnx": LARGE,
};
/** How they are served. */
export const LARGE_FILES: LoopbackRepositoryOptions = { largeFiles: ["onnx/model.onnx"] };
/** A commit that the model does not have at first. */
export const OTHER_COMMIT: string = "f".repeat(40);

/** A hub with one model, `a/b`, and an empty cache folder. */
export class HubScene implements AsyncDisposable {
  /** The hub. */
  readonly hub: LoopbackHub = new LoopbackHub();
  /** The cache folder. */
  readonly folder: TempFolder = new TempFolder();
  /** The model's commit. */
  commit = "";

  /** Starts the hub and adds the model. */
  static async open(): Promise<HubScene> {
    const scene = new HubScene();
    scene.commit = await scene.hub.add("a/b", FILES, LARGE_FILES);
    return scene;
  }

  /** The model as seen through the hub client. */
  repository(options: HubOptions = {}): Promise<Repository> {
    const { endpoint } = this.hub;
    const defaults = {
      endpoint,
      cacheDir: this.folder.path,
      offline: false,
      token: false,
    } as const;
    return openRepository("a/b", { ...defaults, retryDelay: 1, ...options });
  }

  /** The same with an endpoint where nobody listens. */
  async unreachable(options: HubOptions = {}): Promise<Repository> {
    const gone = new LoopbackHub();
    const { endpoint } = gone;
    await gone[Symbol.asyncDispose]();
    return this.repository({ endpoint, ...options });
  }

  /** What was asked since the last call, with `COMMIT` for the model's commit. */
  takeLog(): string[] {
    const { log } = this.hub;
    this.hub.requests.length = 0;
    return log.map((line) => line.replaceAll(this.commit, "COMMIT"));
  }

  /** Stops the hub and removes the cache folder. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.hub[Symbol.asyncDispose]();
    await this.folder[Symbol.asyncDispose]();
  }
}

/** Lists the files below a folder, sorted. */
export async function listFiles(folder: string, prefix = ""): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(`${folder}/${prefix}`)) {
    if (isDirectory) found.push(...await listFiles(folder, `${prefix}${name}/`));
    else found.push(prefix + name);
  }
  return found.sort();
}

/** Decodes UTF-8. */
export function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** Writes a cache folder as huggingface_hub leaves it: one file, and the mark of a missing one. */
export async function writeAsPython(folder: string, commit: string): Promise<void> {
  const root = `${folder}/models--a--b`;
  for (const part of ["blobs", "refs", `snapshots/${commit}`, `.no_exist/${commit}`]) {
    await Deno.mkdir(`${root}/${part}`, { recursive: true });
  }
  await Deno.writeTextFile(`${root}/refs/main`, commit);
  await Deno.writeTextFile(`${root}/blobs/${SMALL_SHA1}`, "{}");
  await Deno.symlink(`../../blobs/${SMALL_SHA1}`, `${root}/snapshots/${commit}/config.json`);
  await Deno.writeTextFile(`${root}/.no_exist/${commit}/modules.json`, "");
}
