import { assertAlmostEquals } from "@std/assert";
import { tableFromMatrix } from "../../src/model/embedding_table.ts";
import { StaticModel } from "../../src/model/static_model.ts";
import { createMatrix } from "../../src/numeric/matrix.ts";
import { parseTokenizerJson, Tokenizer } from "../../src/tokenizer/tokenizer.ts";
import { repositoryPath } from "../shared_data.ts";

/** What `tests/peers/record_static_models.py` writes. */
interface Recorded {
  readonly texts: readonly string[];
  /** By tokenizer, one vector for each text. */
  readonly models: Readonly<Record<string, readonly (readonly number[])[]>>;
}

const DIMENSIONS = 4;

function createModel(folder: string): StaticModel {
  const file = repositoryPath(`tests/fixtures/tokenizers/${folder}/tokenizer.json`);
  const tokenizer = new Tokenizer(parseTokenizerJson(Deno.readTextFileSync(file)));
  const table = createMatrix(tokenizer.tokens.length, DIMENSIONS);
  for (let row = 0; row < table.rows; row++) {
    for (let column = 0; column < DIMENSIONS; column++) {
      table.data[row * DIMENSIONS + column] = (row * 31 + column * 17) % 257 / 257 - 0.5;
    }
  }
  return new StaticModel({ tokenizer, table: tableFromMatrix(table), config: { normalize: true } });
}

const { texts, models }: Recorded = JSON.parse(
  Deno.readTextFileSync(repositoryPath("tests/peers/static_models.json")),
);
for (const [folder, vectors] of Object.entries(models)) {
  Deno.test(`StaticModel.encode() gives Python's vectors around ${folder}`, () => {
    const { data } = createModel(folder).encode(texts);
    for (const [i, expected] of vectors.flat().entries()) {
      const text = texts[Math.floor(i / DIMENSIONS)]!.slice(0, 40);
      assertAlmostEquals(data[i]!, expected, 5e-6, JSON.stringify(text));
    }
  });
}
