import { assertEquals, assertThrows } from "@std/assert";
import {
  type ParallelOptions,
  resolveParallelOptions,
} from "../../../src/model/parallel/parallel_options.ts";

Deno.test("resolveParallelOptions() takes a thread for each core by default", () => {
  assertEquals(resolveParallelOptions({}), {
    workers: navigator.hardwareConcurrency,
    batchSize: 2_048,
  });
  assertEquals(resolveParallelOptions({ workers: 3, batchSize: 1 }), { workers: 3, batchSize: 1 });
});

const wrong: [options: ParallelOptions, message: string][] = [
  ...[0, -1, 1.5, 1_025, NaN, Infinity].map((workers): [ParallelOptions, string] => [
    { workers },
    `Cannot encode in parallel: workers must be an integer from 1 to 1024, current value is ${workers}`,
  ]),
  ...[0, -1, 1.5, NaN].map((batchSize): [ParallelOptions, string] => [
    { batchSize },
    `Cannot encode in parallel: batchSize must be an integer of at least 1, current value is ${batchSize}`,
  ]),
];
for (const [options, message] of wrong) {
  const [[name, value]] = Object.entries(options) as [[string, number]];
  Deno.test(`resolveParallelOptions() refuses ${name}: ${value}`, () => {
    assertThrows(() => resolveParallelOptions(options), RangeError, message);
  });
}
