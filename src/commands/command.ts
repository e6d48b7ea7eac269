/**
 * What a command of the command line is, and the values of its flags.
 *
 * @module
 */

/** A flag of a command. */
export interface Flag {
  /** Long name, without dashes. */
  readonly name: string;
  /** One-letter name, without its dash. */
  readonly short?: string;
  /** Placeholder of the value in the help text; absent for a switch. */
  readonly value?: string;
  /** What the flag does, and its default. */
  readonly description: string;
}

/** A command of the command line. */
export interface Command {
  /** Name, and placeholders of its arguments. */
  readonly usage: string;
  /** One sentence. */
  readonly summary: string;
  /** The flags that it takes. */
  readonly flags: readonly Flag[];
  /** Example command lines, each with what it is for. */
  readonly examples: readonly (readonly [purpose: string, line: string])[];
  /** Runs the command. */
  run(input: CommandInput): Promise<void>;
}

/** What a command is run with. */
export interface CommandInput {
  /** Arguments that are no flags. */
  readonly texts: readonly string[];
  /** Values of the flags. */
  readonly flags: FlagValues;
  /** Is aborted when the user interrupts the command. */
  readonly signal: AbortSignal;
}

/** Thrown when a command line cannot be understood; the process then ends with exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Which numbers a flag takes. */
export interface NumberRange {
  /** The range in words, to end the sentence "it must be". */
  readonly name: string;
  /** Tells whether a finite number lies in the range. */
  includes(number: number): boolean;
}

/**
 * Makes the range of all integers from a smallest one on.
 *
 * @param minimum The smallest.
 * @returns The range.
 */
export function integersFrom(minimum: number): NumberRange {
  return {
    name: `an integer of at least ${minimum}`,
    includes: (number) => Number.isInteger(number) && number >= minimum,
  };
}

/** How the number of a flag is read. */
export interface NumberOptions<T extends string> {
  /** Which numbers the flag takes. */
  readonly range: NumberRange;
  /** Words that the flag takes as well. */
  readonly words?: readonly T[];
}

/** The values of a command's flags, checked when they are asked for. */
export class FlagValues {
  readonly #values: Readonly<Record<string, unknown>>;

  /**
   * @param values Values by name: text, or a boolean for a switch.
   */
  constructor(values: Readonly<Record<string, unknown>>) {
    this.#values = values;
  }

  /** Whether a switch was given. */
  isOn(name: string): boolean {
    return this.#values[name] === true;
  }

  /** The text of a flag, if it was given. */
  text(name: string): string | undefined {
    const value = this.#values[name];
    if (value === "") throw new UsageError(`Cannot use --${name} without a value`);
    return typeof value === "string" ? value : undefined;
  }

  /** The text of a flag, which must be one of several. */
  choice<T extends string>(name: string, choices: readonly T[]): T | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const choice = choices.find((candidate) => candidate === text);
    if (choice !== undefined) return choice;
    throw new UsageError(
      `Cannot use "${text}" for --${name}: it must be one of "${choices.join('", "')}"`,
    );
  }

  /** The number of a flag, or one of several words. */
  number<T extends string = never>(
    name: string,
    { range, words = [] }: NumberOptions<T>,
  ): number | T | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const word = words.find((candidate) => candidate === text);
    if (word !== undefined) return word;
    const number = Number(text);
    if (text.trim() !== "" && Number.isFinite(number) && range.includes(number)) return number;
    const orWords = words.map((candidate) => ` or "${candidate}"`).join("");
    throw new UsageError(`Cannot use "${text}" for --${name}: it must be ${range.name}${orWords}`);
  }
}
