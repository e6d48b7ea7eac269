import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { symmetricEigen } from "../../src/numeric/eigen.ts";
import { seededRandom } from "../seeded_random.ts";

Deno.test("symmetricEigen() finds the known eigenvectors of a 2 x 2 matrix, as rows", () => {
  const { values, vectors } = symmetricEigen(Float64Array.of(2, 1, 1, 2), 2);
  assertAlmostEquals(values[0]!, 3);
  assertAlmostEquals(values[1]!, 1);
  assertAlmostEquals(vectors[0]! / vectors[1]!, 1);
  assertAlmostEquals(vectors[2]! / vectors[3]!, -1);
});

Deno.test("symmetricEigen() takes a random matrix apart, largest eigenvalue first", () => {
  const size = 17;
  const random = seededRandom(3);
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = i; j < size; j++) matrix[i * size + j] = matrix[j * size + i] = random() - 0.5;
  }
  const { values, vectors } = symmetricEigen(matrix, size);
  assertEquals(values, values.toSorted().reverse());
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      let rebuilt = 0;
      let product = 0;
      for (let k = 0; k < size; k++) {
        rebuilt += values[k]! * vectors[k * size + i]! * vectors[k * size + j]!;
        product += vectors[i * size + k]! * vectors[j * size + k]!;
      }
      assertAlmostEquals(rebuilt, matrix[i * size + j]!, 1e-12);
      assertAlmostEquals(product, i === j ? 1 : 0, 1e-12);
    }
  }
});

Deno.test("symmetricEigen() does not change the matrix", () => {
  const matrix = Float64Array.of(4, 1, 1, 3);
  symmetricEigen(matrix, 2);
  assertEquals(matrix, Float64Array.of(4, 1, 1, 3));
});

for (const size of [0, -1, 1.5, NaN]) {
  Deno.test(`symmetricEigen() refuses the size ${size}`, () => {
    assertThrows(
      () => symmetricEigen(new Float64Array(1), size),
      RangeError,
      `Cannot find eigenvalues: size must be an integer of at least 1, current value is ${size}`,
    );
  });
}

Deno.test("symmetricEigen() refuses a matrix of another size", () => {
  assertThrows(
    () => symmetricEigen(new Float64Array(5), 2),
    RangeError,
    "Cannot find eigenvalues: 2 x 2 values are needed, matrix has 5",
  );
});
