/**
 * Builds the WebAssembly kernels, and writes their bytes into TypeScript so that they load without a fetch
 * or a permission.
 *
 * @module
 */

import asc from "npm:assemblyscript@0.28.20/asc";

const SOURCE = new URL("kernels/product.ts", import.meta.url);
const TARGET = new URL("../src/numeric/product_bytes.ts", import.meta.url);

/**
 * Compiles the kernel of `src/numeric`.
 *
 * @returns Contents of `src/numeric/product_bytes.ts`.
 * @throws {Error} If the source does not compile.
 */
export async function buildProductKernel(): Promise<string> {
  const source = await Deno.readTextFile(SOURCE);
  let bytes: Uint8Array | undefined;
  const { error, stderr } = await asc.main([
    "product.ts",
    "--outFile",
    "product.wasm",
    "-O3",
    "--noAssert",
    "--runtime",
    "stub",
    "--enable",
    "simd",
    "--importMemory",
  ], {
    readFile: (name) => name === "product.ts" ? source : null,
    writeFile: (name, contents) => {
      if (name === "product.wasm" && typeof contents !== "string") bytes = contents;
    },
    listFiles: () => [],
  });
  if (error !== null || bytes === undefined) {
    throw new Error(`Cannot build kernels/product.ts: ${error?.message} ${stderr.toString()}`);
  }
  return `/**
 * Built from tools/kernels/product.ts by \`deno task build:kernels\`; not to be edited.
 *
 * @module
 */

/** A WebAssembly module with SIMD, in base64. */
export const PRODUCT_KERNEL: string =
${btoa(String.fromCharCode(...bytes)).replace(/.{1,90}/g, '  "$&" +\n').replace(/ \+\n$/, ";\n")}`;
}

if (import.meta.main) await Deno.writeTextFile(TARGET, await buildProductKernel());
