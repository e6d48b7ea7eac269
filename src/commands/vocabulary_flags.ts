// deno-lint-ignore-file no-console -- a command talks to its user
/**
 * The flags of an own vocabulary: which file it is in, how its lines are read, and what became of it.
 *
 * @module
 */

import type { DistillOptions, VocabularyReport } from "../distill/distill.ts";
import {
  quoteEntry,
  VOCABULARY_FORMATS,
  type VocabularyFormat,
  type VocabularyList,
  VocabularyReader,
} from "./vocabulary_list.ts";
import { type Flag, type FlagValues, UsageError } from "./command.ts";
import { openTexts, readTexts } from "./read_texts.ts";

/** The flags. */
export const VOCABULARY_FLAGS: readonly Flag[] = [
  {
    name: "vocabulary",
    value: "FILE",
    description: "Own words and phrases, one a line: each becomes one token",
  },
  { name: "vocabulary-only", description: "Leave the teacher's tokens out" },
  {
    name: "vocabulary-format",
    value: "KIND",
    description: `Form of the lines: ${VOCABULARY_FORMATS.join(", ")} ` +
      "(default counts if all lines end in one, else lines)",
  },
  {
    name: "pad-entries",
    value: "WHEN",
    description: "Show the teacher own entries with its padding, as Python does: always, never " +
      "(default up to 1,000, and never with --vocabulary-only)",
  },
  { name: "counts", description: "Weigh by the counts of the vocabulary instead of Zipf's law" },
];

/** What the flags ask for. */
export interface VocabularyFlags {
  /** The file; absent without an own vocabulary. */
  readonly path: string | undefined;
  /** Form of its lines; absent if that is to be found out. */
  readonly format: VocabularyFormat | undefined;
  /** Whether the teacher's tokens are left out. */
  readonly only: boolean;
  /** Whether the teacher sees the entries padded; absent if that depends on their number. */
  readonly padEntries: boolean | undefined;
  /** Whether rows are weighed by its counts. */
  readonly counts: boolean;
}

/**
 * Reads the flags, but no file yet.
 *
 * @param flags The flags of a command line.
 * @returns What they ask for.
 * @throws {UsageError} If they do not go together.
 */
export function readVocabularyFlags(flags: FlagValues): VocabularyFlags {
  const path = flags.text("vocabulary");
  const format = flags.choice("vocabulary-format", VOCABULARY_FORMATS);
  const only = flags.isOn("vocabulary-only");
  const counts = flags.isOn("counts");
  const padding = flags.choice("pad-entries", ["always", "never"]);
  const given = {
    "vocabulary-only": only,
    "vocabulary-format": format !== undefined,
    "pad-entries": padding !== undefined,
    counts,
  };
  const [lonely] = Object.entries(given).filter(([, isGiven]) => isGiven);
  if (path === undefined && lonely !== undefined) {
    throw new UsageError(`Cannot use --${lonely[0]} without --vocabulary: name a file of words`);
  }
  if (counts && format !== undefined && format !== "counts") {
    throw new UsageError(
      `Cannot use --counts together with --vocabulary-format ${format}: those lines have no counts`,
    );
  }
  if (counts && flags.text("sif-coefficient") === "none") {
    throw new UsageError(
      "Cannot use --counts together with --sif-coefficient none: leave one of them out",
    );
  }
  const padEntries = padding === undefined ? undefined : padding === "always";
  return { path, format, only, padEntries, counts };
}

/** How a vocabulary is read. */
export interface ReadVocabularyOptions {
  /** Whether to say nothing. */
  readonly quiet: boolean;
  /** Stops the reading. */
  readonly signal: AbortSignal;
}

/**
 * Reads the vocabulary from its file.
 *
 * @param wanted What the flags ask for.
 * @param options Whether to say nothing, and cancellation.
 * @returns Options of `distill()`, none without an own vocabulary.
 * @throws {UsageError} If there should be counts, and are none.
 * @throws {SyntaxError | TypeError} If the file is not of the format, or not UTF-8.
 * @throws {Error} If it cannot be opened.
 */
export async function readVocabulary(
  { path, format, only, padEntries, counts: weighs }: VocabularyFlags,
  { quiet, signal }: ReadVocabularyOptions,
): Promise<DistillOptions> {
  if (path === undefined) return {};
  const list = await readList({ path, format, signal });
  const { entries, counts } = list;
  if (weighs && counts === undefined) {
    throw new UsageError(
      `Cannot use --counts with "${path}": not all of its lines end in a space and a count, ` +
        `--vocabulary-format counts says which`,
    );
  }
  if (format === undefined && counts !== undefined && !quiet) {
    console.error(
      `Every line of ${path} ends in a count, which is not part of the entry ` +
        `(it is with --vocabulary-format lines)`,
    );
  }
  return {
    vocabulary: entries,
    vocabularyOnly: only,
    ...(padEntries === undefined ? {} : { padEntries }),
    ...(weighs && counts !== undefined ? { counts } : {}),
    ...(quiet ? {} : { onVocabulary: (report) => console.error(describeVocabulary(report)) }),
  };
}

async function readList(
  { path, format, signal }: {
    readonly path: string;
    readonly format: VocabularyFormat | undefined;
    readonly signal: AbortSignal;
  },
): Promise<VocabularyList> {
  const { readable } = await openTexts(path);
  const reader = new VocabularyReader({ name: path, format });
  try {
    for await (const lines of readTexts(readable, { batchSize: 1024, signal })) {
      for (const { text } of lines) reader.add(text);
    }
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    throw new TypeError(
      `Cannot read the vocabulary "${path}": it is not UTF-8, convert it first`,
      { cause },
    );
  }
  return reader.finish();
}

/** Entries of a list that are shown. */
const SHOWN = 3;

/**
 * Says what became of an own vocabulary.
 *
 * @param report What became of its entries.
 * @returns A sentence.
 */
export function describeVocabulary(report: VocabularyReport): string {
  const { words, phrases, ...rejected } = report;
  const lists: [entries: readonly string[], reason: string][] = [
    [rejected.known, "known to the teacher"],
    [rejected.duplicate, "given before"],
    [rejected.empty, "empty"],
    [rejected.removed, "removed"],
    [rejected.clashing, "of a name that is taken"],
  ];
  const parts = lists.filter(([{ length }]) => length > 0).map(([entries, reason]) => {
    const more = entries.length > SHOWN ? ", ..." : "";
    const examples = entries.slice(0, SHOWN).map(quoteEntry).join(", ");
    return `${entries.length} ${reason} (${examples}${more})`;
  });
  return [`Vocabulary: ${countOf(words, "word")} and ${countOf(phrases, "phrase")} added`, ...parts]
    .join("; ");
}

function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
