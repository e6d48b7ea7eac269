/**
 * Builds the WebAssembly kernels, and writes their bytes into TypeScript so that they load without a fetch
 * or a permission.
 *
 * @module
 */

import asc from "npm:assemblyscript@0.28.20/asc";

/** A kernel: where its source is, and where its bytes go. */
export interface Kernel {
  /** Source below `tools/kernels`. */
  readonly source: string;
  /** File below `src` that is written. */
  readonly target: string;
  /** Name of the constant in it. */
  readonly constant: string;
  /**
   * Whether threads may share its memory: then the place of the one byte is written too in which the module
   * for shared memory differs, the flags of the memory's import.
   */
  readonly isShareable?: true;
}

/** Every kernel. */
export const KERNELS: readonly Kernel[] = [
  { source: "product.ts", target: "numeric/product_bytes.ts", constant: "PRODUCT_KERNEL" },
  {
    source: "pooling.ts",
    target: "model/pooling_bytes.ts",
    constant: "POOLING_KERNEL",
    isShareable: true,
  },
  { source: "words.ts", target: "tokenizer/memory/words_bytes.ts", constant: "WORDS_KERNEL" },
];

/** Largest number of pages of a WebAssembly memory: 4 GiB. */
const MAXIMUM_PAGES = 65_536;

/** Flags of a memory that has a maximum and is shared. */
const SHARED_FLAGS = 3;

/**
 * Builds a kernel.
 *
 * @param kernel One of {@linkcode KERNELS}.
 * @returns Contents of its target.
 * @throws {Error} If the source does not compile.
 */
export async function buildKernel({ source, constant, isShareable }: Kernel): Promise<string> {
  const maximum = ["--maximumMemory", String(MAXIMUM_PAGES)];
  const bytes = await compile(source, isShareable ? maximum : []);
  const base64 = btoa(String.fromCharCode(...bytes));
  const text = `/**
 * Built from tools/kernels/${source} by \`deno task build:kernels\`; not to be edited.
 *
 * @module
 */

/** A WebAssembly module with SIMD, in base64. */
export const ${constant}: string =
${base64.replace(/.{1,90}/g, '  "$&" +\n').replace(/ \+\n$/, ";\n")}`;
  if (!isShareable) return text;
  const shared = await compile(source, [...maximum, "--sharedMemory", "--enable", "threads"]);
  const flags = shared.findIndex((byte, i) => byte !== bytes[i]);
  const others = shared.findIndex((byte, i) => i > flags && byte !== bytes[i]);
  if (shared.length !== bytes.length || shared[flags] !== SHARED_FLAGS || others >= 0) {
    throw new Error(`Cannot build kernels/${source}: shared memory changes more than its import`);
  }
  return `${text}
/** Place of the byte that is ${SHARED_FLAGS} where the memory is shared between threads. */
export const ${constant}_FLAGS: number = ${flags};
`;
}

async function compile(source: string, options: readonly string[]): Promise<Uint8Array> {
  const text = await Deno.readTextFile(new URL(`kernels/${source}`, import.meta.url));
  let bytes: Uint8Array | undefined;
  const { error, stderr } = await asc.main([
    source,
    "--outFile",
    "kernel.wasm",
    "-O3",
    "--noAssert",
    "--runtime",
    "stub",
    "--enable",
    "simd",
    "--importMemory",
    ...options,
  ], {
    readFile: (name) => name === source ? text : null,
    writeFile: (name, contents) => {
      if (name === "kernel.wasm" && typeof contents !== "string") bytes = contents;
    },
    listFiles: () => [],
  });
  if (error === null && bytes !== undefined) return bytes;
  throw new Error(`Cannot build kernels/${source}: ${error?.message} ${stderr.toString()}`);
}

if (import.meta.main) {
  for (const kernel of KERNELS) {
    const target = new URL(`../src/${kernel.target}`, import.meta.url);
    await Deno.writeTextFile(target, await buildKernel(kernel));
  }
}
