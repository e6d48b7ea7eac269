/**
 * How the cost of a token grows: with the number of tokens, and with that of the vocabulary.
 *
 * @module
 */

import { StaticModel } from "../../mod.ts";
import type { EmbeddingDtype } from "../../src/model/embedding_table.ts";
import { TokenIds } from "../../src/tokenizer/token_ids.ts";
import { Tokenizer, type TokenizerJson } from "../../src/tokenizer/tokenizer.ts";
import { formatMegabytes, formatNumber, renderTable } from "../measure/markdown.ts";
import { timeShortest } from "../measure/time.ts";
import { makeWords } from "../new_words.ts";
import { makeBatches, makeTable } from "../tables.ts";
import { timePooling } from "./roofline.ts";

const TOKEN_COUNTS = [1e3, 1e4, 1e5, 1e6, 1e7];

const VOCABULARY_SIZES = [10_000, 30_000, 100_000, 300_000, 1_000_000];

/** Words of the texts that every vocabulary knows. */
const WORDS = 5_000;

const WORDS_PER_TEXT = 10;

/** So many that most rows of the largest table are read between two readings of the same row. */
const RANDOM_TEXTS = 50_000;

/** So that a million rows fit beside all else. */
const TABLE: { readonly dtype: EmbeddingDtype; readonly columns: number } = {
  dtype: "float16",
  columns: 64,
};

/**
 * Times encoding from a thousand to ten million tokens.
 *
 * @param model The model.
 * @param texts Texts, taken again from the first one when they are used up.
 * @returns A table in Markdown, in nanoseconds a token.
 */
export function measureTokens(model: StaticModel, texts: readonly string[]): string {
  const rows = TOKEN_COUNTS.map((count) => {
    const { taken, tokens } = takeTokens(model.tokenizer, { texts, count });
    const one = taken.join(" ");
    const few = { budget: 0.5, least: 3 };
    const asTexts = timeShortest(() => {
      model.encode(taken, { maxLength: null });
    }, few);
    const asOne = timeShortest(() => {
      model.encode([one], { maxLength: null });
    }, few);
    return [
      formatNumber(tokens),
      ...[asTexts, asOne].map((seconds) => formatNumber(seconds / tokens * 1e9, 1)),
    ];
  });
  return renderTable(rows, {
    titles: ["Tokens", "in texts of a corpus, ns a token", "in a single text, ns a token"],
    textColumns: 0,
  });
}

/**
 * Times encoding the same texts with vocabularies of ten thousand to a million words, through which those of the
 * texts are spread; and pooling tokens from all of the vocabulary, which reads ever more memory.
 *
 * @returns A table in Markdown, in nanoseconds a token.
 */
export function measureVocabularies(): string {
  const words = makeWords(Math.max(...VOCABULARY_SIZES), 12);
  const rows = VOCABULARY_SIZES.map((size) => {
    const json = createVocabulary(words, size);
    const tokenizer = new Tokenizer(json);
    const table = makeTable(TABLE.dtype, { rows: size, columns: TABLE.columns });
    const model = new StaticModel({ tokenizer, table, config: { "normalize": true } });
    const texts = makeTexts(words);
    const tokens = texts.length * WORDS_PER_TEXT;
    const firstPass = timeFirstSight(json, texts);
    const encoding = timeShortest(() => {
      model.encode(texts);
    });
    const batches = makeBatches(size, RANDOM_TEXTS);
    const pooled = batches.reduce((sum, { ids }) => sum + ids.length, 0);
    const pooling = timePooling(model.table, batches);
    return [
      formatNumber(size),
      formatMegabytes(table.values.data.byteLength),
      ...[firstPass / tokens, encoding / tokens, pooling / pooled]
        .map((seconds) => formatNumber(seconds * 1e9, 1)),
    ];
  });
  return renderTable(rows, {
    titles: [
      ...["Vocabulary", "Table", "tokenising at first sight, ns a token", "encoding, words seen"],
      "pooling rows of the whole table",
    ],
    textColumns: 0,
  });
}

function takeTokens(
  tokenizer: Tokenizer,
  { texts, count }: { readonly texts: readonly string[]; readonly count: number },
): { taken: string[]; tokens: number } {
  const ids = new TokenIds();
  const taken: string[] = [];
  let tokens = 0;
  for (let i = 0; tokens < count; i++) {
    const text = texts[i % texts.length]!;
    taken.push(text);
    ids.clear();
    tokenizer.encodeInto(text, ids);
    tokens += ids.length;
  }
  return { taken, tokens };
}

/** The words of the texts stand as far apart as the size lets them; others are in between. */
function createVocabulary(words: readonly string[], size: number): TokenizerJson {
  const distance = Math.floor(size / WORDS);
  const vocab: Record<string, number> = {};
  let other = WORDS;
  for (let id = 0; id < size; id++) {
    const known = id % distance === 1 ? Math.floor(id / distance) : WORDS;
    const word = known < WORDS ? words[known]! : words[other++] ?? `other${id}`;
    vocab[id === 0 ? "[UNK]" : word] = id;
  }
  return {
    "normalizer": {
      "type": "BertNormalizer",
      "clean_text": true,
      "handle_chinese_chars": true,
      "lowercase": true,
    },
    "pre_tokenizer": { "type": "BertPreTokenizer" },
    "model": {
      "type": "WordPiece",
      "unk_token": "[UNK]",
      "continuing_subword_prefix": "##",
      "max_input_chars_per_word": 100,
      vocab,
    },
  };
}

function makeTexts(words: readonly string[]): string[] {
  return Array.from(
    { length: 10_000 },
    (_, i) =>
      Array.from({ length: WORDS_PER_TEXT }, (_, j) => words[(i * 31 + j * 977) % WORDS]!).join(
        " ",
      ),
  );
}

/** New tokenizers, so that no word has been seen; building them is not counted. */
function timeFirstSight(json: TokenizerJson, texts: readonly string[]): number {
  const ids = new TokenIds();
  let shortest = Infinity;
  for (let i = 0; i < 3; i++) {
    const tokenizer = new Tokenizer(json);
    const start = performance.now();
    ids.clear();
    for (const text of texts) tokenizer.encodeInto(text, ids);
    shortest = Math.min(shortest, performance.now() - start);
  }
  return shortest / 1000;
}
