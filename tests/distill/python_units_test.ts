/**
 * Own entries of BPE and Unigram beside Python's: the rows and tokens that `clean_and_create_vocabulary` of
 * model2vec 0.10 with skeletoken 0.6 gives for the same entries (each tokenizer with its added tokens pruned,
 * `adds_prefix_space` set), as `distill_from_model` calls it.
 */

import { assert, assertEquals } from "@std/assert";
import { planVocabulary } from "../../src/distill/vocabulary/vocabulary.ts";
import { parseTokenizerJson } from "../../src/tokenizer/tokenizer.ts";
import { repositoryPath } from "../shared_data.ts";

const ENTRIES = [
  "kubernetes",
  "cyberpunk",
  "new york",
  "C++",
  "covid-19",
  "the",
  "Deno",
  "東京",
  "ing",
];

interface Comparison {
  /** Rows that Python adds and that are no entry. */
  helpers: string[];
  /** Texts, with what Python spells them with and what an entry in them is. */
  texts: [text: string, python: string[], ours: string[], reason: string][];
}

const comparisons: Record<string, Comparison> = {
  "bpe-byte-level": {
    helpers: ["bernet", "Ġku", "Ġkubernet", "punk", "Ġcyber", "ĠDen", "±äº", "ĠæĿ", "ĠæĿ±äº"],
    texts: [
      [
        "(kubernetes)",
        ["Ġ(", "ku", "bernet", "es", ")"],
        ["Ġ(", "kubernetes", "Ġ)"],
        "an entry is found after a space alone; its helpers are found inside others",
      ],
      [
        "new yorker",
        ["new york", "Ġer"],
        ["Ġnew", "Ġyork", "er"],
        "a phrase has no word boundary",
      ],
    ],
  },
  "unigram-metaspace": {
    helpers: [],
    texts: [
      [
        "(kubernetes)",
        ["▁(", "ku", "ber", "net", "es", ")"],
        ["▁(", "kubernetes", "▁", ")"],
        "an entry is found after a space alone",
      ],
      ["C++", ["▁", "C++"], ["C++"], "a row is added that is never used"],
      ["new yorker", ["new york", "▁", "er"], ["▁new", "▁york", "er"], "no word boundary"],
    ],
  },
  "bpe-byte-fallback": {
    helpers: [
      ...[
        "bernet",
        "▁ku",
        "▁kubernet",
        "berp",
        "unk",
        "▁cy",
        "▁cyberp",
        "yor",
        "▁new▁",
        "▁new▁yor",
      ],
      ...["vid-", "▁co", "▁covid-", "▁Den", "▁東", "東"],
    ],
    texts: [
      [
        "a kubernetes",
        ["▁a▁", "k", "u", "bernet", "es"],
        ["▁", "a", "kubernetes"],
        "an entry is found at the beginning of a text alone",
      ],
      [
        "in new york",
        ["▁in▁", "new▁", "yor", "k"],
        ["▁in", "new york"],
        "phrases are none: there is no pre-tokenizer",
      ],
      [
        "\u{1f600}",
        ["▁", "<unk>"],
        ["▁", "<0xF0>", "<0x9F>", "<0x98>", "<0x80>"],
        "byte tokens are removed",
      ],
    ],
  },
};

for (const [name, { helpers, texts }] of Object.entries(comparisons)) {
  Deno.test(`planVocabulary() gives entries of ${name} one row each, unlike Python`, () => {
    const file = repositoryPath(`tests/fixtures/tokenizers/${name}/tokenizer.json`);
    const { tokenizer, report } = planVocabulary(parseTokenizerJson(Deno.readTextFileSync(file)), {
      removePattern: false,
      vocabulary: ENTRIES,
      vocabularyOnly: false,
    });
    const own = ENTRIES.filter((entry) => !report.known.includes(entry) && entry !== "new york");
    assertEquals(tokenizer.tokens.slice(-own.length - 1), [...own, "new york"]);
    for (const helper of helpers) assertEquals(tokenizer.tokenToId(helper), undefined, helper);
    for (const [text, python, ours, reason] of texts) {
      const tokens = tokenizer.encode(text).map((id) => tokenizer.tokens[id]!);
      assertEquals(tokens, ours, reason);
      assert(tokens.join() !== python.join(), `${text} does not depart from Python`);
    }
  });
}
