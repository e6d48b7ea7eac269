// deno-lint-ignore-file no-console -- a command talks to its user
/**
 * The command line: distils, shrinks, encodes with, compares and inspects static models.
 *
 * ```sh
 * deno run -A jsr:@model2vec/cli distill
 * ```
 *
 * @module
 */

import denoJson from "./deno.json" with { type: "json" };
import { type Command, UsageError } from "./src/commands/command.ts";
import { nearestName } from "./src/commands/nearest_name.ts";
import { parseFlags, renderHelp } from "./src/commands/parse_flags.ts";

/** Summaries by name. A command's module is loaded when it is run. */
const COMMANDS: Readonly<Record<string, string>> = {
  distill: "Distil a static model from a Sentence Transformer",
  convert: "Make a static model of word vectors",
  quantize: "Make a static model smaller",
  encode: "Turn the lines of a file into vectors",
  similarity: "Compare texts",
  inspect: "Show what a static model consists of",
};

/** Exit codes: success, failure, a command line that cannot be understood, interrupted by the user. */
const EXIT = { success: 0, failure: 1, usage: 2, interrupted: 130 } as const;

/**
 * Runs a command line, as the whole of a program: takes the permission to start other programs away from
 * the process for good, since no command needs it, and listens to Ctrl-C until the command has ended.
 *
 * @param args Arguments, the name of the command first.
 * @returns The exit code: 0 for success, 1 for failure, 2 for a command line that cannot be understood,
 *   130 when the user interrupted.
 */
export async function main(args: readonly string[]): Promise<number> {
  // Under --allow-all no dependency may start a program either.
  await Deno.permissions.revoke({ name: "run" });
  const controller = new AbortController();
  const interrupt = () => {
    // From here on the signal does again what it does by default: a second one ends the process at once.
    Deno.removeSignalListener("SIGINT", interrupt);
    controller.abort(new DOMException("Interrupted", "AbortError"));
  };
  Deno.addSignalListener("SIGINT", interrupt);
  try {
    await runLine(args, controller.signal);
    return EXIT.success;
  } catch (error) {
    // Whoever read our output has seen enough.
    if (error instanceof Deno.errors.BrokenPipe) return EXIT.success;
    console.error(`error: ${describeError(error)}`);
    if (controller.signal.aborted) return EXIT.interrupted;
    return error instanceof UsageError ? EXIT.usage : EXIT.failure;
  } finally {
    Deno.removeSignalListener("SIGINT", interrupt);
  }
}

/** A task of a checkout has fewer permissions than its flags can ask for. */
function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  let cause: unknown = error;
  while (cause instanceof Error && !(cause instanceof Deno.errors.NotCapable)) cause = cause.cause;
  return cause instanceof Deno.errors.NotCapable
    ? `${error.message}; tasks may write the checkout alone and read around it, "deno run -A cli.ts" may use everything`
    : error.message;
}

async function runLine([name, ...rest]: readonly string[], signal: AbortSignal): Promise<void> {
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    const [topic] = rest;
    console.log(topic === undefined ? renderOverview() : renderHelp(await loadCommand(topic)));
    return;
  }
  if (name === "--version" || name === "-V") {
    console.log(`model2vec ${denoJson.version}`);
    return;
  }
  const command = await loadCommand(name);
  const { texts, flags } = parseFlags(rest, command);
  if (flags.isOn("help")) {
    console.log(renderHelp(command));
    return;
  }
  await command.run({ texts, flags, signal });
}

async function loadCommand(name: string): Promise<Command> {
  if (!Object.hasOwn(COMMANDS, name)) {
    const nearest = nearestName(name, Object.keys(COMMANDS));
    throw new UsageError(
      `Cannot run the unknown command "${name}": ${
        nearest === undefined ? "" : `the nearest one is "${nearest}", `
      }"model2vec --help" lists all`,
    );
  }
  // Not a literal in import(): Deno would fetch the npm packages of every command before the first line.
  const commandModule = `./src/commands/${name}.ts`;
  const { command } = await import(commandModule) as { command: Command };
  return command;
}

function renderOverview(): string {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length));
  return [
    "Static embedding models: distilled from a Sentence Transformer, fast on any CPU.",
    "",
    "Usage: model2vec COMMAND [options]",
    "",
    "Commands:",
    ...Object.entries(COMMANDS).map(([name, summary]) => `  ${name.padEnd(width)}  ${summary}`),
    "",
    "Options:",
    "  -h, --help     Show this text, or that of a command",
    "  -V, --version  Show the version",
  ].join("\n");
}

if (import.meta.main) Deno.exit(await main(Deno.args));
