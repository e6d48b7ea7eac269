import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { createMatrix, row, scaleRows } from "../../src/numeric/matrix.ts";

const matrix = createMatrix(3, 2, Float32Array.of(1, 2, 3, 4, 5, 6));

Deno.test("createMatrix() makes zeros when no values are given", () => {
  assertEquals(createMatrix(2, 3), { data: new Float32Array(6), rows: 2, columns: 3 });
});

Deno.test("createMatrix() keeps the array that it is given", () => {
  const data = Float32Array.of(1, 2);
  assertStrictEquals(createMatrix(1, 2, data).data, data);
});

Deno.test("createMatrix() accepts a matrix without rows or without columns", () => {
  assertEquals(createMatrix(0, 4).data.length, 0);
  assertEquals(createMatrix(4, 0).data.length, 0);
});

for (const size of [-1, 1.5, NaN, Infinity]) {
  Deno.test(`createMatrix() refuses the size ${size}`, () => {
    const found = `must be an integer of at least 0, current value is ${size}`;
    assertThrows(
      () => createMatrix(size, 1),
      RangeError,
      `Cannot create matrix: rows ${found}`,
    );
    assertThrows(
      () => createMatrix(1, size),
      RangeError,
      `Cannot create matrix: columns ${found}`,
    );
  });
}

Deno.test("createMatrix() refuses values that do not fill the matrix", () => {
  assertThrows(
    () => createMatrix(2, 3, new Float32Array(5)),
    RangeError,
    "Cannot create matrix: 2 rows of 3 columns need 6 values, data has 5",
  );
});

Deno.test("row() gives a view of one row", () => {
  const own = createMatrix(2, 2, Float32Array.of(1, 2, 3, 4));
  const second = row(own, 1);
  assertEquals(second, Float32Array.of(3, 4));
  second[0] = 9;
  assertEquals(own.data, Float32Array.of(1, 2, 9, 4));
});

for (const index of [-1, 3, 0.5, NaN]) {
  Deno.test(`row() refuses the index ${index} of three rows`, () => {
    assertThrows(
      () => row(matrix, index),
      RangeError,
      `Cannot take row ${index}: index must be an integer from 0, below 3`,
    );
  });
}

Deno.test("scaleRows() multiplies each row by its weight into a new matrix", () => {
  const scaled = scaleRows(matrix, Float64Array.of(2, 0, -0.5));
  assertEquals(scaled, createMatrix(3, 2, Float32Array.of(2, 4, 0, 0, -2.5, -3)));
  assertEquals(matrix.data, Float32Array.of(1, 2, 3, 4, 5, 6));
});

Deno.test("scaleRows() refuses weights that are not one per row", () => {
  assertThrows(
    () => scaleRows(matrix, new Float32Array(2)),
    RangeError,
    "Cannot scale rows: matrix has 3 rows, 2 weights were given",
  );
});
