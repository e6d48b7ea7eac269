import { parseTokenizerJson, TokenIds, Tokenizer } from "../src/tokenizer/tokenizer.ts";
import { loadPeerPackage, PEER_SPECIFIER } from "../tests/peers/peer_package.ts";
import { CORPORA, SUBJECTS, takeBytes } from "./tokenizers.ts";

/** The package is slow: these bytes take it about as long as a bench should. */
const SAMPLE_BYTES = 50_000;

const peer = await loadPeerPackage();
const ids = new TokenIds();

function encodeAll(tokenizer: Tokenizer, texts: readonly string[]): void {
  ids.clear();
  for (const text of texts) tokenizer.encodeInto(text, ids);
}

for (const { kind, json } of SUBJECTS) {
  for (const corpus of CORPORA) {
    const { name, texts, bytes } = takeBytes(corpus, SAMPLE_BYTES);
    const group = `${kind}, ${Math.round(bytes / 1000)} kB of ${name}`;

    const tokenizer = new Tokenizer(json);
    Deno.bench(`${group}: seen before`, { group }, () => encodeAll(tokenizer, texts));

    Deno.bench(`${group}: at first sight`, { group, n: 20, warmup: 5 }, (bench) => {
      const fresh = new Tokenizer(json);
      bench.start();
      encodeAll(fresh, texts);
      bench.end();
    });

    if (peer === null) continue;
    const encode = peer(json);
    Deno.bench(`${group}: ${PEER_SPECIFIER}`, { group, baseline: true, n: 10, warmup: 2 }, () => {
      for (const text of texts) encode(text, { specialTokens: false });
    });
  }
}

for (const { kind, json } of SUBJECTS) {
  const contents = JSON.stringify(json);
  Deno.bench(`building a tokenizer: ${kind}`, { group: "build", n: 10, warmup: 2 }, () => {
    new Tokenizer(parseTokenizerJson(contents));
  });
}
