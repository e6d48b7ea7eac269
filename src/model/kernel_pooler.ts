/**
 * Means of rows by the WebAssembly kernel (`tools/kernels/pooling.ts`). It sums blocks of 256 rows in single
 * precision and blocks in double, where the plain loops sum in double throughout: means agree to 6 decimals of
 * their length, as long as 256 of the largest values stay below 3e38 together.
 *
 * @module
 */

import type { EmbeddingDtype, EmbeddingTable } from "./embedding_table.ts";
import { createPlainPooler } from "./plain_pooler.ts";
import type { Pooler, PoolingOptions } from "./pooling.ts";
import { POOLING_KERNEL, POOLING_KERNEL_FLAGS } from "./pooling_bytes.ts";
import { SCRATCH_BYTES, type TablePlace } from "./table_memory.ts";
import { ID_CAPACITY, TEXT_CAPACITY, type TokenBatch } from "./token_batch.ts";

/** Flags of the import of a memory that is shared between threads. */
const SHARED = 3;

/** The kernel's loops take columns by so many; a row of sums is filled up to them. */
const LANES = 16;

/** How the kernel numbers the element types. */
const ELEMENT_TYPES: Readonly<Record<EmbeddingDtype, number>> = {
  float32: 0,
  float16: 1,
  int8: 2,
  float64: 3,
};

/** What the kernel exports. */
interface Kernel {
  setTable(type: number, start: number, columns: number, elementBytes: number): void;
  setScratch(...places: number[]): void;
  means(texts: number, isWeighted: number, isNormalized: number): void;
  beginText(): void;
  continueText(count: number, isWeighted: number): void;
  endText(count: number, isNormalized: number): void;
}

/**
 * Sets the kernel up over a table.
 *
 * @param table A table that lies in the memory.
 * @param place The memory, and the caller's part of it.
 * @returns Its pooler; plain loops where the kernel is refused, or rows are too long for its scratch memory.
 */
export function createKernelPooler(table: EmbeddingTable, place: TablePlace): Pooler {
  const stride = Math.ceil(table.columns / LANES) * LANES;
  const scratch = layScratch(place, stride);
  const kernel = scratch === undefined ? undefined : loadKernel(place.memory);
  if (scratch === undefined || kernel === undefined) return createPlainPooler(table);
  const { dtype, data } = table.values;
  kernel.setTable(ELEMENT_TYPES[dtype], data.byteOffset, table.columns, data.BYTES_PER_ELEMENT);
  kernel.setScratch(...scratch.places);
  return new KernelPooler(table, { kernel, scratch, stride });
}

/** Arrays over the scratch memory. */
interface Scratch {
  readonly rows: Int32Array;
  readonly factors: Float32Array;
  readonly ends: Int32Array;
  readonly vectors: Float32Array;
  /** Where they and the kernel's own rows of sums begin, as it wants to be told. */
  readonly places: readonly number[];
}

function layScratch({ memory, scratch }: TablePlace, stride: number): Scratch | undefined {
  const factors = scratch + 4 * ID_CAPACITY;
  const ends = factors + 4 * ID_CAPACITY;
  const sums = ends + 4 * TEXT_CAPACITY;
  const levels = sums + 4 * stride;
  const totals = levels + 2 * stride;
  const vectors = totals + 8 * stride;
  const room = Math.floor((scratch + SCRATCH_BYTES - vectors) / (4 * stride));
  if (room < 1) return undefined;
  const { buffer } = memory;
  return {
    rows: new Int32Array(buffer, scratch, ID_CAPACITY),
    factors: new Float32Array(buffer, factors, ID_CAPACITY),
    ends: new Int32Array(buffer, ends, Math.min(room, TEXT_CAPACITY)),
    vectors: new Float32Array(buffer, vectors, Math.min(room, TEXT_CAPACITY) * stride),
    places: [scratch, factors, ends, sums, levels, totals, vectors],
  };
}

/** The modules for memory of one thread, and for shared memory: compiled once, whatever the tables. */
const compiled = new Map<boolean, WebAssembly.Module>();

function loadKernel(memory: WebAssembly.Memory): Kernel | undefined {
  const isShared = !(memory.buffer instanceof ArrayBuffer);
  try {
    const module = compiled.get(isShared) ?? compile(isShared);
    compiled.set(isShared, module);
    const instance = new WebAssembly.Instance(module, { env: { memory } });
    return instance.exports as WebAssembly.Exports & Kernel;
  } catch {
    return undefined;
  }
}

function compile(isShared: boolean): WebAssembly.Module {
  const code = Uint8Array.from(atob(POOLING_KERNEL), (character) => character.charCodeAt(0));
  if (isShared) code[POOLING_KERNEL_FLAGS] = SHARED;
  return new WebAssembly.Module(code);
}

/** What a pooler is made of. */
interface KernelParts {
  readonly kernel: Kernel;
  readonly scratch: Scratch;
  /** Lanes of a row of sums. */
  readonly stride: number;
}

/** Hands ids to the kernel, and takes means from it. */
class KernelPooler implements Pooler {
  readonly #table: EmbeddingTable;
  readonly #kernel: Kernel;
  readonly #scratch: Scratch;
  readonly #stride: number;
  readonly #isWeighted: number;

  constructor(table: EmbeddingTable, { kernel, scratch, stride }: KernelParts) {
    this.#table = table;
    this.#kernel = kernel;
    this.#scratch = scratch;
    this.#stride = stride;
    this.#isWeighted = Number(table.weights !== undefined);
  }

  mean(batch: TokenBatch, vectors: Float32Array, { normalize }: PoolingOptions): void {
    const { columns } = this.#table;
    const isNormalized = Number(normalize);
    for (let text = 0; text < batch.texts;) {
      const start = text === 0 ? 0 : batch.ends[text - 1]!;
      const count = this.#countTexts(batch, text);
      if (count === 0) {
        this.#addLongText(batch.ids.data.subarray(start, batch.ends[text]));
        this.#kernel.endText(batch.ends[text]! - start, isNormalized);
      } else {
        this.#loadRows(batch.ids.data.subarray(start, batch.ends[text + count - 1]));
        const { ends } = this.#scratch;
        for (let i = 0; i < count; i++) ends[i] = batch.ends[text + i]! - start;
        this.#kernel.means(count, this.#isWeighted, isNormalized);
      }
      this.#copyVectors(vectors.subarray(text * columns), Math.max(1, count));
      text += Math.max(1, count);
    }
  }

  gather({ ids }: TokenBatch, vectors: Float32Array): void {
    const { columns } = this.#table;
    const { ends } = this.#scratch;
    for (let i = 0; i < ends.length; i++) ends[i] = i + 1;
    for (let start = 0; start < ids.length; start += ends.length) {
      const end = Math.min(start + ends.length, ids.length);
      this.#loadRows(ids.data.subarray(start, end));
      this.#kernel.means(end - start, this.#isWeighted, 0);
      this.#copyVectors(vectors.subarray(start * columns), end - start);
    }
  }

  /** How many texts fit from one on; 0 if that one has too many ids. */
  #countTexts({ ends, texts }: TokenBatch, first: number): number {
    const start = first === 0 ? 0 : ends[first - 1]!;
    const limit = Math.min(texts, first + this.#scratch.ends.length);
    let text = first;
    while (text < limit && ends[text]! - start <= ID_CAPACITY) text++;
    return text - first;
  }

  #addLongText(ids: Int32Array): void {
    this.#kernel.beginText();
    for (let start = 0; start < ids.length; start += ID_CAPACITY) {
      const part = ids.subarray(start, start + ID_CAPACITY);
      this.#loadRows(part);
      this.#kernel.continueText(part.length, this.#isWeighted);
    }
  }

  #loadRows(ids: Int32Array): void {
    const { mapping, weights } = this.#table;
    const { rows, factors } = this.#scratch;
    if (mapping === undefined) rows.set(ids);
    else for (let i = 0; i < ids.length; i++) rows[i] = mapping[ids[i]!]!;
    if (weights === undefined) return;
    for (let i = 0; i < ids.length; i++) factors[i] = weights[ids[i]!]!;
  }

  #copyVectors(target: Float32Array, count: number): void {
    const { vectors } = this.#scratch;
    const { columns } = this.#table;
    const stride = this.#stride;
    if (stride === columns) {
      target.set(vectors.subarray(0, count * columns));
      return;
    }
    for (let i = 0; i < count; i++) {
      target.set(vectors.subarray(i * stride, i * stride + columns), i * columns);
    }
  }
}
