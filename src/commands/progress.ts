// deno-lint-ignore-file no-console -- a command talks to its user
/**
 * Progress on standard error: a bar on a terminal, a line every few seconds otherwise.
 *
 * @module
 */

/** Shows how far something has come. */
export interface ProgressReporter {
  /** Tells how much of it is done. */
  update(done: number, total: number): void;
  /** Ends the display. */
  stop(): void;
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

async function createBar(what: string): Promise<ProgressReporter> {
  const { SingleBar } = await import("npm:cli-progress@3.12.0");
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
      bar.update(done);
    },
    stop: () => bar.stop(),
  };
}

function createLines(what: string): ProgressReporter {
  let last = performance.now();
  return {
    update(done, total) {
      const now = performance.now();
      if (now - last < LINE_INTERVAL && done < total) return;
      last = now;
      console.error(`${done} of ${total} ${what}`);
    },
    stop: () => undefined,
  };
}
