/**
 * How own entries are read, by kind of model: as words of its vocabulary and phrases beside it where it has
 * whole words, all as units of their own where it spells words from pieces.
 *
 * @module
 */

import { createNormalizer } from "../../tokenizer/normalizer.ts";
import { createPreTokenizer } from "../../tokenizer/pre_tokenizer.ts";
import type { Tokenizer } from "../../tokenizer/tokenizer.ts";
import type { TokenizerJson } from "../../tokenizer/json/tokenizer_json.ts";
import type { EntryReader, OwnEntry, Rejection } from "./own_entries.ts";
import {
  hasSpace,
  matchAmongPieces,
  phraseContent,
  type PhraseMatching,
  stripSpace,
} from "./phrase_matching.ts";

/** What a tokenizer does with text before the model. */
export type TextSteps = Pick<TokenizerJson, "normalizer" | "pre_tokenizer">;

/** Which names are taken. */
export interface TakenNames {
  /** Whether a word is a token already. */
  isKnown(word: string): boolean;
  /** Whether a word is not wanted. */
  isRemoved(word: string): boolean;
  /** Whether a phrase is a token that cannot be given up. */
  isReserved(phrase: string): boolean;
}

/**
 * Makes the reader for models of whole words, WordLevel and WordPiece: an entry that normalizing and
 * pre-tokenizing leave in one piece is a word of the vocabulary, all others are phrases.
 *
 * @param json How a tokenizer with a model of whole words cleans and splits text.
 * @param names Which names are taken.
 * @returns The reader; words and phrases are not told apart by their keys.
 */
export function createWordReader(json: TextSteps, names: TakenNames): EntryReader {
  const normalize = createNormalizer(json.normalizer ?? null);
  const preTokenize = createPreTokenizer(json.pre_tokenizer ?? null);
  return {
    read(entry: string): OwnEntry | undefined {
      const normal = normalize(entry);
      const [word, ...further] = preTokenize(normal, "start").filter((piece) => piece !== "");
      if (word === undefined) return undefined;
      if (further.length === 0) return { entry, content: word, key: word, isPhrase: false };
      const key = stripSpace(normal);
      if (key === "") return undefined;
      return { entry, content: phraseContent(entry, normalize), key, isPhrase: true };
    },
    reject({ content, isPhrase }: OwnEntry): Rejection | undefined {
      if (isPhrase) return names.isReserved(content) ? "known" : undefined;
      if (names.isKnown(content)) return "known";
      return names.isRemoved(content) ? "removed" : undefined;
    },
  };
}

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
 * Makes the reader for models that spell words from pieces, BPE and Unigram: each entry is one unit, an added
 * token, since a piece of the vocabulary would also be found inside longer words, or be spelled otherwise.
 * Entries with white space are phrases.
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
