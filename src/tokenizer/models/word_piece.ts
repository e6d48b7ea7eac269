/**
 * WordPiece, the token model of BERT. It spells one word at a time and does not split text into words.
 *
 * @module
 */

import type { WordPieceJson } from "../json/model_json.ts";
import { PieceAutomaton } from "./piece_automaton.ts";
import { PieceTrie, ROOT } from "./piece_trie.ts";
import type { TokenIds } from "../token_ids.ts";
import type { TokenModel } from "../token_model.ts";
import { unknownTokenError } from "./unknown_token.ts";

/** Words of up to this many units share one array of matches, of 256 KB at most. */
const SHARED_MATCHES_LENGTH = 2 ** 16;

/**
 * Spells a word by the longest token that it starts with, then the longest that goes on from there.
 *
 * A word that cannot be spelled to its end, or is too long, is unknown as a whole. The model works
 * on UTF-16 units, yet never cuts a code point: tokens hold no lone surrogates.
 */
export class WordPieceModel implements TokenModel {
  readonly #idByToken: ReadonlyMap<string, number>;
  readonly #prefix: string;
  readonly #unknownToken: string;
  readonly #maxCharacters: number;
  /** Made for the first word that is no token: most words are, and building it takes time. */
  #speller: Speller | undefined;

  /**
   * Builds the model.
   *
   * @param spec The model's section of a `tokenizer.json`.
   * @param idByToken Its vocabulary; kept, not changed.
   */
  constructor(spec: WordPieceJson, idByToken: ReadonlyMap<string, number>) {
    this.#idByToken = idByToken;
    this.#prefix = spec.continuing_subword_prefix;
    this.#unknownToken = spec.unk_token;
    this.#maxCharacters = spec.max_input_chars_per_word;
  }

  /**
   * Appends the ids of one word.
   *
   * @param piece The word, not empty.
   * @param ids The list to append to.
   * @throws {RangeError} If the word is unknown and the vocabulary has no token for that.
   */
  tokenize(piece: string, ids: TokenIds): void {
    const countBefore = ids.length;
    if (!isLonger(piece, this.#maxCharacters)) {
      const whole = this.#idByToken.get(piece);
      if (whole !== undefined) {
        ids.push(whole);
        return;
      }
      this.#speller ??= new Speller(this.#idByToken, this.#prefix);
      if (this.#speller.spell(piece, ids)) return;
    }
    const unknownId = this.#idByToken.get(this.#unknownToken);
    if (unknownId === undefined) {
      throw unknownTokenError(piece, `the unknown token ${JSON.stringify(this.#unknownToken)}`);
    }
    ids.truncate(countBefore);
    ids.push(unknownId);
  }
}

/**
 * Finds the tokens of words.
 *
 * The time is linear in the length of the word, however long the tokens are: those inside a word are
 * spelled backwards in an automaton, which reads the word from its end and so knows for each place
 * the longest token that starts there.
 */
class Speller {
  /** Ids in the order of the vocabulary, whose places are the values of trie and automaton. */
  readonly #ids: Int32Array;
  readonly #lengths: Int32Array;
  readonly #tokens: PieceTrie;
  /** Tokens inside a word, without the prefix that marks them, backwards. */
  readonly #continuations: PieceAutomaton;
  readonly #prefixLength: number;
  /** By place of a word, the longest continuation that starts there, or -1. */
  #matches = new Int32Array(128);

  constructor(idByToken: ReadonlyMap<string, number>, prefix: string) {
    const tokens = [...idByToken.keys()];
    this.#ids = Int32Array.from(idByToken.values());
    this.#lengths = Int32Array.from(tokens, (token) => token.length);
    this.#tokens = new PieceTrie(tokens);
    this.#continuations = new PieceAutomaton(
      tokens.map((token) => token.startsWith(prefix) ? reverse(token.slice(prefix.length)) : ""),
    );
    this.#prefixLength = prefix.length;
  }

  /** Appends the ids of a word, as far as it can be spelled; tells whether that is to its end. */
  spell(piece: string, ids: TokenIds): boolean {
    const length = piece.length;
    const first = this.#tokens.longestMatch(piece, 0);
    if (first < 0) return false;
    ids.push(this.#ids[first]!);
    const start = this.#lengths[first]!;
    const matches = this.#findContinuations(piece, start);
    for (let at = start; at < length;) {
      const match = matches[at]!;
      if (match < 0) return false;
      ids.push(this.#ids[match]!);
      at += this.#lengths[match]! - this.#prefixLength;
    }
    return true;
  }

  #findContinuations(piece: string, start: number): Int32Array {
    const matches = this.#matchesOf(piece.length);
    const continuations = this.#continuations;
    let node = ROOT;
    for (let i = piece.length - 1; i >= start; i--) {
      node = continuations.next(node, piece.charCodeAt(i));
      matches[i] = continuations.longestMatch(node);
    }
    return matches;
  }

  #matchesOf(length: number): Int32Array {
    if (length <= this.#matches.length) return this.#matches;
    if (length > SHARED_MATCHES_LENGTH) return new Int32Array(length);
    this.#matches = new Int32Array(Math.min(2 * length, SHARED_MATCHES_LENGTH));
    return this.#matches;
  }
}

function reverse(text: string): string {
  return text.split("").reverse().join("");
}

/** Tells whether a text has more than `limit` code points. */
function isLonger(text: string, limit: number): boolean {
  if (text.length <= limit) return false;
  if (text.length > 2 * limit) return true;
  let count = 0;
  for (const _ of text) count++;
  return count > limit;
}
