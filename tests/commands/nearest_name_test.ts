import { assertEquals } from "@std/assert";
import { nearestName } from "../../src/commands/nearest_name.ts";

const NAMES = ["components", "dtype", "model", "output", "help"];

const cases: [word: string, nearest: string | undefined][] = [
  ["modl", "model"],
  ["comp", "components"],
  ["Output", "output"],
  ["pca-dims", undefined],
  ["vocabulary", undefined],
  ["o", undefined],
  ["", undefined],
  ["\u{1F600}", undefined],
];

for (const [word, nearest] of cases) {
  Deno.test(`nearestName() finds ${nearest} for ${JSON.stringify(word)}`, () => {
    assertEquals(nearestName(word, NAMES), nearest);
  });
}
