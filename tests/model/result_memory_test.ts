import { assertEquals } from "@std/assert";
import { createResult } from "../../src/model/result_memory.ts";

Deno.test("createResult() makes zeros, where blocks cannot be freed too", () => {
  const { transfer } = ArrayBuffer.prototype;
  Reflect.deleteProperty(ArrayBuffer.prototype, "transfer");
  try {
    for (const rows of [0, 1, 200, 200]) {
      const { data, ...size } = createResult(rows, 256);
      assertEquals(size, { rows, columns: 256 });
      assertEquals([data.length, data.every((value) => value === 0)], [rows * 256, true]);
    }
  } finally {
    Object.defineProperty(ArrayBuffer.prototype, "transfer", {
      value: transfer,
      configurable: true,
      writable: true,
    });
  }
});
