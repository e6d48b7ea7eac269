import { TokenBatch } from "../../src/model/token_batch.ts";

/** A batch of texts, each given as its ids. */
export function batchOf(...texts: readonly (readonly number[])[]): TokenBatch {
  const batch = new TokenBatch();
  for (const ids of texts) {
    for (const id of ids) batch.ids.push(id);
    batch.endText();
  }
  return batch;
}
