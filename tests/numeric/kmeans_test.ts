import { assert, assertEquals, assertLess, assertNotEquals, assertRejects } from "@std/assert";
import { type Clustering, fitKMeans } from "../../src/numeric/kmeans.ts";
import { createMatrix, type Matrix, row } from "../../src/numeric/matrix.ts";
import { createRandom } from "../../src/numeric/random.ts";

function randomMatrix(rows: number, columns: number): Matrix {
  const random = createRandom(rows);
  const matrix = createMatrix(rows, columns);
  matrix.data.forEach((_, i) => matrix.data[i] = random() - 0.5);
  return matrix;
}

/** Rows around the corners of a simplex, far from the origin; row `i` belongs to corner `i % corners`. */
function plantedMatrix(rows: number, corners: number): Matrix {
  const matrix = randomMatrix(rows, corners);
  for (let i = 0; i < rows; i++) {
    const vector = row(matrix, i);
    vector.set(vector.map((value, d) => 100 + value * 0.2 + (d === i % corners ? 5 : 0)));
  }
  return matrix;
}

const vectors = randomMatrix(500, 6);

Deno.test("fitKMeans() finds two planted clusters, whatever the seed", async () => {
  for (const seed of [1, 2, 3, 4, 5, 6]) {
    const { labels } = await fitKMeans(plantedMatrix(60, 2), { clusters: 2, seed });
    const [even, odd] = labels;
    assertEquals([...labels], Array.from(labels, (_, i) => i % 2 === 0 ? even : odd));
    assertNotEquals(even, odd);
  }
});

Deno.test("fitKMeans() finds four planted clusters from the best of ten seeds", async () => {
  const planted = plantedMatrix(120, 4);
  const runs = await Promise.all(
    Array.from({ length: 10 }, (_, seed) => fitKMeans(planted, { clusters: 4, seed })),
  );
  const { labels } = runs.sort((a, b) => a.inertia - b.inertia)[0]!;
  assertEquals(new Set(labels.subarray(0, 4)).size, 4);
  assertEquals([...labels], Array.from(labels, (_, i) => labels[i % 4]!));
});

Deno.test("fitKMeans() gives the means of its clusters, and their inertia", async () => {
  const { centers, labels, inertia } = await fitKMeans(vectors, { clusters: 40 });
  const sums = createMatrix(40, 6);
  const counts = new Array<number>(40).fill(0);
  let squares = 0;
  for (const [i, label] of labels.entries()) {
    counts[label]!++;
    row(vectors, i).forEach((value, d) => {
      row(sums, label)[d]! += value;
      squares += (value - row(centers, label)[d]!) ** 2;
    });
  }
  assert(counts.every((count) => count > 0));
  centers.data.forEach((value, i) =>
    assertLess(Math.abs(value - sums.data[i]! / counts[Math.floor(i / 6)]!), 1e-6)
  );
  assertLess(Math.abs(squares - inertia), 1e-5);
});

Deno.test("fitKMeans() repeats itself for a seed, and for no other; 42 is the default", async () => {
  const fit = (seed?: number): Promise<Clustering> => fitKMeans(vectors, { clusters: 20, seed });
  assertEquals(await fit(), await fit(42));
  assertNotEquals((await fit(43)).labels, (await fit()).labels);
});

Deno.test("fitKMeans() never raises the inertia with another pass", async () => {
  const inertias: number[] = [];
  for (let maxPasses = 1; maxPasses <= 12; maxPasses++) {
    inertias.push((await fitKMeans(vectors, { clusters: 60, maxPasses })).inertia);
  }
  for (const [i, inertia] of inertias.entries()) {
    assert(i === 0 || inertia <= inertias[i - 1]! + 1e-9, inertias.join());
  }
  assertLess(inertias.at(-1)!, 0.9 * inertias[0]!);
});

Deno.test("fitKMeans() ends at clusters that no row would lower the inertia by leaving", async () => {
  // 1, 3, 6 and 10 on a line: with 3 | 6 apart 4.67 + 8, with 6 | 10 apart 12.67, with 1 alone 24.67.
  const line = createMatrix(4, 1, Float32Array.of(1, 3, 6, 10));
  for (const seed of [1, 2, 3, 4, 5, 6]) {
    const { inertia } = await fitKMeans(line, { clusters: 2, seed });
    assertLess(inertia, 13, `seed ${seed}`);
  }
});

Deno.test("fitKMeans() does not change its input", async () => {
  const matrix = randomMatrix(30, 3);
  const before = matrix.data.slice();
  await fitKMeans(matrix, { clusters: 5 });
  assertEquals(matrix.data, before);
});

for (const [name, data] of [["equal rows", [1, 1, 1, 1]], ["zeros", [0, 0, 0, 0]]] as const) {
  Deno.test(`fitKMeans() clusters ${name}, and leaves no cluster empty`, async () => {
    const matrix = createMatrix(4, 1, Float32Array.from(data));
    const { centers, labels, inertia } = await fitKMeans(matrix, { clusters: 3 });
    assertEquals([new Set(labels).size, inertia], [3, 0]);
    assertEquals(centers.data, Float32Array.from(data.slice(0, 3)));
  });
}

Deno.test("fitKMeans() makes one cluster of all rows", async () => {
  const matrix = createMatrix(3, 2, Float32Array.of(0, 0, 3, 0, 0, 6));
  const { centers, labels } = await fitKMeans(matrix, { clusters: 1 });
  assertEquals([centers.data, labels], [Float32Array.of(1, 2), new Int32Array(3)]);
});

for (const clusters of [0, -1, 1.5, NaN, Infinity, 500, 501]) {
  Deno.test(`fitKMeans() refuses ${clusters} clusters of 500 rows`, async () => {
    await assertRejects(
      () => fitKMeans(vectors, { clusters }),
      RangeError,
      "Cannot cluster 500 rows: clusters must be an integer of at least 1 and below 500, " +
        `current value is ${clusters}`,
    );
  });
}

for (const seed of [1.5, NaN, Infinity]) {
  Deno.test(`fitKMeans() refuses the seed ${seed}`, async () => {
    await assertRejects(
      () => fitKMeans(vectors, { clusters: 2, seed }),
      RangeError,
      `Cannot cluster rows: seed must be an integer, current value is ${seed}`,
    );
  });
}

for (const value of [NaN, Infinity, -3e38]) {
  Deno.test(`fitKMeans() refuses a value of ${value}`, async () => {
    const matrix = createMatrix(3, 1, Float32Array.of(1, value, 2));
    await assertRejects(
      () => fitKMeans(matrix, { clusters: 2 }),
      RangeError,
      "Cannot cluster rows: the sum of their squares is ",
    );
  });
}

Deno.test("fitKMeans() rejects with AbortError before and amid the passes", async () => {
  const early = fitKMeans(vectors, { clusters: 60, signal: AbortSignal.abort() });
  assertEquals((await assertRejects(() => early, DOMException)).name, "AbortError");
  const controller = new AbortController();
  const late = fitKMeans(vectors, { clusters: 60, signal: controller.signal });
  setTimeout(() => controller.abort());
  assertEquals((await assertRejects(() => late, DOMException)).name, "AbortError");
});
