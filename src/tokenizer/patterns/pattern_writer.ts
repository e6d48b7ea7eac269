/**
 * Writes the tree of a regular expression as JavaScript has it, for RegExps with the flag `u` and
 * texts without surrogates. Reading Oniguruma's syntax is not done here.
 *
 * @module
 */

import { charactersWithFolding, cutFoldings, foldCase } from "./case_folding.ts";
import { runSource, setSource } from "../unicode/code_point_set.ts";
import type { AtomicNode, LookNode, PatternNode, RepeatNode } from "./pattern_node.ts";
import { refuseFeature } from "./pattern_node.ts";
import {
  alwaysMatches,
  canBeEmpty,
  checkReferences,
  prefersCharacters,
  setOfNode,
} from "./pattern_traits.ts";

/** V8 finds empty matches between the two units of a character too, where no class matches. */
const OUTSIDE_OF_PAIRS = "(?:(?=[^])|$)";

/** Where a part stands. */
interface Place {
  /** Whether a match of the part is never given back: all that follows matches anywhere. */
  readonly isFinal: boolean;
  /** Whether the part is within `(?<=` or `(?<!`, which JavaScript reads from right to left. */
  readonly looksBehind: boolean;
}

/**
 * Writes a text so that it matches itself.
 *
 * @param text The text.
 * @returns Source text.
 */
export function literalSource(text: string): string {
  return Array.from(
    text,
    (character) =>
      /[A-Za-z0-9'" ]/.test(character)
        ? character
        : `\\u{${character.codePointAt(0)!.toString(16)}}`,
  ).join("");
}

/**
 * Writes a regular expression.
 *
 * @param root Its tree.
 * @returns Source text.
 * @throws {PatternFault} If JavaScript cannot say it.
 */
export function writePattern(root: PatternNode): string {
  const referred = new Set(checkReferences(root, new Set()));
  const source = new PatternWriter(referred).write(root, { isFinal: true, looksBehind: false });
  return canBeEmpty(root) ? `${OUTSIDE_OF_PAIRS}(?:${source})` : source;
}

class PatternWriter {
  readonly #referred: ReadonlySet<string>;
  readonly #namesById = new Map<string, string>();
  #atomicCount = 0;

  constructor(referred: ReadonlySet<string>) {
    this.#referred = referred;
  }

  write(node: PatternNode, place: Place): string {
    switch (node.kind) {
      case "character":
        return node.ignoresCase
          ? caselessSource(node.character, place)
          : literalSource(node.character);
      case "set":
        return setSource(node.set);
      case "assertion":
        return node.source;
      case "sequence":
        return this.#writeSequence(node.nodes, place);
      case "choice":
        return `(?:${node.branches.map((branch) => this.write(branch, place)).join("|")})`;
      case "capture":
        return this.#writeCapture(node.id, this.write(node.body, place));
      case "atomic":
        return this.#writeAtomic(node, place);
      case "look":
        return this.#writeLook(node);
      case "repeat":
        return this.#writeRepeat(node, place);
      case "reference":
        return `\\k<${this.#namesById.get(node.id)}>`;
    }
  }

  #writeSequence(nodes: readonly PatternNode[], place: Place): string {
    const sources: string[] = [];
    const firstFinal = nodes.findLastIndex((node) => !alwaysMatches(node));
    for (let i = 0; i < nodes.length;) {
      const text = caselessTextAt(nodes, i);
      if (text === "") {
        const isFinal = place.isFinal && i >= firstFinal;
        sources.push(this.write(nodes[i]!, { ...place, isFinal }));
        i++;
      } else {
        sources.push(caselessSource(text, place));
        i += Array.from(text).length;
      }
    }
    return sources.join("");
  }

  #writeCapture(id: string, body: string): string {
    if (!this.#referred.has(id)) return `(?:${body})`;
    if (this.#namesById.has(id)) refuseFeature(`a reference to several groups (${id})`);
    const name = `g${this.#namesById.size}`;
    this.#namesById.set(id, name);
    return `(?<${name}>${body})`;
  }

  /** Looking ahead is atomic in JavaScript; what it has seen is then taken by reference. */
  #writeAtomic({ body }: AtomicNode, place: Place): string {
    if (place.looksBehind) refuseFeature("a possessive part while looking behind");
    if (place.isFinal) return this.write(body, place);
    if (body.kind === "repeat" && body.isGreedy) {
      const set = setOfNode(body.body);
      const one = set === undefined ? "" : setSource(set);
      if (one !== "" && body.max === Infinity) return `${one}{${body.min},}(?!${one})`;
      if (one !== "" && body.min === 0 && body.max === 1) return `(?:${one}|(?!${one}))`;
    }
    const name = `a${this.#atomicCount++}`;
    return `(?=(?<${name}>${this.write(body, { ...place, isFinal: true })}))\\k<${name}>`;
  }

  #writeLook({ opener, body }: LookNode): string {
    const looksBehind = opener.startsWith("(?<");
    return `${opener}${this.write(body, { isFinal: !looksBehind, looksBehind })})`;
  }

  #writeRepeat(node: RepeatNode, place: Place): string {
    const { body, min, max, isGreedy } = flattenRepeat(node);
    if (min < max && !prefersCharacters(body)) return this.#writeOptional(node, place);
    const set = setOfNode(body);
    if (set !== undefined && place.isFinal && isGreedy && min <= 1 && max === Infinity) {
      return min === 1 ? runSource(set) : `(?:${runSource(set)})?`;
    }
    const one = this.write(body, { ...place, isFinal: false });
    const count = max === Infinity ? `{${min},}` : `{${min},${max}}`;
    return `(?:${one})${count}${isGreedy ? "" : "?"}`;
  }

  /** JavaScript never takes an optional part that turns out empty; Oniguruma does, and goes on. */
  #writeOptional({ body, min, max, isGreedy }: RepeatNode, place: Place): string {
    if (min > 0 || max > 1) {
      refuseFeature("a repeated part that may match nothing before it tries to match something");
    }
    const one = this.write(body, place);
    return isGreedy ? `(?:${one}|)` : `(?:|${one})`;
  }
}

/** `\d{1,3}+` repeats twice, which is `\d+` and would take exponential time to fail. */
function flattenRepeat(node: RepeatNode): RepeatNode {
  const { body, min, max, isGreedy } = node;
  if (body.kind !== "repeat" || setOfNode(body.body) === undefined) return node;
  const isPlain = isGreedy && min <= 1 && max === Infinity;
  const isBodyPlain = body.isGreedy && body.min <= 1 && body.max >= 1;
  return isPlain && isBodyPlain ? { ...body, min: min * body.min, max } : node;
}

/** Characters that follow one another may be one that folds to them all. */
function caselessTextAt(nodes: readonly PatternNode[], start: number): string {
  let text = "";
  for (let i = start; i < nodes.length; i++) {
    const node = nodes[i]!;
    if (node.kind !== "character" || !node.ignoresCase) break;
    text += node.character;
  }
  return text;
}

function caselessSource(text: string, { looksBehind }: Place): string {
  const characterSource = (character: string) =>
    setSource(charactersWithFolding(foldCase(character)));
  if (looksBehind) return Array.from(text, characterSource).join("");
  return cutFoldings(text).map((folding) => {
    const several = Array.from(folding, characterSource);
    if (several.length === 1) return several[0]!;
    return `(?:${setSource(charactersWithFolding(folding))}|${several.join("")})`;
  }).join("");
}
