/**
 * The tokenizers and texts that the benches of tokenizers work on, and the package they are compared with.
 *
 * @module
 */

import { parseTokenizerJson, type TokenizerJson } from "../src/tokenizer/tokenizer.ts";
import { hasShared, repositoryPath, sharedPath } from "../tests/shared_data.ts";
import { makeTexts } from "./material.ts";

/** Texts of one kind. */
export interface Corpus {
  readonly name: string;
  readonly texts: readonly string[];
  /** Their size in UTF-8. */
  readonly bytes: number;
}

/** A tokenizer's file, and what its way of working is called. */
export interface Subject {
  readonly kind: string;
  readonly json: TokenizerJson;
}

const PATH_BY_KIND: Readonly<Record<string, string>> = {
  "WordPiece": "models/all-MiniLM-L6-v2/tokenizer.json",
  "Byte-level BPE": "tests/fixtures/tokenizers/bpe-byte-level/tokenizer.json",
  "Split-regex BPE": "tests/fixtures/tokenizers/bpe-split-regex/tokenizer.json",
  "Metaspace Unigram": "tests/fixtures/tokenizers/unigram-metaspace/tokenizer.json",
  "Charsmap Unigram": "tests/fixtures/tokenizers/unigram-charsmap/tokenizer.json",
};

/** One tokenizer of each way of working. */
export const SUBJECTS: readonly Subject[] = Object.entries(PATH_BY_KIND).map(([kind, path]) => ({
  kind,
  json: parseTokenizerJson(Deno.readTextFileSync(repositoryPath(path))),
}));

/** Short and long English texts; without the shared data, sentences made from a seed. */
export const CORPORA: readonly Corpus[] = hasShared("bench")
  ? ["short.txt", "long.txt"].map((name) =>
    createCorpus(name, Deno.readTextFileSync(sharedPath(`bench/${name}`)).trimEnd().split("\n"))
  )
  : [createCorpus("made from a seed", makeTexts(8_192))];

/**
 * Takes texts from the beginning of a corpus.
 *
 * @param corpus The corpus.
 * @param bytes About how many bytes to take.
 * @returns The first texts, until there are that many.
 */
export function takeBytes(corpus: Corpus, bytes: number): Corpus {
  const texts: string[] = [];
  for (let taken = 0; taken < bytes && texts.length < corpus.texts.length;) {
    const text = corpus.texts[texts.length]!;
    texts.push(text);
    taken += countBytes(text);
  }
  return createCorpus(corpus.name, texts);
}

function createCorpus(name: string, texts: readonly string[]): Corpus {
  return { name, texts, bytes: texts.reduce((sum, text) => sum + countBytes(text), 0) };
}

function countBytes(text: string): number {
  return new TextEncoder().encode(text).length;
}
