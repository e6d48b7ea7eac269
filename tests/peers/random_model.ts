/**
 * Random models of every kind, small enough to be read and rich enough to spell much of a random text.
 *
 * @module
 */

import type {
  BpeJson,
  ModelJson,
  UnigramJson,
  WordLevelJson,
  WordPieceJson,
} from "../../src/tokenizer/tokenizer.ts";
import type { RandomSource } from "./random_source.ts";
import { ALPHABETS, WORDS } from "./random_text.ts";

/** The token of what cannot be spelled, with the id 0 in every vocabulary. */
export const UNKNOWN_TOKEN = "[UNK]";

/** What stands for bytes above 0x7f in byte-level vocabularies, for the characters used most. */
const BYTE_LETTERS = [..."ÃÂÎÏÐÑ×Øàáâãäåæçèéêëìíð©±³¸¼½ģĢĤğĠ"];
const CHARACTERS = [...new Set([...Object.values(ALPHABETS).flat().join(""), ...BYTE_LETTERS])];
const BYTE_TOKENS = Array.from(
  { length: 256 },
  (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, "0")}>`,
);
const WORD_STARTS = ["", "▁", "Ġ", " "];

/**
 * Makes a model.
 *
 * @param random Where choices come from.
 * @returns A model that Python loads.
 */
export function randomModel(random: RandomSource): ModelJson {
  return random.pick([randomWordLevel, randomWordPiece, randomBpe, randomBpe, randomUnigram])(
    random,
  );
}

function randomWordLevel(random: RandomSource): WordLevelJson {
  return {
    type: "WordLevel",
    unk_token: UNKNOWN_TOKEN,
    vocab: numberTokens([...randomCharacters(random), ...randomPieces(random)]),
  };
}

function randomWordPiece(random: RandomSource): WordPieceJson {
  const prefix = random.pick(["##", "##", "@@", ""]);
  const starts = [...randomCharacters(random), ...randomPieces(random)];
  return {
    type: "WordPiece",
    unk_token: UNKNOWN_TOKEN,
    continuing_subword_prefix: prefix,
    max_input_chars_per_word: random.pick([100, 100, 8]),
    vocab: numberTokens([...starts, ...random.some(starts, 0.7).map((piece) => prefix + piece)]),
  };
}

function randomBpe(random: RandomSource): BpeJson {
  const prefix = random.pick(["", "", "", "##"]);
  const suffix = random.pick(["", "", "", "</w>"]);
  const tokens = new Set(randomCharacters(random));
  for (const character of [...tokens]) {
    tokens.add(prefix + character).add(character + suffix).add(prefix + character + suffix);
  }
  const merges = new Map<string, readonly [string, string]>();
  for (let i = random.below(60); i > 0; i--) {
    for (const [left, right] of spellWord(random, { prefix, suffix })) {
      const merged = left + right.slice(prefix.length);
      merges.set(JSON.stringify([left, right]), [left, right]);
      tokens.add(left).add(right).add(merged);
    }
  }
  const byteFallback = random.chance(0.3);
  if (byteFallback) {
    for (const token of random.some(BYTE_TOKENS, random.pick([1, 1, 0.8]))) tokens.add(token);
  }
  const pairs = [...merges.values()];
  const isLegacy = random.chance(0.2) && !pairs.flat().some((part) => part.includes(" "));
  return {
    type: "BPE",
    dropout: null,
    unk_token: random.pick([null, UNKNOWN_TOKEN, UNKNOWN_TOKEN]),
    continuing_subword_prefix: prefix === "" ? null : prefix,
    end_of_word_suffix: suffix === "" ? null : suffix,
    fuse_unk: random.chance(),
    byte_fallback: byteFallback,
    ignore_merges: random.chance(0.3),
    vocab: numberTokens(tokens),
    merges: isLegacy ? pairs.map((pair) => pair.join(" ")) : pairs,
  };
}

/** Merges the parts of a word in some order, often until one is left. */
function spellWord(
  random: RandomSource,
  { prefix, suffix }: { prefix: string; suffix: string },
): [left: string, right: string][] {
  const word = [...random.pick(WORD_STARTS) + random.pick(WORDS)];
  const parts = word.map((character, i) =>
    (i > 0 ? prefix : "") + character + (i === word.length - 1 ? suffix : "")
  );
  const merges: [string, string][] = [];
  while (parts.length > 1 && random.chance(0.9)) {
    const at = random.below(parts.length - 1);
    const [left, right] = [parts[at]!, parts[at + 1]!];
    merges.push([left, right]);
    parts.splice(at, 2, left + right.slice(prefix.length));
  }
  return merges;
}

function randomUnigram(random: RandomSource): UnigramJson {
  const byteFallback = random.chance(0.3);
  const pieces = new Set([UNKNOWN_TOKEN, ...randomCharacters(random), ...randomPieces(random)]);
  if (byteFallback) { for (const token of BYTE_TOKENS) pieces.add(token); }
  const randomScore = () => random.pick([-1, -2, -2.5, -3.25, -random.below(1_000) / 97]);
  return {
    type: "Unigram",
    unk_id: 0,
    vocab: Array.from(pieces, (piece) => [piece, randomScore()] as const),
    byte_fallback: byteFallback,
  };
}

function randomCharacters(random: RandomSource): string[] {
  return random.some(CHARACTERS, 0.75);
}

/** Words, beginnings of words and other short strings. */
function randomPieces(random: RandomSource): string[] {
  const words = random.some(WORDS, 0.6).flatMap((word) => {
    const start = random.pick(WORD_STARTS);
    return [start + word, start + word.slice(0, 1 + random.below(word.length)).toWellFormed()];
  });
  const letters = [...ALPHABETS["letters"]!, "▁", "Ġ", " ", "1", "é", "日", "👍"];
  const strings = random.list(
    60,
    () => Array.from({ length: 1 + random.below(4) }, () => random.pick(letters)).join(""),
  );
  return [...words, ...strings];
}

function numberTokens(tokens: Iterable<string>): Record<string, number> {
  const distinct = new Set([UNKNOWN_TOKEN, ...tokens]);
  return Object.fromEntries(Array.from(distinct, (token, id) => [token, id]));
}
