import { assertEquals } from "@std/assert";
import { type HiddenStates, poolHidden } from "../../src/teacher/teacher.ts";

/** Two sequences, of three tokens and of one, padded with what must never be read. */
const hidden: HiddenStates = {
  data: Float32Array.of(1, 2, 3, 4, 8, 0, 5, 6, NaN, NaN, NaN, NaN),
  lengths: [3, 1],
  paddedLength: 3,
  dimensions: 2,
};
const expected = { mean: [4, 2, 5, 6], first: [1, 2, 5, 6], last: [8, 0, 5, 6] } as const;

for (const pooling of ["mean", "first", "last"] as const) {
  Deno.test(`poolHidden() takes the ${pooling} of the states that are no padding`, () => {
    const { data, rows, columns } = poolHidden(hidden, pooling);
    assertEquals([rows, columns], [2, 2]);
    assertEquals(data, Float32Array.from(expected[pooling]));
  });
}

Deno.test("poolHidden() gives no rows for no sequences", () => {
  const none = { data: new Float32Array(), lengths: [], paddedLength: 0, dimensions: 3 };
  assertEquals(poolHidden(none, "mean"), { data: new Float32Array(), rows: 0, columns: 3 });
});
