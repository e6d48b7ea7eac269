/**
 * The Aho-Corasick automaton of a list of pieces: all pieces that end at each place of a text, in one pass.
 * Which of them are taken is for the token models.
 *
 * @module
 */

import { PieceTrie, ROOT } from "./piece_trie.ts";

/**
 * A trie with a link from every node to that of its longest ending.
 *
 * A walk down the trie from each place of a text takes time in proportion to the longest piece, which a
 * file may make as long as it likes; the automaton takes at most two steps for each unit whatever the pieces
 * are (Aho and Corasick, Efficient String Matching, 1975).
 */
export class PieceAutomaton {
  readonly #trie: PieceTrie;
  /** By node, that of its longest proper ending which is the beginning of a piece. */
  readonly #endings: Int32Array;
  /** By node, the value of the longest piece that it ends with, or -1. */
  readonly #matches: Int32Array;

  /**
   * Builds the automaton.
   *
   * @param pieces The pieces. The value of each is its place in the list; of equal ones the last counts.
   * Empty ones are passed over.
   */
  constructor(pieces: readonly string[]) {
    const trie = new PieceTrie(pieces);
    const endings = new Int32Array(trie.nodeCount);
    const matches = new Int32Array(trie.nodeCount);
    this.#trie = trie;
    this.#endings = endings;
    this.#matches = matches;
    matches[ROOT] = -1;
    // Nodes are numbered breadth first: all shorter ones have their links already.
    for (let parent = ROOT; parent < trie.nodeCount; parent++) {
      const lastChild = trie.firstChild(parent + 1) - 1;
      for (let node = trie.firstChild(parent); node <= lastChild; node++) {
        const ending = parent === ROOT ? ROOT : this.next(endings[parent]!, trie.unit(node));
        endings[node] = ending;
        const value = trie.value(node);
        matches[node] = value >= 0 ? value : matches[ending]!;
      }
    }
  }

  /**
   * Reads one unit.
   *
   * @param node The node before it; `ROOT` at the start of a text.
   * @param unit The UTF-16 unit.
   * @returns The node after it.
   */
  next(node: number, unit: number): number {
    const trie = this.#trie;
    for (let from = node;; from = this.#endings[from]!) {
      const child = trie.child(from, unit);
      if (child !== ROOT || from === ROOT) return child;
    }
  }

  /**
   * Finds the longest piece that ends where a node is.
   *
   * @param node The node.
   * @returns The value of the piece, or -1 if none ends there.
   */
  longestMatch(node: number): number {
    return this.#matches[node]!;
  }
}
