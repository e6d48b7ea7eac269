/**
 * Own entries of a vocabulary, sorted: which become rows, as words or as phrases, and which do not and why.
 * How an entry is read for a kind of model is in `entry_readers.ts`.
 *
 * @module
 */

/** What became of the entries of an own vocabulary. */
export interface VocabularyReport {
  /** Number of entries that became a row as one word. */
  readonly words: number;
  /** Number of entries that became a row as a phrase: several words, or one with punctuation. */
  readonly phrases: number;
  /** Entries of which normalizing leaves nothing. */
  readonly empty: readonly string[];
  /** Entries that were there before, in the same form or in one that normalizes to the same. */
  readonly duplicate: readonly string[];
  /** Entries that the teacher has a token of. */
  readonly known: readonly string[];
  /** Words that `removePattern` matches at their beginning, or that name a token the student leaves out. */
  readonly removed: readonly string[];
  /**
   * Entries whose text is the name of a token that means something else, as `"à"` names a byte in byte-level
   * tokenizers: a `tokenizer.json` cannot have two tokens of one name.
   */
  readonly clashing: readonly string[];
}

/** Why an entry does not become a row: the lists of a {@linkcode VocabularyReport}. */
export type Rejection = "empty" | "duplicate" | "known" | "removed" | "clashing";

/** An entry in the form in which a tokenizer has it. */
export interface OwnEntry {
  /** The entry as given. */
  readonly entry: string;
  /** What the tokenizer calls it. */
  readonly content: string;
  /** What entries of one meaning have in common. */
  readonly key: string;
  /** Whether it is more than one word. */
  readonly isPhrase: boolean;
}

/** Reads entries for a kind of model. */
export interface EntryReader {
  /**
   * Brings an entry into the tokenizer's form.
   *
   * @param entry Text without lone surrogates.
   * @returns Its form, or `undefined` if nothing is left of it.
   */
  read(entry: string): OwnEntry | undefined;
  /**
   * Tells why an entry does not become a row.
   *
   * @param entry The entry in its form.
   * @returns The reason, or `undefined` if it does.
   */
  reject(entry: OwnEntry): Rejection | undefined;
}

/** Sorted entries. */
export interface SortedEntries {
  /** The entries that become rows, in the order given. */
  readonly accepted: readonly OwnEntry[];
  /** What became of all. */
  readonly report: VocabularyReport;
}

/**
 * Sorts entries, as `clean_and_create_vocabulary` of Python's model2vec does: of several that are the same,
 * the first counts.
 *
 * @param entries The entries. Lone surrogates count as U+FFFD.
 * @param reader Reads them for the model at hand.
 * @returns What becomes of each.
 */
export function sortEntries(entries: readonly string[], reader: EntryReader): SortedEntries {
  const accepted: OwnEntry[] = [];
  const taken = new Set<string>();
  const rejected: Record<Rejection, string[]> = {
    empty: [],
    duplicate: [],
    known: [],
    removed: [],
    clashing: [],
  };
  for (const entry of entries) {
    const own = reader.read(entry.toWellFormed());
    if (own === undefined) {
      rejected.empty.push(entry);
      continue;
    }
    const { key, content } = own;
    const reason = taken.has(key) || taken.has(content) ? "duplicate" : reader.reject(own);
    if (reason !== undefined) {
      rejected[reason].push(entry);
      continue;
    }
    taken.add(key).add(content);
    accepted.push(own);
  }
  const phrases = accepted.filter(({ isPhrase }) => isPhrase).length;
  return { accepted, report: { words: accepted.length - phrases, phrases, ...rejected } };
}
