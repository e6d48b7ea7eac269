import { assertEquals, assertGreater } from "@std/assert";
import { Clusters } from "../../src/numeric/clusters.ts";
import { ClusterSearch } from "../../src/numeric/cluster_search.ts";
import { createMatrix } from "../../src/numeric/matrix.ts";
import { createRandom, sampleIndices } from "../../src/numeric/random.ts";

/** More rows than a block has, and more clusters. */
const [ROWS, COLUMNS, COUNT] = [700, 5, 300];

function randomClusters(): Clusters {
  const random = createRandom(1);
  const points = createMatrix(ROWS, COLUMNS);
  points.data.forEach((_, i) => points.data[i] = random() - 0.5);
  return new Clusters(points, sampleIndices(COUNT, { size: ROWS, random }));
}

/** The cheapest cluster of each row where moving pays, by comparing every pair. */
function findPlainly(clusters: Clusters): Int32Array {
  return clusters.labels.map((label, i) => {
    let [best, found] = [clusters.gainOfLeaving(i) * (1 - 1e-5), -1];
    for (let cluster = 0; cluster < COUNT; cluster++) {
      const cost = cluster === label ? Infinity : clusters.costOfJoining(i, cluster);
      if (cost < best) [best, found] = [cost, cluster];
    }
    return found;
  });
}

Deno.test("ClusterSearch.find() finds what comparing every pair finds, pass after pass", () => {
  const clusters = randomClusters();
  const search = new ClusterSearch(clusters);
  let changed = new Uint8Array(COUNT).fill(1);
  let passes = 0;
  for (let moves = 1; moves > 0; passes++) {
    const found = search.find(changed).slice();
    const expected = findPlainly(clusters);
    assertEquals([...found.keys()].filter((i) => found[i] !== expected[i]), [], `pass ${passes}`);
    moves = 0;
    changed = new Uint8Array(COUNT);
    for (const [i, candidate] of found.entries()) {
      if (candidate < 0 || clusters.costOfJoining(i, candidate) >= clusters.gainOfLeaving(i)) {
        continue;
      }
      for (const cluster of [clusters.labels[i]!, candidate]) {
        if (cluster >= 0) changed[cluster] = 1;
      }
      clusters.move(i, candidate);
      moves++;
    }
  }
  assertGreater(passes, 3);
});
