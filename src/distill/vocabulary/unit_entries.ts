/**
 * Own entries for models that spell words from pieces, BPE and Unigram: each is one unit, an added token,
 * since a piece of the vocabulary would also be found inside longer words, or be spelled otherwise.
 *
 * @module
 */

import { createNormalizer } from "../../tokenizer/normalizer.ts";
import { createPreTokenizer } from "../../tokenizer/pre_tokenizer.ts";
import type { Tokenizer } from "../../tokenizer/tokenizer.ts";
import type { EntryReader, OwnEntry, Rejection } from "./own_entries.ts";
import { matchAmongPieces, phraseContent, type PhraseMatching } from "./phrase_matching.ts";
import { hasSpace, stripSpace } from "./white_space.ts";

/** Reads entries for a model that spells words from pieces. */
export interface UnitReader extends EntryReader {
  /** How the entries are matched. */
  readonly matching: PhraseMatching;
  /**
   * Finds tokens that entries name and that so far stood inside words only.
   *
   * @param entries Entries that the teacher has a token of.
   * @returns The tokens that are to be matched as words too, in the rows that they have.
   */
  findInsideWords(entries: readonly string[]): readonly string[];
}

/**
 * Makes the reader of entries. Entries with white space are phrases.
 *
 * @param base The student's tokenizer without own entries.
 * @param isRemoved Whether a word is not wanted.
 * @returns The reader.
 */
export function createUnitReader(
  base: Tokenizer,
  isRemoved: (word: string) => boolean,
): UnitReader {
  const { normalizer, pre_tokenizer: preTokenizer, added_tokens: added = [] } = base.toJson();
  const normalize = createNormalizer(normalizer ?? null);
  const preTokenize = createPreTokenizer(preTokenizer ?? null);
  const matching = matchAmongPieces(normalize);
  const marks = new Set(added.map(({ content }) => content));

  function read(entry: string): OwnEntry | undefined {
    const content = matching.normalized ? phraseContent(entry, normalize) : stripSpace(entry);
    const key = matching.normalized ? stripSpace(normalize(content)) : content;
    return key === "" ? undefined : { entry, content, key, isPhrase: hasSpace(content) };
  }

  function isWord(content: string): boolean {
    return marks.has(content) || isOneToken(base, content);
  }

  function reject({ content, isPhrase }: OwnEntry): Rejection | undefined {
    if (isWord(content)) return "known";
    if (!isPhrase && isRemoved(content)) return "removed";
    if (base.tokenToId(content) === undefined) return undefined;
    // Byte-level tokenizers call bytes by letters, and spell those letters by other names.
    const callsItSo = preTokenize(normalize(content), "start").join("").endsWith(content);
    return callsItSo ? "known" : "clashing";
  }

  function findInsideWords(entries: readonly string[]): readonly string[] {
    const contents = new Set(entries.map((entry) => read(entry)?.content ?? ""));
    return [...contents].filter((content) =>
      !isWord(content) && base.tokenToId(content) !== undefined
    );
  }

  return { matching, read, reject, findInsideWords };
}

/** Whether an entry is spelled as one token at the beginning of a text and after a space. */
function isOneToken(base: Tokenizer, content: string): boolean {
  const [first, ...further] = base.encode(content);
  if (first === undefined || first === base.unknownId || further.length > 0) return false;
  const twice = base.encode(`${content} ${content}`);
  return twice.length === 2 && twice[0] === first;
}
