/**
 * From a list of words to a tokenizer that knows them and nothing else. It spells no other word.
 *
 * @module
 */

import { createNormalizer } from "./normalizer.ts";
import type { NormalizerJson } from "./json/normalizer_json.ts";
import { createPreTokenizer } from "./pre_tokenizer.ts";
import type { PreTokenizerJson } from "./json/pre_tokenizer_json.ts";
import { lowerCharacters } from "./unicode/unicode.ts";
import type { AddedTokenJson, TokenizerJson } from "./json/tokenizer_json.ts";

/** How a tokenizer of words cleans texts, and what it calls its two tokens that are no words. */
export interface WordLevelOptions {
  /** Whether texts are put in lower case. By default, if that leaves all words as they are. */
  readonly lowercase?: boolean;
  /** How texts are cleaned, in place of `lowercase`; `null` leaves them as they are. */
  readonly normalizer?: NormalizerJson | null;
  /** The token of what is not among the words. @default {"[UNK]"} */
  readonly unknownToken?: string;
  /** The token that Python's batches are filled up with. @default {"[PAD]"} */
  readonly paddingToken?: string;
}

/**
 * What a text without white space is cut into: words, with what Penn Treebank's rules split off at an
 * apostrophe, as most word vectors were made of ("dog" "'s"), and everything else by the character. Other
 * words with punctuation in them are found as added tokens.
 *
 * With the 50,000 most frequent English words, 7.25 % of the letters of 3 MB of English benchmark texts are
 * unknown; 7.23 % with BERT's splitting, which cuts `New_York`, of whose kind word2vec's vectors have two
 * millions; 9.7 % where hyphens, points and apostrophes join words.
 */
const PIECES = String.raw`'(?:s|t|m|d|re|ve|ll)(?!\w)|\w+|\W`;

/** Before those, where "n't" is a word: "do" "n't". Elsewhere "don" is one, and "'t". */
const NEGATIONS = String.raw`\w+?(?=n't(?!\w))|n't(?!\w)`;

/**
 * Makes a tokenizer of a list of words. The id of a word is its place in the list; padding and the unknown
 * token come after all words, unless they are among them.
 *
 * Words that would be cut, such as `"new york"` or `"covid-19"`, become added tokens: they are found where
 * neither side touches another word.
 *
 * @param words Distinct words, also after normalization; none is empty then.
 * @param options How texts are cleaned, and names of two tokens.
 * @returns The tokenizer, as the content of a `tokenizer.json`.
 * @throws {RangeError} If a word is empty once it is normalized, or equal to an earlier one.
 */
export function createWordLevelJson(
  words: readonly string[],
  options: WordLevelOptions = {},
): TokenizerJson {
  const { unknownToken = "[UNK]", paddingToken = "[PAD]" } = options;
  const normalizer = options.normalizer === undefined
    ? chooseNormalizer(words, options.lowercase)
    : options.normalizer;
  const idByWord = numberWords(words.map(createNormalizer(normalizer)));
  const preTokenizer = choosePreTokenizer(idByWord);
  const addedTokens = listCutWords(idByWord, preTokenizer);
  for (const token of [paddingToken, unknownToken]) {
    if (!idByWord.has(token)) idByWord.set(token, idByWord.size);
  }
  return {
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: addedTokens,
    normalizer,
    pre_tokenizer: preTokenizer,
    post_processor: null,
    decoder: null,
    // Object.fromEntries makes "__proto__" a key like any other.
    model: { type: "WordLevel", vocab: Object.fromEntries(idByWord), unk_token: unknownToken },
  };
}

/** Puts text in lower case. */
export const LOWERCASE: NormalizerJson = { type: "Lowercase" };

/**
 * Tells whether putting words in lower case leaves them as they are.
 *
 * @param words The words.
 * @returns Whether it does so with all of them.
 */
export function isLowercase(words: readonly string[]): boolean {
  return words.every((word) => lowerCharacters(word) === word);
}

function chooseNormalizer(
  words: readonly string[],
  lowercase: boolean | undefined,
): NormalizerJson | null {
  return lowercase ?? isLowercase(words) ? LOWERCASE : null;
}

function numberWords(normalized: readonly string[]): Map<string, number> {
  const idByWord = new Map<string, number>();
  for (const [id, word] of normalized.entries()) {
    const earlier = idByWord.get(word);
    if (word !== "" && earlier === undefined) {
      idByWord.set(word, id);
      continue;
    }
    throw new RangeError(
      word === ""
        ? `Cannot make a tokenizer of words: word ${id} is empty, leave it out`
        : `Cannot make a tokenizer of words: words ${earlier} and ${id} are both ` +
          `${JSON.stringify(word)}, leave one out`,
    );
  }
  return idByWord;
}

/**
 * Chooses how texts are cut: white space first, by a kind of its own, so that texts are cut at spaces
 * and the parts remembered.
 *
 * @param words The words; whether "n't" is one of them matters.
 * @returns The section of a `tokenizer.json`.
 */
export function choosePreTokenizer(words: { has(word: string): boolean }): PreTokenizerJson {
  const pattern = { Regex: words.has("n't") ? `${NEGATIONS}|${PIECES}` : PIECES };
  return {
    type: "Sequence",
    pretokenizers: [
      { type: "WhitespaceSplit" },
      { type: "Split", pattern, behavior: "Isolated", invert: false },
    ],
  };
}

function listCutWords(
  idByWord: ReadonlyMap<string, number>,
  preTokenizer: PreTokenizerJson,
): AddedTokenJson[] {
  const split = createPreTokenizer(preTokenizer);
  const tokens: AddedTokenJson[] = [];
  for (const [content, id] of idByWord) {
    if (content.trim() === "" || split(content, "start").includes(content)) continue;
    tokens.push({
      id,
      content,
      single_word: true,
      lstrip: false,
      rstrip: false,
      normalized: true,
      special: false,
    });
  }
  return tokens;
}
