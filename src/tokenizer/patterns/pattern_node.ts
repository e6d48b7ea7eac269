/**
 * What a regular expression of Oniguruma says, as a tree, and the errors of patterns. How it is read and
 * written is in `pattern_parser.ts` and `pattern_writer.ts`.
 *
 * @module
 */

import type { CodePointRanges } from "../unicode/unicode.ts";

/** A regular expression, or a part of it. */
export type PatternNode =
  | CharacterNode
  | SetNode
  | AssertionNode
  | SequenceNode
  | ChoiceNode
  | CaptureNode
  | AtomicNode
  | LookNode
  | RepeatNode
  | ReferenceNode;

/** One character to the letter, but for its case. */
export interface CharacterNode {
  /** The kind. */
  readonly kind: "character";
  /** The character. */
  readonly character: string;
  /** Whether its case does not matter. */
  readonly ignoresCase: boolean;
}

/** One character of a set. */
export interface SetNode {
  /** The kind. */
  readonly kind: "set";
  /** The set; surrogates are not in it. */
  readonly set: CodePointRanges;
}

/** A place in the text. */
export interface AssertionNode {
  /** The kind. */
  readonly kind: "assertion";
  /** What asserts it in JavaScript. */
  readonly source: string;
}

/** Parts one after the other. */
export interface SequenceNode {
  /** The kind. */
  readonly kind: "sequence";
  /** The parts; none for what matches nothing. */
  readonly nodes: readonly PatternNode[];
}

/** The first branch that leads to a match. */
export interface ChoiceNode {
  /** The kind. */
  readonly kind: "choice";
  /** The branches in their order. */
  readonly branches: readonly PatternNode[];
}

/** A part that may be referred to. */
export interface CaptureNode {
  /** The kind. */
  readonly kind: "capture";
  /** Its name, or its number. */
  readonly id: string;
  /** The part. */
  readonly body: PatternNode;
}

/** A part that is not tried in another way once it has matched. */
export interface AtomicNode {
  /** The kind. */
  readonly kind: "atomic";
  /** The part. */
  readonly body: PatternNode;
}

/** What must, or must not, follow or precede. */
export interface LookNode {
  /** The kind. */
  readonly kind: "look";
  /** How it begins. */
  readonly opener: "(?=" | "(?!" | "(?<=" | "(?<!";
  /** What is looked for. */
  readonly body: PatternNode;
}

/** A part several times. */
export interface RepeatNode {
  /** The kind. */
  readonly kind: "repeat";
  /** The part. */
  readonly body: PatternNode;
  /** How often at least. */
  readonly min: number;
  /** How often at most; may be `Infinity`. */
  readonly max: number;
  /** Whether more is tried before less. */
  readonly isGreedy: boolean;
}

/** The text that another part matched. */
export interface ReferenceNode {
  /** The kind. */
  readonly kind: "reference";
  /** The part's name or number. */
  readonly id: string;
}

/** Why a pattern cannot be translated, before the pattern is known. */
export class PatternFault extends Error {
  /** Whether the pattern is wrong in itself, and not only more than is supported. */
  readonly isMalformed: boolean;

  /**
   * Keeps the reason.
   *
   * @param reason The reason, as the end of a sentence.
   * @param options Whether the pattern is wrong in itself.
   */
  constructor(reason: string, { isMalformed }: { readonly isMalformed: boolean }) {
    super(reason);
    this.isMalformed = isMalformed;
  }
}

/**
 * Gives up on a pattern that JavaScript has no words for, or that no tokenizer has needed.
 *
 * @param what What it asks for, with the text that does.
 * @throws {PatternFault} Always.
 */
export function refuseFeature(what: string): never {
  throw new PatternFault(`${what} is not supported, a pattern without it would do`, {
    isMalformed: false,
  });
}

/**
 * Gives up on a pattern that Oniguruma would refuse too.
 *
 * @param reason What is wrong with it, and what would do.
 * @throws {PatternFault} Always.
 */
export function refuseSyntax(reason: string): never {
  throw new PatternFault(reason, { isMalformed: true });
}
