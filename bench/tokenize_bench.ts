import { parseTokenizerJson, TokenIds, Tokenizer } from "../src/tokenizer/tokenizer.ts";
import { makeTexts, TEACHER_FOLDER } from "./material.ts";

const texts = makeTexts(1_024);
const contents = Deno.readTextFileSync(`${TEACHER_FOLDER}/tokenizer.json`);
const tokenizer = new Tokenizer(parseTokenizerJson(contents));
const ids = new TokenIds();

Deno.bench("WordPiece, 1,024 sentences", { group: "tokenize", baseline: true }, () => {
  ids.clear();
  for (const text of texts) tokenizer.encodeInto(text, ids);
});

Deno.bench("WordPiece, building the tokenizer", { group: "build" }, () => {
  new Tokenizer(parseTokenizerJson(contents));
});
