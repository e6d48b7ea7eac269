import { assert, assertEquals } from "@std/assert";
import { fuzz, TEXTS_OF_A_TOKENIZER } from "./fuzz_run.ts";
import { loadPeerPackage, type PeerPackage } from "./peer_package.ts";
import { RandomSource } from "./random_source.ts";
import { randomText } from "./random_text.ts";
import { randomTokenizer } from "./random_tokenizer.ts";

const peer = await loadPeerPackage();

function stopAt(caseCount: number): (count: number) => boolean {
  return (count) => count < caseCount;
}

Deno.test({
  name: "fuzz() finds no new divergence among 600 cases",
  ignore: peer === null,
  fn: () => {
    const report = fuzz(peer!, { seed: 1, goOn: stopAt(600) });
    assertEquals(report.findings, []);
    assertEquals(report.agreedCount + report.knownCount, 600);
    assert(report.agreedCount > report.knownCount);
  },
});

Deno.test({
  name: "fuzz() finds a package's fault and makes the case small",
  ignore: peer === null,
  fn: () => {
    const faulty: PeerPackage = (json) => {
      const encode = peer!(json);
      return (text, options) => encode(text.replace("Th", "T"), options);
    };
    const { findings } = fuzz(faulty, { seed: 1, goOn: stopAt(6 * TEXTS_OF_A_TOKENIZER) });
    assert(findings.length > 0);
    for (const { text, json } of findings) {
      assertEquals(text, "Th");
      assertEquals(json.added_tokens, []);
    }
  },
});

Deno.test("randomTokenizer() and randomText() repeat themselves for the same seed", () => {
  const make = () => {
    const random = new RandomSource(7);
    return [randomTokenizer(random), randomText(random, ["<s>"])];
  };
  assertEquals(make(), make());
});

Deno.test("randomText() makes well-formed texts of every kind", () => {
  const random = new RandomSource(3);
  const texts = Array.from({ length: 2_000 }, () => randomText(random, ["<mask>"]));
  assert(texts.every((text) => text.isWellFormed()));
  for (const part of ["", "<mask>", "\u{3000}", "\u{301}", "\u{20000}", "\0", "日", "new york"]) {
    assert(texts.some((text) => part === "" ? text === "" : text.includes(part)), part);
  }
});
