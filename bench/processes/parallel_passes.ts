/**
 * `parallel_passes.ts MODEL FILE WORKERS`: encodes the lines of a file several times with that many workers, while
 * this thread only collects; with 0, it encodes by itself. Prints the seconds of the shortest pass.
 *
 * @module
 */

import { StaticModel } from "../../mod.ts";
import { ParallelEncoder } from "../../src/model/parallel/parallel_encoder.ts";

/** The first of them starts the workers. */
const PASSES = 6;

const BATCH_SIZE = 1_024;

const [folder, file, count] = Deno.args;
if (folder === undefined || file === undefined || count === undefined) {
  throw new TypeError("Cannot encode: a model, a file and a number of workers are needed");
}
const model = await StaticModel.fromPretrained(folder);
const lines = Deno.readTextFileSync(file).trimEnd().split("\n");
const batches: string[][] = [];
for (let i = 0; i < lines.length; i += BATCH_SIZE) batches.push(lines.slice(i, i + BATCH_SIZE));

const workers = Number(count);
const times = workers === 0 ? await timePasses(encodeAlone) : await timeParallel();
// deno-lint-ignore no-console -- the answer of this process
console.log(Math.min(...times));

async function timeParallel(): Promise<number[]> {
  await using encoder = new ParallelEncoder(model, { workers });
  return await timePasses(async () => {
    let rows = 0;
    for await (const vectors of encoder.encodeBatches(batches)) rows += vectors.rows;
    return rows;
  });
}

function encodeAlone(): Promise<number> {
  let rows = 0;
  for (const texts of batches) rows += model.encode(texts).rows;
  return Promise.resolve(rows);
}

async function timePasses(encode: () => Promise<number>): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < PASSES; i++) {
    const start = performance.now();
    const rows = await encode();
    times.push((performance.now() - start) / 1000);
    if (rows !== lines.length) throw new Error(`Cannot time encoding: ${rows} rows came back`);
  }
  return times;
}
