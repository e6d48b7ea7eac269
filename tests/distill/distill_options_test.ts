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
    vocabulary: [],
    vocabularyOnly: false,
    dtype: "float16",
  });
});

Deno.test("resolveDistillOptions() keeps what was said", () => {
  const onProgress = () => undefined;
  const options: DistillOptions = {
    components: { variance: 1 },
    sifCoefficient: false,
    removePattern: false,
    vocabulary: ["a", "b c"],
    vocabularyOnly: true,
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
    'Cannot distil: the element type must be one of "float64", "float32", "float16", "int8", ' +
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

const badVocabularies: [vocabulary: unknown, message: string][] = [
  ["word", 'Cannot distil: vocabulary must be an array of words, current value is "word"'],
  [null, "Cannot distil: vocabulary must be an array of words, current value is null"],
  [new Set(["a"]), "Cannot distil: vocabulary must be an array of words, current value is {}"],
  [["a", 1], "Cannot distil: vocabulary[1] must be a string, current value is 1"],
  [[undefined], "Cannot distil: vocabulary[0] must be a string, current value is undefined"],
];
for (const [vocabulary, message] of badVocabularies) {
  Deno.test(`resolveDistillOptions() refuses the vocabulary ${Deno.inspect(vocabulary)}`, () => {
    assertThrows(() => resolveDistillOptions(untyped({ vocabulary })), TypeError, message);
  });
}

Deno.test("resolveDistillOptions() refuses a vocabulary alone that there is none of", () => {
  assertThrows(
    () => resolveDistillOptions({ vocabularyOnly: true }),
    RangeError,
    "Cannot distil: vocabularyOnly needs a vocabulary, there is none",
  );
});

const badCounts: [counts: unknown, message: string][] = [
  [{ a: 1 }, 'counts must be a Map of numbers by word, current value is {"a":1}'],
  [new Map([["a", -1]]), 'the count of "a" must be a number of at least 0'],
  [new Map([["a", NaN]]), 'the count of "a" must be a number of at least 0'],
  [new Map([["a", Infinity]]), "that leaves the sum finite, current value is Infinity"],
  [new Map([["a", 1e308], ["b", 1e308]]), 'the count of "b" must be a number of at least 0'],
  [new Map([["a", "1"]]), 'current value is "1"'],
  [new Map([[1, 1]]), "the count of 1 must be"],
];
for (const [counts, message] of badCounts) {
  Deno.test(`resolveDistillOptions() refuses the counts ${Deno.inspect(counts)}`, () => {
    const refuse = () => resolveDistillOptions(untyped({ counts }));
    const error = counts instanceof Map ? RangeError : TypeError;
    assertThrows(refuse, error, "Cannot weigh by counts: ");
    assertThrows(refuse, error, message);
  });
}

Deno.test("resolveDistillOptions() refuses counts without weights", () => {
  assertThrows(
    () => resolveDistillOptions({ counts: new Map(), sifCoefficient: false }),
    RangeError,
    "Cannot weigh by counts: sifCoefficient is false, leave one of them out",
  );
});
