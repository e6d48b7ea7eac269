/**
 * How fast each kind of tokenizer is, in MB of UTF-8 a second, beside `npm:@huggingface/tokenizers`, and what
 * a large vocabulary costs to load: measured in one run on one thread, and printed as Markdown.
 *
 * @module
 */

import { fromFileUrl } from "@std/path";
import { TokenIds, Tokenizer } from "../src/tokenizer/tokenizer.ts";
import { loadPeerPackage, PEER_SPECIFIER, type PeerEncode } from "../tests/peers/peer_package.ts";
import { seededRandom } from "../tests/seeded_random.ts";
import type { LoadCost } from "./load_vocabulary.ts";
import { CORPORA, type Corpus, type Subject, SUBJECTS, takeBytes } from "./tokenizers.ts";

/** Repetitions of which the fastest counts. */
const REPETITIONS = 5;

/** Texts for the package and, for the ratio, for us: about a second of its work. */
const SAMPLE_BYTES = 100_000;

const VOCABULARY_SIZE = 500_000;

const ids = new TokenIds();

function encodeAll(tokenizer: Tokenizer, { texts }: Corpus): void {
  ids.clear();
  for (const text of texts) tokenizer.encodeInto(text, ids);
}

/** The shortest of several times, in milliseconds; `prepare` is not counted. */
function measure<Prepared>(prepare: () => Prepared, run: (prepared: Prepared) => void): number {
  let shortest = Infinity;
  for (let i = 0; i < REPETITIONS; i++) {
    const prepared = prepare();
    const start = performance.now();
    run(prepared);
    shortest = Math.min(shortest, performance.now() - start);
  }
  return shortest;
}

function megabytesPerSecond(bytes: number, milliseconds: number): number {
  return bytes / 1e6 / (milliseconds / 1000);
}

function renderRow({ kind, json }: Subject, corpus: Corpus, encode: PeerEncode): string {
  const fresh = measure(() => new Tokenizer(json), (tokenizer) => encodeAll(tokenizer, corpus));
  const tokenizer = new Tokenizer(json);
  encodeAll(tokenizer, corpus);
  const seen = measure(() => tokenizer, () => encodeAll(tokenizer, corpus));
  const sample = takeBytes(corpus, SAMPLE_BYTES);
  const ours = measure(() => tokenizer, () => encodeAll(tokenizer, sample));
  const theirs = measure(() => encode, () => {
    for (const text of sample.texts) encode(text, { specialTokens: false });
  });
  return `| ${kind} | ${corpus.name} | ${megabytesPerSecond(corpus.bytes, fresh).toFixed(1)} ` +
    `| ${megabytesPerSecond(corpus.bytes, seen).toFixed(1)} ` +
    `| ${megabytesPerSecond(sample.bytes, theirs).toFixed(2)} | ${(theirs / ours).toFixed(0)} |`;
}

/** A Unigram vocabulary of words as long as those of multilingual models, with all letters of ASCII. */
function makeVocabulary(size: number): string {
  const random = seededRandom(5);
  const scripts = [0x61, 0x61, 0x61, 0x430, 0x3b1, 0x4e00, 0xac00];
  const pieces = new Set(["<unk>", "\u2581", ..."abcdefghijklmnopqrstuvwxyz"]);
  while (pieces.size < size) {
    const first = scripts[Math.floor(random() * scripts.length)]!;
    const length = first > 0x1000 ? 1 + random() * 3 : 3 + random() * 8;
    let piece = random() < 0.6 ? "\u2581" : "";
    for (let i = 1; i < length; i++) {
      piece += String.fromCharCode(first + Math.floor(random() * (first > 0x1000 ? 4_000 : 24)));
    }
    pieces.add(piece);
  }
  return JSON.stringify({
    pre_tokenizer: { type: "Metaspace", replacement: "\u2581", prepend_scheme: "always" },
    model: {
      type: "Unigram",
      unk_id: 0,
      vocab: Array.from(pieces, (piece, i) => [piece, i === 0 ? 0 : -5 - 10 * random()]),
    },
  });
}

async function measureLoad(): Promise<{ cost: LoadCost; fileBytes: number }> {
  const file = await Deno.makeTempFile({ suffix: ".json" });
  try {
    await Deno.writeTextFile(file, makeVocabulary(VOCABULARY_SIZE));
    const script = fromFileUrl(new URL("load_vocabulary.ts", import.meta.url));
    const command = new Deno.Command(Deno.execPath(), {
      args: ["run", "--allow-all", script, file], // Deno lets no process read /proc that has less
      stderr: "inherit",
    });
    const { stdout, success } = await command.output();
    if (!success) throw new Error("Cannot measure loading: the process failed, see its message");
    return {
      cost: JSON.parse(new TextDecoder().decode(stdout)),
      fileBytes: (await Deno.stat(file)).size,
    };
  } finally {
    await Deno.remove(file);
  }
}

const peer = await loadPeerPackage();
if (peer === null) throw new Error(`Cannot compare: ${PEER_SPECIFIER} could not be loaded`);
const rows = SUBJECTS.flatMap((subject) => {
  const encode = peer(subject.json);
  return CORPORA.map((corpus) => renderRow(subject, corpus, encode));
});
const { cost, fileBytes } = await measureLoad();

// deno-lint-ignore no-console -- the report is for people
console.log([
  "| Tokenizer | Texts | MB/s at first sight | MB/s seen before | @huggingface/tokenizers, MB/s | Times faster |",
  "| --- | --- | ---: | ---: | ---: | ---: |",
  ...rows,
  "",
  `A vocabulary of ${VOCABULARY_SIZE.toLocaleString("en")} pieces (${
    (fileBytes / 1e6).toFixed(0)
  } MB) ` +
  `loads in ${(cost.milliseconds / 1000).toFixed(2)} s; the process needs at most ` +
  `${(cost.peakBytes / 1e6).toFixed(0)} MB, of which ${
    (cost.startBytes / 1e6).toFixed(0)
  } MB before it.`,
].join("\n"));
