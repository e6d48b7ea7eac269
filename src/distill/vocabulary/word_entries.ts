/**
 * Own entries for models of whole words, WordLevel and WordPiece: an entry that normalizing and
 * pre-tokenizing leave in one piece is a word of the vocabulary, all others are phrases.
 *
 * @module
 */

import { createNormalizer } from "../../tokenizer/normalizer.ts";
import { createPreTokenizer } from "../../tokenizer/pre_tokenizer.ts";
import type { TokenizerJson } from "../../tokenizer/json/tokenizer_json.ts";
import type { EntryReader, OwnEntry, Rejection } from "./own_entries.ts";
import { phraseContent } from "./phrase_matching.ts";
import { stripSpace } from "./white_space.ts";

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
 * Makes the reader of entries.
 *
 * @param json A tokenizer with a model of whole words.
 * @param names Which names are taken.
 * @returns The reader; words and phrases are not told apart by their keys.
 */
export function createWordReader(json: TokenizerJson, names: TakenNames): EntryReader {
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
