// deno-lint-ignore-file no-console -- a command talks to its user
/**
 * Progress on standard error: a bar on a terminal, a line every few seconds otherwise.
 *
 * @module
 */

import type { HubProgress } from "../hub/hub_options.ts";

/** Shows how far something has come. */
export interface ProgressReporter {
  /** Tells how much of it is done. */
  update(this: void, done: number, total: number): void;
  /** Ends the display. */
  stop(this: void): void;
}

/** Milliseconds between two lines where standard error is no terminal. */
const LINE_INTERVAL = 3_000;

/**
 * Chooses how progress is shown.
 *
 * @param what What is counted, such as "tokens".
 * @param options Whether to show nothing.
 * @returns The reporter.
 */
export async function createProgress(
  what: string,
  { quiet }: { readonly quiet: boolean },
): Promise<ProgressReporter> {
  if (quiet) return { update: () => undefined, stop: () => undefined };
  return Deno.stderr.isTerminal() ? await createBar(what) : createLines(what);
}

/** Files below this many bytes are there before their progress could be read. */
const SMALL_FILE = 1_000_000;

/** Shows downloads. */
export interface DownloadReporter {
  /** What a hub client calls. */
  onProgress(this: void, progress: HubProgress): void;
  /** Ends the display. */
  stop(this: void): Promise<void>;
}

/**
 * Shows the downloads of a hub client as one, which grows when another file begins. Nothing is loaded or
 * shown before there is one.
 *
 * @param options Whether to show nothing.
 * @returns The reporter.
 */
export function createDownloadProgress(options: { readonly quiet: boolean }): DownloadReporter {
  const files = new Map<string, { loaded: number; total: number }>();
  const megabytes = (of: "loaded" | "total") =>
    Math.round(files.values().reduce((sum, file) => sum + file[of], 0) / 1e6);
  let reporter: Promise<ProgressReporter> | undefined;
  return {
    onProgress({ file, loaded, total = loaded }) {
      if (total < SMALL_FILE) return;
      files.set(file, { loaded, total });
      reporter ??= createProgress("MB downloaded", options);
      reporter.then(({ update }) => update(megabytes("loaded"), megabytes("total")));
    },
    async stop() {
      (await reporter)?.stop();
    },
  };
}

async function createBar(what: string): Promise<ProgressReporter> {
  const library = await import("npm:cli-progress@3.12.0").catch(() => undefined);
  // Progress is no reason to fail where the package cannot be fetched.
  if (library === undefined) return createLines(what);
  const { SingleBar } = library;
  const bar = new SingleBar({
    format: `{bar} {percentage}% | {value}/{total} ${what} | {eta_formatted} left`,
    barCompleteChar: "█",
    barIncompleteChar: "░",
    // Nothing that a process ended from outside would leave changed, and no signal handler of its own.
    linewrap: true,
    gracefulExit: false,
  });
  let isStarted = false;
  return {
    update(done, total) {
      if (!isStarted) bar.start(total, done);
      isStarted = true;
      bar.setTotal(total);
      bar.update(done);
    },
    stop: () => bar.stop(),
  };
}

function createLines(what: string): ProgressReporter {
  let last = performance.now();
  let shown = "";
  return {
    update(done, total) {
      const now = performance.now();
      const line = `${done} of ${total} ${what}`;
      if (line === shown || (now - last < LINE_INTERVAL && done < total)) return;
      last = now;
      shown = line;
      console.error(line);
    },
    stop: () => undefined,
  };
}
