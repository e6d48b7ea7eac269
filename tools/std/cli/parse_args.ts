/**
 * The part of `jsr:@std/cli/parse-args` that this repository uses, for machines without access to JSR: long
 * flags, each declared. Anything else is refused, where the package would make a guess.
 */

/** Which flags there are, and of which kind. */
export interface ParseOptions {
  /** Flags without a value; `false` unless given as `--name=true`. */
  boolean?: readonly string[];
  /** Flags with a value, taken as it stands; an empty string where the value is missing. */
  string?: readonly string[];
}

/** Flag values by name; `_` holds the other arguments. */
export interface Args {
  _: string[];
  [name: string]: unknown;
}

/** Parses command-line arguments. */
export function parseArgs(args: string[], { boolean = [], string = [] }: ParseOptions = {}): Args {
  const result: Args = { _: [] };
  for (const name of boolean) result[name] = false;
  const end = args.indexOf("--");
  const queue = end < 0 ? [...args] : args.slice(0, end);
  for (let arg = queue.shift(); arg !== undefined; arg = queue.shift()) {
    if (!/^-./s.test(arg)) {
      result._.push(arg);
      continue;
    }
    const [, name = "", value] = /^--([^=]+)(?:=(.+))?$/s.exec(arg) ?? [];
    if (boolean.includes(name) && value !== undefined) {
      result[name] = value !== "false";
    } else if (string.includes(name) && name !== "_") {
      const isValueNext = value === undefined && /^[^-]/.test(queue[0] ?? "");
      result[name] = value ?? (isValueNext ? queue.shift() : "");
    } else {
      throw new Error(
        `Cannot parse "${arg}": this stand-in for @std/cli knows declared flags only`,
      );
    }
  }
  if (end >= 0) result._.push(...args.slice(end + 1));
  return result;
}
