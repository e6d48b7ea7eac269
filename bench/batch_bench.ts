import { ParallelEncoder } from "../src/model/parallel/parallel_encoder.ts";
import { largeModel } from "./large_model.ts";
import { CORPORA } from "./tokenizers.ts";

/** Texts that each bench encodes, whatever the size of its batches: so times compare. */
const TEXTS = 100_000;

const FEW = { n: 5, warmup: 1 };

const model = await largeModel();
const { texts: corpus } = CORPORA[0]!;
const texts = Array.from({ length: TEXTS }, (_, i) => corpus[i % corpus.length]!);

function cut(size: number): string[][] {
  return Array.from(
    { length: TEXTS / size },
    (_, i) => texts.slice(i * size, (i + 1) * size),
  );
}

for (const size of [1, 10, 100, 1_000, 10_000, 100_000]) {
  const batches = cut(size);
  Deno.bench(`100,000 texts, ${size.toLocaleString("en")} at a time`, {
    group: "encode by batch size",
    baseline: size === 1_000,
    ...FEW,
  }, () => {
    for (const batch of batches) model.encode(batch);
  });
}

const batches = cut(1_000);
Deno.bench("100,000 texts by the main thread", {
  group: "encode by workers",
  baseline: true,
  ...FEW,
}, () => {
  for (const batch of batches) model.encode(batch);
});

for (const workers of [1, 2]) {
  const encoder = new ParallelEncoder(model, { workers });
  addEventListener("unload", () => encoder.close());
  Deno.bench(`100,000 texts, workers: ${workers}`, {
    group: "encode by workers",
    ...FEW,
  }, async () => {
    let rows = 0;
    for await (const vectors of encoder.encodeBatches(batches)) rows += vectors.rows;
    if (rows !== TEXTS) throw new Error(`Cannot time workers: ${rows} rows came back`);
  });
}
