/**
 * Reads a regular expression in the syntax that Oniguruma 6.9 has by default, as Python's `tokenizers`
 * does. It tells right from wrong only as far as it must: patterns of a file were compiled before.
 *
 * @module
 */

import { ignoreCase } from "./case_folding.ts";
import { checkDepth, setOfBrackets, takeBrackets } from "./pattern_brackets.ts";
import { PatternCursor } from "./pattern_cursor.ts";
import { ALL_CHARACTERS, NOT_LINE_FEED, takeEscaped } from "./pattern_escapes.ts";
import { type PatternNode, refuseFeature, refuseSyntax } from "./pattern_node.ts";
import { takeQuantifier } from "./pattern_quantifier.ts";

/** What `(?i)` and its like turn on. */
interface PatternOptions {
  /** `i`: case does not matter. */
  readonly ignoresCase: boolean;
  /** `m`: a dot stands for a line feed too. */
  readonly dotsMatchAll: boolean;
  /** `x`: white space and comments are skipped. */
  readonly isExtended: boolean;
}

const NO_OPTIONS: PatternOptions = { ignoresCase: false, dotsMatchAll: false, isExtended: false };

/** No line begins behind a line feed that ends the text. */
const LINE_BEGINNING = "(?:^|(?<=\\n)(?=[^]))";
const LINE_END = "(?=\\n|$)";

/**
 * Reads a regular expression.
 *
 * @param pattern The text of the expression.
 * @returns Its tree.
 * @throws {PatternFault} If it is wrong, or asks for what JavaScript cannot do.
 */
export function parsePattern(pattern: string): PatternNode {
  return new PatternParser(pattern).parse();
}

class PatternParser {
  readonly #cursor: PatternCursor;
  #groupCount = 0;
  #depth = 0;

  constructor(pattern: string) {
    this.#cursor = new PatternCursor(pattern);
  }

  parse(): PatternNode {
    const root = this.#takeChoice(NO_OPTIONS);
    if (!this.#cursor.isAtEnd) {
      refuseSyntax('it has a ")" without a "(", both or none must be there');
    }
    return root;
  }

  #takeChoice(options: PatternOptions): PatternNode {
    checkDepth(this.#depth++);
    const branches = [this.#takeSequence(options)];
    while (this.#cursor.takeIf("|")) branches.push(this.#takeSequence(options));
    this.#depth--;
    return branches.length === 1 ? branches[0]! : { kind: "choice", branches };
  }

  #takeSequence(options: PatternOptions): PatternNode {
    const nodes: PatternNode[] = [];
    for (;;) {
      this.#skipIgnored(options);
      if (this.#cursor.isAtEnd || /[|)]/.test(this.#cursor.next)) break;
      const isolated = this.#cursor.takeMatch(/\(\?([a-zA-Z-]+)\)/y);
      if (isolated !== undefined) {
        nodes.push(this.#takeChoice(changeOptions(options, isolated[1]!)));
        break;
      }
      const node = this.#takeQuantified(options);
      for (const part of node.kind === "sequence" ? node.nodes : [node]) nodes.push(part);
    }
    return nodes.length === 1 ? nodes[0]! : { kind: "sequence", nodes };
  }

  #skipIgnored({ isExtended }: PatternOptions): void {
    const ignored = isExtended
      ? /(?:\(\?#(?:\\[^]|[^\\)])*\)|[ \t\n\r\f]|#[^\n]*(?:\n|$))+/y
      : /(?:\(\?#(?:\\[^]|[^\\)])*\))+/y;
    this.#cursor.takeMatch(ignored);
  }

  #takeQuantified(options: PatternOptions): PatternNode {
    if (takeQuantifier(this.#cursor) !== undefined) {
      refuseSyntax("it repeats nothing, a character or a group must be before");
    }
    let node = this.#takeAtom(options);
    for (let depth = 0;; depth++) {
      checkDepth(depth);
      this.#skipIgnored(options);
      const quantifier = takeQuantifier(this.#cursor);
      if (quantifier === undefined) return node;
      const { isPossessive, ...range } = quantifier;
      node = { kind: "repeat", body: node, ...range };
      if (isPossessive) node = { kind: "atomic", body: node };
    }
  }

  #takeAtom(options: PatternOptions): PatternNode {
    const character = this.#cursor.take();
    switch (character) {
      case "(":
        return this.#takeGroup(options);
      case "[":
        return this.#takeBracketed(options);
      case "\\":
        return takeEscaped(this.#cursor, {
          ignoresCase: options.ignoresCase,
          groupCount: this.#groupCount,
        });
      case ".":
        return { kind: "set", set: options.dotsMatchAll ? ALL_CHARACTERS : NOT_LINE_FEED };
      case "^":
        return { kind: "assertion", source: LINE_BEGINNING };
      case "$":
        return { kind: "assertion", source: LINE_END };
      default:
        return { kind: "character", character, ignoresCase: options.ignoresCase };
    }
  }

  #takeGroup(options: PatternOptions): PatternNode {
    const cursor = this.#cursor;
    if (cursor.startsWith("*")) return refuseFeature("a callout ((*...))");
    if (!cursor.takeIf("?")) {
      return { kind: "capture", id: String(++this.#groupCount), body: this.#takeBody(options) };
    }
    const name = cursor.takeMatch(/<([^<>=!'()]+)>|'([^'()]+)'/y);
    if (name !== undefined) {
      this.#groupCount++;
      return { kind: "capture", id: (name[1] ?? name[2])!, body: this.#takeBody(options) };
    }
    for (const opener of ["(?=", "(?!", "(?<=", "(?<!"] as const) {
      if (cursor.takeIf(opener.slice(2))) {
        return { kind: "look", opener, body: this.#takeBody(options) };
      }
    }
    if (cursor.takeIf(":")) return this.#takeBody(options);
    if (cursor.takeIf(">")) return { kind: "atomic", body: this.#takeBody(options) };
    if (cursor.startsWith("~")) return refuseFeature("an absent operator ((?~...))");
    if (cursor.startsWith("(")) return refuseFeature("a condition ((?(...)...))");
    if (cursor.startsWith("{")) return refuseFeature("a callout ((?{...}))");
    const letters = cursor.takeMatch(/([a-zA-Z-]+):/y)?.[1];
    if (letters === undefined) {
      return refuseSyntax('it has a group of an unknown kind, "(?:" would do');
    }
    return this.#takeBody(changeOptions(options, letters));
  }

  #takeBody(options: PatternOptions): PatternNode {
    const body = this.#takeChoice(options);
    if (!this.#cursor.takeIf(")")) refuseSyntax('it has an open group, ")" must follow');
    return body;
  }

  #takeBracketed({ ignoresCase }: PatternOptions): PatternNode {
    const brackets = takeBrackets(this.#cursor, 0);
    if (!ignoresCase) return { kind: "set", set: setOfBrackets(brackets) };
    const { set: content, sequences } = ignoreCase(brackets.content);
    const one: PatternNode = { kind: "set", set: setOfBrackets({ ...brackets, content }) };
    if (brackets.isNegated || sequences.length === 0) return one;
    const several = sequences.map((sequence): PatternNode => ({
      kind: "sequence",
      nodes: Array.from(sequence, (character) => ({ kind: "character", character, ignoresCase })),
    }));
    return { kind: "choice", branches: [one, ...several] };
  }
}

function changeOptions(options: PatternOptions, letters: string): PatternOptions {
  const [on = "", off = ""] = letters.split("-");
  const unknown = /[^imx]/.exec(on + off);
  if (unknown !== null) refuseFeature(`the option ${unknown[0]}`);
  const isOn = (letter: string, before: boolean) =>
    !off.includes(letter) && (on.includes(letter) || before);
  return {
    ignoresCase: isOn("i", options.ignoresCase),
    dotsMatchAll: isOn("m", options.dotsMatchAll),
    isExtended: isOn("x", options.isExtended),
  };
}
