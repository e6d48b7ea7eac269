/**
 * How `tokenizers` applies a character map to a text (`normalizers/precompiled.rs`): cluster by cluster,
 * which is not what SentencePiece itself does.
 *
 * @module
 */

import type { Charsmap } from "./charsmap.ts";
import { clusterEnd, joinsBefore, standsAlone } from "./grapheme_clusters.ts";

/** What is known of a UTF-16 unit. */
const UNKNOWN = 0;
const STAYS = 1;
const LOOKED_UP = 2;

/** Bound the memory that ever new clusters take. */
const REMEMBERED_CLUSTERS = 65_536;
const REMEMBERED_UNITS = 16;

/** Replaces the characters of texts. */
export class CharsmapNormalizer {
  readonly #map: Charsmap;
  /** A cache: texts are mostly of units that stay, whatever their neighbours. */
  readonly #stateByUnit = new Uint8Array(0x10000);
  /** A cache: what clusters become. */
  readonly #spellingByCluster = new Map<string, string>();

  /**
   * Takes a map.
   *
   * @param map The map.
   */
  constructor(map: Charsmap) {
    this.#map = map;
  }

  /**
   * Replaces what the map has a replacement for.
   *
   * @param text Text without lone surrogates.
   * @returns The text with replacements.
   */
  normalize(text: string): string {
    let normalized = "";
    let copied = 0;
    let start = this.#skipStaying(text, 0);
    while (start < text.length) {
      const end = clusterEnd(text, start);
      const cluster = text.slice(start, end);
      const spelling = this.#spell(cluster);
      if (spelling !== cluster) {
        normalized += text.slice(copied, start) + spelling;
        copied = end;
      }
      start = this.#skipStaying(text, end);
    }
    return copied === 0 ? text : normalized + text.slice(copied);
  }

  /** Finds the next cluster that is of several code points or of one that may not stay. */
  #skipStaying(text: string, start: number): number {
    const states = this.#stateByUnit;
    const length = text.length;
    let i = start;
    while (i < length) {
      const unit = text.charCodeAt(i);
      if (states[unit] === UNKNOWN) states[unit] = this.#stays(unit) ? STAYS : LOOKED_UP;
      if (states[unit] !== STAYS) break;
      i++;
    }
    const joins = i > start && i < length && joinsBefore(text.codePointAt(i)!);
    return joins ? i - 1 : i;
  }

  #stays(unit: number): boolean {
    const isSurrogate = unit >= 0xd800 && unit <= 0xdfff;
    return !isSurrogate && standsAlone(unit) &&
      this.#map.replacementOf(String.fromCharCode(unit)) === undefined;
  }

  #spell(cluster: string): string {
    const known = this.#spellingByCluster.get(cluster);
    if (known !== undefined) return known;
    const spelling = this.#map.replacementOf(cluster) ?? this.#spellCharacters(cluster);
    if (cluster.length <= REMEMBERED_UNITS) {
      if (this.#spellingByCluster.size === REMEMBERED_CLUSTERS) this.#spellingByCluster.clear();
      this.#spellingByCluster.set(cluster, spelling);
    }
    return spelling;
  }

  #spellCharacters(cluster: string): string {
    let spelling = "";
    for (const character of cluster) spelling += this.#map.replacementOf(character) ?? character;
    return spelling;
  }
}
