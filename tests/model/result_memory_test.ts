import { assertEquals } from "@std/assert";
import { createResult } from "../../src/model/result_memory.ts";

function replaceTransfer(value: unknown): Disposable {
  const { transfer } = ArrayBuffer.prototype;
  const define = (value: unknown) =>
    Object.defineProperty(ArrayBuffer.prototype, "transfer", {
      value,
      configurable: true,
      writable: true,
    });
  define(value);
  return { [Symbol.dispose]: () => void define(transfer) };
}

Deno.test("createResult() makes zeros, and frees one large block before the first large result", () => {
  const freed: number[] = [];
  using _ = replaceTransfer(function (this: ArrayBuffer, byteLength: number) {
    freed.push(this.byteLength, byteLength);
    return new ArrayBuffer(byteLength);
  });
  const freedAfter = [0, 1, 128, 129, 200].map((rows) => {
    const { data, ...size } = createResult(rows, 256);
    assertEquals(size, { rows, columns: 256 });
    assertEquals([data.length, data.every((value) => value === 0)], [rows * 256, true]);
    return freed.length;
  });
  assertEquals(freedAfter, [0, 0, 0, 2, 2]);
  assertEquals(freed, [31 * 1024 * 1024, 0]);
});
