/**
 * From a command line to flag values, and the help text of a command.
 *
 * @module
 */

import { parseArgs } from "@std/cli/parse-args";
import { type Command, type Flag, FlagValues, UsageError } from "./command.ts";
import { nearestName } from "./nearest_name.ts";

/** Flags of every command. */
const COMMON_FLAGS: readonly Flag[] = [
  { name: "help", short: "h", description: "Show this text" },
];

/** A command line, taken apart. */
export interface ParsedLine {
  /** Arguments that are no flags. */
  readonly texts: readonly string[];
  /** Values of the flags. */
  readonly flags: FlagValues;
}

/**
 * Takes a command line apart.
 *
 * @param args Arguments after the name of the command.
 * @param command The command.
 * @returns Its arguments and flags.
 * @throws {UsageError} If there is a flag that the command does not have, a switch with a value, or
 *   `--name=` without one.
 */
export function parseFlags(args: readonly string[], command: Command): ParsedLine {
  const flags = [...command.flags, ...COMMON_FLAGS];
  const end = args.indexOf("--");
  const spelledOut = args.map((arg, i) => end < 0 || i < end ? spellOut(arg, flags) : arg);
  const parsed: Record<string, unknown> = parseArgs(spelledOut, {
    boolean: flags.filter((flag) => flag.value === undefined).map((flag) => flag.name),
    string: ["_", ...flags.filter((flag) => flag.value !== undefined).map((flag) => flag.name)],
  });
  const { _: texts, ...values } = parsed;
  return { texts: Array.isArray(texts) ? texts.map(String) : [], flags: new FlagValues(values) };
}

/**
 * Writes a flag in the one form that `parseArgs` does not guess about. It would take `--no-force=true` for
 * `--force`, the word "true" after a switch for its value, and `--output=` for a flag named "output=".
 */
function spellOut(arg: string, flags: readonly Flag[]): string {
  const [, dashes, given, value] = /^(--?)([^=]+)(?:=(.*))?$/s.exec(arg) ?? [];
  if (dashes === undefined || given === undefined) return arg;
  const flag = flags.find(({ name, short }) => given === (dashes === "--" ? name : short));
  if (flag === undefined) throw unknownFlag(`${dashes}${given}`, flags);
  if (flag.value === undefined) {
    if (value === undefined) return `--${flag.name}=true`;
    throw new UsageError(`Cannot use --${flag.name} with the value "${value}": it takes none`);
  }
  if (value === "") throw new UsageError(`Cannot use --${flag.name} without a value`);
  return `--${flag.name}${value === undefined ? "" : `=${value}`}`;
}

function unknownFlag(given: string, flags: readonly Flag[]): UsageError {
  const nearest = nearestName(given.replace(/^-+/, ""), flags.map((flag) => flag.name));
  return new UsageError(
    `Cannot use the unknown flag "${given}": ${
      nearest === undefined ? "--help lists all" : `the nearest one is "--${nearest}"`
    }, a text that begins with "-" comes after "--"`,
  );
}

/**
 * Renders the help text of a command.
 *
 * @param command Any command.
 * @returns Lines for a terminal.
 */
export function renderHelp(command: Command): string {
  const flags = [...command.flags, ...COMMON_FLAGS].map((
    flag,
  ) => [signature(flag), flag.description]);
  const width = Math.max(...flags.map(([left]) => left!.length));
  return [
    command.summary,
    "",
    `Usage: model2vec ${command.usage}`,
    "",
    "Options:",
    ...flags.map(([left, right]) => `  ${left!.padEnd(width)}  ${right}`),
    "",
    "Examples:",
    ...command.examples.flatMap(([purpose, line]) => [`  # ${purpose}`, `  model2vec ${line}`]),
  ].join("\n");
}

function signature({ name, short, value }: Flag): string {
  return `${short === undefined ? "   " : `-${short},`} --${name}${
    value === undefined ? "" : ` ${value}`
  }`;
}
