/**
 * Unigram, the token model of SentencePiece: `models/unigram` of `tokenizers` 0.22. It scores no spelling but
 * the best and samples none.
 *
 * @module
 */

import type { UnigramJson } from "../json/model_json.ts";
import { ByteTokens } from "./byte_tokens.ts";
import { PieceTrie, ROOT } from "./piece_trie.ts";
import type { TokenIds } from "../token_ids.ts";
import type { TokenModel } from "../token_model.ts";
import { unknownTokenError } from "./unknown_token.ts";

/** How much worse than the worst piece a character without one is: `K_UNK_PENALTY`. */
const UNKNOWN_PENALTY = 10;

/** Texts of up to this many units share one lattice, of 1 MB at most. */
const SHARED_LATTICE_LENGTH = 2 ** 16;

/** The best way to each place of a text, which is counted in UTF-16 units. */
class Lattice {
  /** The score of the best way. */
  readonly scores: Float64Array;
  /** The place that its last token starts at. */
  readonly starts: Int32Array;
  /** The id of its last token. */
  readonly ids: Int32Array;

  constructor(length: number) {
    this.scores = new Float64Array(length + 1);
    this.starts = new Int32Array(length + 1);
    this.ids = new Int32Array(length + 1);
  }
}

/**
 * Spells a text by the pieces whose scores have the largest sum.
 *
 * The sums are those of `encode_optimized`: from left to right, in double precision, and of equal ones the
 * first found wins, whose last piece is the longest. Neighbouring unknown characters become one token, as they
 * always do there.
 */
export class UnigramModel implements TokenModel {
  readonly #trie: PieceTrie;
  readonly #vocabulary: UnigramJson["vocab"];
  /** By id; NaN until it is first needed, since writing all numbers out takes time and memory. */
  readonly #scores: Float64Array;
  readonly #unknownId: number;
  readonly #unknownScore: number;
  readonly #byteTokens: ByteTokens | undefined;
  #lattice = new Lattice(256);

  /**
   * Builds the model.
   *
   * @param spec The model's section of a `tokenizer.json`.
   */
  constructor(spec: UnigramJson) {
    this.#trie = new PieceTrie(spec.vocab.map((entry) => entry[0]));
    this.#vocabulary = spec.vocab;
    this.#scores = new Float64Array(spec.vocab.length).fill(NaN);
    this.#unknownId = spec.unk_id ?? -1;
    const worst = spec.vocab.reduce((least, entry) => Math.min(least, entry[1]), Infinity);
    this.#unknownScore = readAsRust(worst) - UNKNOWN_PENALTY;
    this.#byteTokens = spec.byte_fallback
      ? new ByteTokens((token) => this.tokenToId(token))
      : undefined;
  }

  /**
   * Appends the ids of one piece of text.
   *
   * @param piece The text, not empty.
   * @param ids The list to append to.
   * @throws {RangeError} If a character is unknown and the model has no id for that.
   */
  tokenize(piece: string, ids: TokenIds): void {
    const lattice = this.#latticeOf(piece.length);
    this.#findBestPath(piece, lattice);
    this.#pushPath(piece, { lattice, ids });
  }

  /**
   * Looks a piece up, so that a large vocabulary needs no map beside the trie.
   *
   * @param token The piece.
   * @returns Its id, the last if it has several, or `undefined`.
   */
  tokenToId(token: string): number | undefined {
    const id = this.#trie.find(token);
    return id < 0 ? undefined : id;
  }

  #latticeOf(length: number): Lattice {
    if (length < this.#lattice.starts.length) return this.#lattice;
    if (length > SHARED_LATTICE_LENGTH) return new Lattice(length);
    this.#lattice = new Lattice(Math.min(2 * length, SHARED_LATTICE_LENGTH));
    return this.#lattice;
  }

  /**
   * Tries all pieces from each start, the shortest first.
   *
   * A walk down the trie from each start, as in Python: an Aho-Corasick automaton would bound the time for
   * pieces of any length, but takes half as long again for common ones.
   */
  #findBestPath(piece: string, { scores, starts, ids }: Lattice): void {
    const trie = this.#trie;
    const length = piece.length;
    starts.fill(-1, 1, length + 1);
    scores[0] = 0;
    let nextStart = 0;
    for (let start = 0; start < length; start = nextStart) {
      nextStart = start + (isPair(piece, start) ? 2 : 1);
      const scoreHere = scores[start]!;
      let isKnown = false;
      let node = trie.child(ROOT, piece.charCodeAt(start));
      for (let end = start + 1; node !== ROOT; end++) {
        const id = trie.value(node);
        if (id >= 0) {
          const score = this.#scoreOf(id) + scoreHere;
          if (starts[end]! < 0 || score > scores[end]!) {
            scores[end] = score;
            starts[end] = start;
            ids[end] = id;
          }
          if (end === nextStart) isKnown = true;
        }
        if (end === length) break;
        node = trie.child(node, piece.charCodeAt(end));
      }
      if (isKnown) continue;
      const score = this.#unknownScore + scoreHere;
      if (starts[nextStart]! < 0 || score > scores[nextStart]!) {
        if (this.#unknownId < 0) {
          throw unknownTokenError(piece, `an unknown token: "model.unk_id" is not set`);
        }
        scores[nextStart] = score;
        starts[nextStart] = start;
        ids[nextStart] = this.#unknownId;
      }
    }
  }

  #scoreOf(id: number): number {
    const score = this.#scores[id]!;
    if (!Number.isNaN(score)) return score;
    return this.#scores[id] = readAsRust(this.#vocabulary[id]![1]);
  }

  /** Appends the tokens of the best way, neighbouring unknown ones as one. */
  #pushPath(piece: string, { lattice, ids }: { lattice: Lattice; ids: TokenIds }): void {
    const ends = lattice.starts;
    turnAround(ends, piece.length);
    let end = 0;
    while (end < piece.length) {
      const start = end;
      end = ends[end]!;
      const id = lattice.ids[end]!;
      if (id === this.#unknownId) {
        while (end < piece.length && lattice.ids[ends[end]!] === id) end = ends[end]!;
        this.#pushUnknown(piece.slice(start, end), ids);
      } else {
        ids.push(id);
      }
    }
  }

  /** Looks the text up first, as Python does: where scores are above 0, unknown characters can make a piece. */
  #pushUnknown(text: string, ids: TokenIds): void {
    const id = this.#trie.find(text);
    if (id >= 0) ids.push(id);
    else if (!this.#byteTokens?.append(text, ids)) ids.push(this.#unknownId);
  }
}

/** Tells whether two units at a place of a text make one character. */
function isPair(text: string, index: number): boolean {
  return (text.charCodeAt(index) & 0xfc00) === 0xd800 &&
    (text.charCodeAt(index + 1) & 0xfc00) === 0xdc00;
}

/** Makes the chain of starts that leads back from the end one of ends that leads on from 0. */
function turnAround(starts: Int32Array, length: number): void {
  let end = length;
  let start = starts[end]!;
  while (end > 0) {
    const before = starts[start]!;
    starts[start] = end;
    end = start;
    start = before;
  }
}

/**
 * Reads a score as `serde_json` does without its feature `float_roundtrip`: the digits, rounded, and then
 * multiplied or divided by a power of ten. That is off by one bit for one score of seven with 17 digits, and
 * where sums differ in their last bit alone, it decides.
 */
function readAsRust(score: number): number {
  const text = String(score);
  if (text.length < 17 && !text.includes("e")) return score;
  const [mantissa = "", exponent = "0"] = text.split("e");
  const point = mantissa.indexOf(".");
  const decimals = point < 0 ? 0 : mantissa.length - 1 - point;
  let result = Number(mantissa.replace(".", ""));
  let power = Number(exponent) - decimals;
  for (; power < -308; power += 308) result /= 1e308;
  return power < 0 ? result / Number(`1e${-power}`) : result * Number(`1e${power}`);
}
