import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { symmetricEigen } from "../../src/numeric/eigen.ts";
import { createMatrix, type Matrix } from "../../src/numeric/matrix.ts";
import { gramMatrix } from "../../src/numeric/matrix_product.ts";
import {
  checkPcaComponents,
  fitPca,
  orientColumns,
  type PcaComponents,
  projectPca,
} from "../../src/numeric/pca.ts";
import recorded from "../fixtures/numeric/pca.json" with { type: "json" };

function toMatrix(rows: number[][]): Matrix {
  return createMatrix(rows.length, rows[0]!.length, Float32Array.from(rows.flat()));
}

const vectors = toMatrix(recorded.vectors);

for (const run of recorded.runs) {
  const components: PcaComponents = run.components;
  Deno.test(`fitPca() explains what Python's does for ${JSON.stringify(components)}`, () => {
    const { explainedVariance, explainedVarianceRatio, ...pca } = fitPca(vectors, components);
    assertEquals(explainedVariance.length, run.count);
    assertEquals(pca.components.length, run.count * vectors.columns);
    for (let k = 0; k < run.count; k++) {
      const rounding = 1e-6 * run.explainedVariance[0]!;
      assertAlmostEquals(explainedVariance[k]!, run.explainedVariance[k]!, rounding);
      assertAlmostEquals(explainedVarianceRatio[k]!, run.explainedVarianceRatio[k]!, 1e-6);
    }
  });
}

const full = recorded.runs.find((run) => run.components === 6)!;

for (const components of [1, 2, 5, 6, "auto"] as const) {
  Deno.test(`projectPca() gives Python's scores for ${components}, once oriented`, () => {
    const scores = projectPca(vectors, fitPca(vectors, components));
    orientColumns(scores);
    const count = components === "auto" ? 6 : components;
    assertEquals([scores.rows, scores.columns], [40, count]);
    const expected = full.scores!.flatMap((row) => row.slice(0, count));
    expected.forEach((score, i) => assertAlmostEquals(scores.data[i]!, score, 2e-6));
  });
}

Deno.test("projectPca() centres vectors that the PCA was not fitted on by its own mean", () => {
  const pca = fitPca(vectors, 3);
  const scores = projectPca(createMatrix(1, 6, Float32Array.from(pca.mean)), pca);
  for (const score of scores.data) assertAlmostEquals(score, 0, 1e-6);
});

Deno.test("fitPca() clips variances that rounding makes negative", () => {
  // Small integers, so that the rank is exactly 2 and the other six variances are 0 but for rounding.
  const rows = Array.from({ length: 20 }, (_, i) => {
    const [a, b] = [(i * 7) % 11, (i * 5) % 13];
    return [a, b, a + b, a - b, 2 * a + b, a + 3 * b, 3 * a - b, a - 2 * b];
  });
  const matrix = toMatrix(rows);
  const { mean, explainedVariance } = fitPca(matrix, "auto");
  const raw = symmetricEigen(gramMatrix(matrix, mean), 8).values;
  assertEquals(raw.some((value) => value < 0), true, "no eigenvalue to clip");
  assertEquals(explainedVariance.some((variance) => variance < 0), false);
});

Deno.test("fitPca() of equal rows explains NaN of the variance, with one component, as Python", () => {
  const pca = fitPca(createMatrix(3, 2, Float32Array.of(1, 2, 1, 2, 1, 2)), { variance: 0.5 });
  assertEquals([...pca.explainedVariance], [0]);
  assertEquals([...pca.explainedVarianceRatio], [NaN]);
});

for (const components of [1, 100_000, "auto", { variance: 1e-9 }, { variance: 1 }] as const) {
  Deno.test(`checkPcaComponents() accepts ${JSON.stringify(components)}`, () => {
    checkPcaComponents(components);
  });
}

/** Not only numbers: callers without types can hand over anything. */
const refused: [components: unknown, message: string][] = [
  ...[0, -1, 1.5, NaN, Infinity].map((count): [unknown, string] => [
    count,
    `components must be an integer of at least 1, current value is ${count}`,
  ]),
  ...[0, -0.1, 1.01, NaN].map((variance): [unknown, string] => [
    { variance },
    `variance must be above 0 and at most 1, current value is ${variance}`,
  ]),
  [{ variance: "0.5" }, `variance must be above 0 and at most 1, current value is "0.5"`],
  [{}, "variance must be above 0 and at most 1, current value is undefined"],
  ["all", `components must be an integer, "auto" or { variance }, current value is "all"`],
  ["8", `components must be an integer, "auto" or { variance }, current value is "8"`],
  [null, `components must be an integer, "auto" or { variance }, current value is null`],
  [undefined, `components must be an integer, "auto" or { variance }, current value is undefined`],
  [true, `components must be an integer, "auto" or { variance }, current value is true`],
];
for (const [components, message] of refused) {
  Deno.test(`checkPcaComponents() and fitPca() refuse with ${message}`, () => {
    const untyped = components as PcaComponents;
    const expected = `Cannot fit PCA: ${message}`;
    assertThrows(() => checkPcaComponents(untyped), RangeError, expected);
    assertThrows(() => fitPca(vectors, untyped), RangeError, expected);
  });
}

Deno.test("fitPca() refuses more components than columns", () => {
  assertThrows(
    () => fitPca(vectors, 7),
    RangeError,
    "Cannot fit PCA: components must be at most 6, the number of columns, current value is 7",
  );
});

Deno.test("fitPca() refuses fewer than two rows", () => {
  assertThrows(
    () => fitPca(createMatrix(1, 6), 2),
    RangeError,
    "Cannot fit PCA: number of rows is 1, at least 2 are needed",
  );
});

for (const value of [NaN, Infinity]) {
  Deno.test(`fitPca() refuses a matrix with ${value}`, () => {
    const broken = createMatrix(2, 3, Float32Array.of(0, 0, 0, 0, value, 0));
    assertThrows(
      () => fitPca(broken, 1),
      RangeError,
      "Cannot fit PCA: column 1 holds a value that is not finite, all values must be finite",
    );
  });
}

Deno.test("projectPca() refuses vectors of another width", () => {
  assertThrows(
    () => projectPca(createMatrix(2, 5), fitPca(vectors, 2)),
    RangeError,
    "Cannot project vectors: they have 5 columns, the PCA was fitted on 6",
  );
});

Deno.test("orientColumns() makes the entry of largest absolute value positive", () => {
  const scores = createMatrix(2, 3, Float32Array.of(1, -3, 2, -2, 1, 1));
  orientColumns(scores);
  assertEquals(scores.data, Float32Array.of(-1, 3, 2, 2, -1, 1));
});

Deno.test("orientColumns() goes by the first of several largest entries", () => {
  const scores = createMatrix(2, 2, Float32Array.of(-1, 1, 1, -1));
  orientColumns(scores);
  assertEquals(scores.data, Float32Array.of(1, 1, -1, -1));
});

Deno.test("orientColumns() leaves a column of zeros", () => {
  const scores = createMatrix(2, 1);
  orientColumns(scores);
  assertEquals(scores.data, new Float32Array(2));
});
