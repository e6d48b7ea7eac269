import { assertEquals, assertThrows } from "@std/assert";
import { PatternFault, type PatternNode } from "../../../src/tokenizer/patterns/pattern_node.ts";
import { parsePattern } from "../../../src/tokenizer/patterns/pattern_parser.ts";

/** Writes a tree in few words: a set as its number of ranges, characters as themselves. */
function sketch(node: PatternNode): string {
  switch (node.kind) {
    case "character":
      return node.ignoresCase ? `${node.character}~` : node.character;
    case "set":
      return `set(${node.set.length})`;
    case "assertion":
      return "here";
    case "sequence":
      return `<${node.nodes.map(sketch).join(" ")}>`;
    case "choice":
      return `{${node.branches.map(sketch).join("|")}}`;
    case "capture":
      return `${node.id}=${sketch(node.body)}`;
    case "atomic":
      return `atomic(${sketch(node.body)})`;
    case "look":
      return `${node.opener}${sketch(node.body)})`;
    case "repeat":
      return `${sketch(node.body)}${node.min}-${node.max}${node.isGreedy ? "" : "?"}`;
    case "reference":
      return `\\${node.id}`;
  }
}

const trees: [pattern: string, tree: string][] = [
  ["", "<>"],
  ["a", "a"],
  ["ab|c|", "{<a b>|c|<>}"],
  ["(?:ab)c", "<a b c>"],
  ["(?:ab)+c", "<<a b>1-Infinity c>"],
  ["(a)(?<n>b)(c)", "<1=a n=b 3=c>"],
  ["(?'n'b)", "n=b"],
  ["(?=a)(?!b)(?<=c)(?<!d)", "<(?=a) (?!b) (?<=c) (?<!d)>"],
  ["(?>a)b++", "<atomic(a) atomic(b1-Infinity)>"],
  ["a{2}?", "a2-20-1"],
  ["a+?+", "a1-Infinity?1-Infinity"],
  ["^$", "<here here>"],
  [".", "set(3)"],
  ["(?m).", "set(2)"],
  ["(?m:.).", "<set(2) set(3)>"],
  ["a(?i)b|c", "<a {b~|c~}>"],
  ["(a(?i)b)c", "<1=<a b~> c>"],
  ["(?i-i:a)(?i:b(?-i:c))", "<a b~ c>"],
  ["(?i:[ß])", "{set(2)|<s~ s~>}"],
  ["(?i:[^ß])", "set(4)"],
  ["(?x) a # b\n + c\\ ", "<a1-Infinity c  >"],
  ["(?x: a b )c d", "<a b c   d>"],
  ["a(?#b\\)c)+d", "<a1-Infinity d>"],
  ["a{,}]{", "<a { , } ] {>"],
];
for (const [pattern, tree] of trees) {
  Deno.test(`parsePattern() reads ${JSON.stringify(pattern)}`, () => {
    assertEquals(sketch(parsePattern(pattern)), tree);
  });
}

const faults: [pattern: string, message: string][] = [
  ["(a", 'it has an open group, ")" must follow'],
  ["(?<n", 'it has a group of an unknown kind, "(?:" would do'],
  ["(?#a", 'it has a group of an unknown kind, "(?:" would do'],
  [")", 'it has a ")" without a "(", both or none must be there'],
  ["+", "it repeats nothing, a character or a group must be before"],
  ["(?s:.)", "the option s is not supported, a pattern without it would do"],
  ["(?:".repeat(300), "it nests deeper than 250, less would do"],
  [`a${"*".repeat(20_000)}`, "it nests deeper than 250, less would do"],
  [`a${"{2}".repeat(300)}`, "it nests deeper than 250, less would do"],
];
for (const [pattern, message] of faults) {
  Deno.test(`parsePattern() refuses ${JSON.stringify(pattern.slice(0, 20))}`, () => {
    assertThrows(() => parsePattern(pattern), PatternFault, message);
  });
}

Deno.test("parsePattern() reads a hundred thousand characters", () => {
  const root = parsePattern(`(?:${"ab".repeat(50_000)})`);
  assertEquals(root.kind === "sequence" && root.nodes.length, 100_000);
});
