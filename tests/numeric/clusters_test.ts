import { assertAlmostEquals, assertEquals } from "@std/assert";
import { Clusters } from "../../src/numeric/clusters.ts";
import { createMatrix } from "../../src/numeric/matrix.ts";

/** Rows (0, 0), (2, 0), (10, 0), (4, 0); the first and the third found clusters. */
function example(): Clusters {
  const points = createMatrix(4, 2, Float32Array.of(0, 0, 2, 0, 10, 0, 4, 0));
  return new Clusters(points, Int32Array.of(0, 2));
}

Deno.test("Clusters begins with one row in each, and all others in none", () => {
  const clusters = example();
  assertEquals(clusters.labels, Int32Array.of(0, -1, 1, -1));
  assertEquals(clusters.counts, Int32Array.of(1, 1));
  assertEquals(clusters.means().data, Float32Array.of(0, 0, 10, 0));
});

Deno.test("Clusters.move() takes the row out of its cluster, and means follow", () => {
  const clusters = example();
  clusters.move(1, 0);
  clusters.move(3, 0);
  assertEquals(clusters.means().data, Float32Array.of(2, 0, 10, 0));
  clusters.move(3, 1);
  assertEquals(clusters.labels, Int32Array.of(0, 0, 1, 1));
  assertEquals(clusters.counts, Int32Array.of(2, 2));
  assertEquals(clusters.means().data, Float32Array.of(1, 0, 7, 0));
  assertEquals(clusters.inertia(), 1 + 1 + 9 + 9);
});

Deno.test("Clusters.gainOfLeaving() and costOfJoining() foretell the inertia after a move", () => {
  const clusters = example();
  clusters.move(1, 0);
  clusters.move(3, 0);
  const before = clusters.inertia();
  const expected = before - clusters.gainOfLeaving(3) + clusters.costOfJoining(3, 1);
  clusters.move(3, 1);
  assertAlmostEquals(clusters.inertia(), expected, 1e-12);
});

Deno.test("Clusters.gainOfLeaving() keeps the only row of a cluster, and lets in those of none", () => {
  const clusters = example();
  assertEquals([clusters.gainOfLeaving(0), clusters.gainOfLeaving(1)], [0, Infinity]);
});
