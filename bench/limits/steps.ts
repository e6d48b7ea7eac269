/**
 * Where the time of encoding goes: to tokenising, or to pooling.
 *
 * @module
 */

import type { StaticModel } from "../../mod.ts";
import { TokenBatch } from "../../src/model/token_batch.ts";
import { TokenIds } from "../../src/tokenizer/token_ids.ts";
import { formatNumber, renderTable } from "../measure/markdown.ts";
import { timeShortest } from "../measure/time.ts";
import type { Corpus } from "../tokenizers.ts";
import { timePooling } from "./roofline.ts";

/**
 * Tokenises texts as a model does, without truncation.
 *
 * @param model The model.
 * @param texts Any texts.
 * @returns Full batches, the last one excepted.
 */
export function tokenizeAll({ tokenizer }: StaticModel, texts: readonly string[]): TokenBatch[] {
  const batches = [new TokenBatch()];
  for (const text of texts) {
    if (batches.at(-1)!.isFull) batches.push(new TokenBatch());
    const batch = batches.at(-1)!;
    tokenizer.encodeInto(text, batch.ids);
    batch.endText();
  }
  return batches;
}

/**
 * Times the steps of encoding, one by one and together, when every word has been seen. The room for the vectors is a
 * step, since it is new memory that the system has to give.
 *
 * @param model The model.
 * @param corpora The texts.
 * @returns A table in Markdown, in nanoseconds a token.
 */
export function measureSteps(model: StaticModel, corpora: readonly Corpus[]): string {
  const ids = new TokenIds();
  const rows = corpora.map(({ name, texts }) => {
    const batches = tokenizeAll(model, texts);
    const tokens = batches.reduce((sum, batch) => sum + batch.ids.length, 0);
    const seconds = [
      timeShortest(() => {
        ids.clear();
        for (const text of texts) model.tokenizer.encodeInto(text, ids);
      }),
      timePooling(model.table, batches),
      timeShortest(() => {
        new Float32Array(texts.length * model.dimensions).fill(1);
      }),
      timeShortest(() => {
        model.encode(texts);
      }),
    ];
    return [
      name,
      formatNumber(tokens),
      ...seconds.map((time) => formatNumber(time / tokens * 1e9, 1)),
      formatNumber(texts.length / seconds.at(-1)!),
    ];
  });
  return renderTable(rows, {
    titles: [
      ...["Texts", "Tokens", "tokenising, ns a token", "pooling"],
      ...["room for the vectors", "encoding, all in all", "texts/s"],
    ],
  });
}
