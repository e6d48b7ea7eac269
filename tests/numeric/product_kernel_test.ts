import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import {
  createPlainKernel,
  createProductKernel,
  createSimdKernel,
  type ProductSize,
} from "../../src/numeric/product_kernel.ts";
import { seededRandom } from "../seeded_random.ts";

const sizes: ProductSize[] = [
  { rows: 4, depth: 1, columns: 8 },
  { rows: 8, depth: 3, columns: 16 },
  { rows: 96, depth: 384, columns: 256 },
  { rows: 4, depth: 0, columns: 8 },
  { rows: 0, depth: 5, columns: 8 },
  { rows: 4, depth: 5, columns: 0 },
];

for (const size of sizes) {
  Deno.test(`createSimdKernel() agrees with plain loops for ${Object.values(size).join(" x ")}`, () => {
    const random = seededRandom(size.depth);
    const [simd, plain] = [createSimdKernel(size), createPlainKernel(size)];
    for (const side of ["left", "right"] as const) {
      for (let i = 0; i < simd[side].length; i++) simd[side][i] = plain[side][i] = random() - 0.5;
    }
    // Twice, since a product replaces the one before.
    for (let time = 0; time < 2; time++) {
      simd.run();
      plain.run();
    }
    assertEquals(simd.product.length, size.rows * size.columns);
    for (let i = 0; i < simd.product.length; i++) {
      assertAlmostEquals(simd.product[i]!, plain.product[i]!, 2 ** -18 * Math.sqrt(size.depth));
    }
  });
}

Deno.test("createProductKernel() falls back to plain loops where WebAssembly is refused", () => {
  const { Module } = WebAssembly;
  const size = { rows: 4, depth: 1, columns: 8 };
  WebAssembly.Module = class extends Module {
    constructor() {
      super(new Uint8Array());
    }
  };
  try {
    assertThrows(() => createSimdKernel(size), WebAssembly.CompileError);
    const kernel = createProductKernel(size);
    kernel.left.fill(2);
    kernel.right.fill(3);
    kernel.run();
    assertEquals(kernel.product, new Float32Array(32).fill(6));
  } finally {
    WebAssembly.Module = Module;
  }
});
