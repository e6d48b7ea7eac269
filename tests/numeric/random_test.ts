import { assert, assertEquals, assertLess, assertNotEquals } from "@std/assert";
import { createRandom, sampleIndices } from "../../src/numeric/random.ts";

function draw(seed: number, count: number): number[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, random);
}

Deno.test("createRandom() repeats itself for a seed, and for no other", () => {
  assertEquals(draw(7, 20), draw(7, 20));
  assertNotEquals(draw(7, 20), draw(8, 20));
});

Deno.test("createRandom() spreads evenly over [0, 1)", () => {
  const numbers = draw(1, 10_000);
  assert(numbers.every((number) => number >= 0 && number < 1));
  for (let tenth = 0; tenth < 10; tenth++) {
    const count = numbers.filter((number) => Math.floor(number * 10) === tenth).length;
    assertLess(Math.abs(count - 1_000), 120, `numbers from ${tenth / 10}`);
  }
});

Deno.test("sampleIndices() draws different integers below the size", () => {
  for (const [count, size] of [[0, 0], [0, 5], [1, 1], [3, 5], [5, 5], [50, 1_000]] as const) {
    const drawn = sampleIndices(count, { size, random: createRandom(count) });
    assertEquals([drawn.length, new Set(drawn).size], [count, count]);
    assert(drawn.every((index) => index >= 0 && index < size));
  }
});

Deno.test("sampleIndices() draws each with the same probability", () => {
  const random = createRandom(5);
  const counts = new Array<number>(6).fill(0);
  for (let time = 0; time < 6_000; time++) {
    for (const index of sampleIndices(2, { size: 6, random })) counts[index]!++;
  }
  for (const count of counts) assertLess(Math.abs(count - 2_000), 200);
});
