import { assertEquals, assertThrows } from "@std/assert";
import { bareWordSet, posixSet } from "../../../src/tokenizer/unicode/character_classes.ts";
import { complementOf } from "../../../src/tokenizer/unicode/code_point_set.ts";
import { PatternCursor } from "../../../src/tokenizer/patterns/pattern_cursor.ts";
import {
  ALL_CHARACTERS,
  NOT_LINE_FEED,
  takeEscaped,
} from "../../../src/tokenizer/patterns/pattern_escapes.ts";
import { PatternFault, type PatternNode } from "../../../src/tokenizer/patterns/pattern_node.ts";

const CONTEXT = { ignoresCase: false, groupCount: 2 };

const meanings: [escape: string, node: PatternNode, rest: string][] = [
  ["w", { kind: "set", set: bareWordSet() }, ""],
  ["W", { kind: "set", set: complementOf(bareWordSet()) }, ""],
  ["p{word}", { kind: "set", set: bareWordSet() }, ""],
  ["P{^Word}", { kind: "set", set: bareWordSet() }, ""],
  ["p{^Word}", { kind: "set", set: complementOf(bareWordSet()) }, ""],
  ["s+", { kind: "set", set: posixSet("space")! }, "+"],
  ["N", { kind: "set", set: NOT_LINE_FEED }, ""],
  ["O", { kind: "set", set: ALL_CHARACTERS }, ""],
  ["A", { kind: "assertion", source: "^" }, ""],
  ["z", { kind: "assertion", source: "$" }, ""],
  ["1", { kind: "reference", id: "1" }, ""],
  ["9", { kind: "reference", id: "9" }, ""],
  ["k<name>", { kind: "reference", id: "name" }, ""],
  ["k'2'", { kind: "reference", id: "2" }, ""],
  ["k<-1>", { kind: "reference", id: "2" }, ""],
  ["k", { kind: "character", character: "k", ignoresCase: false }, ""],
  ["g", { kind: "character", character: "g", ignoresCase: false }, ""],
  ["101", { kind: "character", character: "A", ignoresCase: false }, ""],
  ["89", { kind: "character", character: "8", ignoresCase: false }, "9"],
  [".", { kind: "character", character: ".", ignoresCase: false }, ""],
];
for (const [escape, node, rest] of meanings) {
  Deno.test(`takeEscaped() reads \\${escape}`, () => {
    const cursor = new PatternCursor(escape);
    assertEquals(takeEscaped(cursor, CONTEXT), node);
    assertEquals(cursor.next, rest);
  });
}

Deno.test("takeEscaped() counts groups for a number of several digits", () => {
  const node = takeEscaped(new PatternCursor("12"), { ignoresCase: false, groupCount: 12 });
  assertEquals(node, { kind: "reference", id: "12" });
});

Deno.test("takeEscaped() lets case be ignored in characters", () => {
  const node = takeEscaped(new PatternCursor("x41"), { ignoresCase: true, groupCount: 0 });
  assertEquals(node, { kind: "character", character: "A", ignoresCase: true });
});

Deno.test("takeEscaped() reads a general line break as a pair first", () => {
  assertEquals(takeEscaped(new PatternCursor("R"), CONTEXT).kind, "choice");
});

for (const escape of ["G", "K", "X", "y", "Y", "g<1>", "g'x'", "k<1+0>"]) {
  Deno.test(`takeEscaped() does not support \\${escape}`, () => {
    const message = "is not supported, a pattern without it would do";
    assertThrows(() => takeEscaped(new PatternCursor(escape), CONTEXT), PatternFault, message);
  });
}
