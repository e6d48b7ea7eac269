import { assertEquals, assertThrows } from "@std/assert";
import { parsePeerTimes, takeBest } from "../../../bench/peers/peer_times.ts";

const times = { lines: 2, load: 0.5, repeated: [0.3, 0.1, 0.2], once: [0.7] };

Deno.test("parsePeerTimes() reads the last line that a program prints", () => {
  assertEquals(parsePeerTimes(`a notice\n${JSON.stringify(times)}\n`, 2), times);
});

const wrong: [what: string, output: string][] = [
  ["nothing", ""],
  ["a notice", "Loading the model"],
  ["a number", "3"],
  ["null", "null"],
  ["an object that breaks off", '{"lines":2,"load":0.5'],
  ["an object without a field", '{"lines":2,"load":0.5,"once":[]}'],
  ["a time that is no number", '{"lines":2,"load":0.5,"repeated":["fast"],"once":[]}'],
  ["no pass", '{"lines":2,"load":0.5,"repeated":[],"once":[]}'],
];
for (const [what, output] of wrong) {
  Deno.test(`parsePeerTimes() throws when a program prints ${what}`, () => {
    assertThrows(
      () => parsePeerTimes(output, 2),
      SyntaxError,
      `Cannot read times: ${JSON.stringify(output)} was printed, an object of "lines", "load", ` +
        `"repeated" and "once" is needed`,
    );
  });
}

Deno.test("parsePeerTimes() throws when a program has cut the file into other lines", () => {
  assertThrows(
    () => parsePeerTimes(JSON.stringify(times), 3),
    RangeError,
    "Cannot compare times: the program has seen 2 lines, the file has 3",
  );
});

Deno.test("takeBest() keeps first passes apart from all others", () => {
  const other = { ...times, repeated: [0.4, 0.05], once: [0.6] };
  assertEquals(takeBest([times, other]), { warm: 0.05, first: 0.3, once: 0.6 });
});

Deno.test("takeBest() has no time of a single pass when there was none", () => {
  assertEquals(takeBest([{ ...times, once: [] }]).once, undefined);
});
