import { assertEquals } from "@std/assert";
import { buildKernel, KERNELS } from "../tools/build_kernels.ts";

for (const kernel of KERNELS) {
  Deno.test(`${kernel.constant} holds what its source is compiled to`, async () => {
    const target = new URL(`../src/${kernel.target}`, import.meta.url);
    const committed = (await Deno.readTextFile(target)).replaceAll(/\s+/g, " ");
    const built = (await buildKernel(kernel)).replaceAll(/\s+/g, " ");
    assertEquals(committed, built);
  });
}
