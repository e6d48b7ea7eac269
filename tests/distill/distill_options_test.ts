import { assertEquals, assertThrows } from "@std/assert";
import { type DistillOptions, resolveDistillOptions } from "../../src/distill/distill_options.ts";

/** What JavaScript callers can pass, whom the types do not hold back. */
function untyped(options: Record<string, unknown>): DistillOptions {
  return options;
}

Deno.test("resolveDistillOptions() has the defaults of Python's model2vec", () => {
  assertEquals(resolveDistillOptions({}), {
    components: 256,
    sifCoefficient: 1e-4,
    removePattern: /\[unused\d+\]/,
    dtype: "float16",
  });
});

Deno.test("resolveDistillOptions() keeps what was said", () => {
  const onProgress = () => undefined;
  const options: DistillOptions = {
    components: { variance: 1 },
    sifCoefficient: false,
    removePattern: false,
    dtype: "int8",
    onProgress,
  };
  assertEquals(resolveDistillOptions(options), options);
});

for (const components of [0, -1, 1.5, NaN, "256", null, { variance: 0 }, { variance: 1.1 }, {}]) {
  Deno.test(`resolveDistillOptions() refuses ${JSON.stringify(components)} components`, () => {
    assertThrows(
      () => resolveDistillOptions(untyped({ components })),
      RangeError,
      "Cannot fit PCA: ",
    );
  });
}

const refused: [options: Record<string, unknown>, message: string][] = [
  [
    { dtype: "f16" },
    'Cannot distil: dtype must be one of "float64", "float32", "float16", "int8", ' +
    'current value is "f16"',
  ],
  [
    { sifCoefficient: "x" },
    "Cannot weigh tokens: the SIF coefficient must be above 0 and below 1",
  ],
  [{ sifCoefficient: 1 }, "Cannot weigh tokens: the SIF coefficient must be above 0 and below 1"],
];

for (const [options, message] of refused) {
  Deno.test(`resolveDistillOptions() refuses ${JSON.stringify(options)}`, () => {
    assertThrows(() => resolveDistillOptions(untyped(options)), RangeError, message);
  });
}

Deno.test("resolveDistillOptions() refuses the text of a regular expression", () => {
  assertThrows(
    () => resolveDistillOptions(untyped({ removePattern: "a+" })),
    TypeError,
    'Cannot remove tokens: removePattern must be a regular expression or false, current value is "a+"',
  );
});
