/**
 * The models that all programs load: one of each element type and tokenizer.
 *
 * @module
 */

import { join } from "@std/path";
import { quantizeTable, StaticModel } from "../../mod.ts";
import { parseTokenizerJson, Tokenizer } from "../../src/tokenizer/tokenizer.ts";
import { repositoryPath } from "../../tests/shared_data.ts";
import { largeModel } from "../large_model.ts";
import { makeTable } from "../tables.ts";

/** A model on disk. */
export interface PeerModel {
  readonly name: string;
  readonly folder: string;
}

/** Columns of the models made here, as of the large one. */
const COLUMNS = 256;

const TOKENIZERS: Readonly<Record<string, string>> = {
  "Unigram": "unigram-metaspace",
  "Unigram, charsmap": "unigram-charsmap",
  "Byte-level BPE": "bpe-byte-level",
};

/**
 * Writes the models, which every program then loads.
 *
 * @param folder An empty folder.
 * @returns Where they are: WordPiece of float16 first, then the same in int8, then float32 rows around other
 *   tokenizers.
 */
export async function writePeerModels(folder: string): Promise<PeerModel[]> {
  const wordPiece = await largeModel();
  const small = new StaticModel({ ...wordPiece, table: quantizeTable(wordPiece.table, "int8") });
  const others = Object.entries(TOKENIZERS).map(([name, path]) =>
    [`${name}, float32`, modelAround(path)] as const
  );
  const models: PeerModel[] = [];
  for (
    const [name, model] of [
      ["WordPiece, float16", wordPiece],
      ["WordPiece, int8", small],
      ...others,
    ] as const
  ) {
    const target = join(folder, `model-${models.length}`);
    await model.savePretrained(target);
    models.push({ name, folder: target });
  }
  return models;
}

function modelAround(fixture: string): StaticModel {
  const file = repositoryPath(`tests/fixtures/tokenizers/${fixture}/tokenizer.json`);
  const tokenizer = new Tokenizer(parseTokenizerJson(Deno.readTextFileSync(file)));
  return new StaticModel({
    tokenizer,
    table: makeTable("float32", { rows: tokenizer.tokens.length, columns: COLUMNS }),
    config: { "normalize": true, "max_length": 512 },
  });
}
