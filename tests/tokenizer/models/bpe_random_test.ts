import { assertEquals } from "@std/assert";
import { BpeModel } from "../../../src/tokenizer/models/bpe.ts";
import { TokenIds } from "../../../src/tokenizer/token_ids.ts";
import { seededRandom } from "../../seeded_random.ts";

const CHARACTERS = ["a", "b", "c", "\u{1f600}"];

interface RandomModel {
  readonly vocab: Readonly<Record<string, number>>;
  readonly merges: readonly [left: string, right: string][];
}

/** Draws a model whose merges make tokens of up to 12 characters, in an order unlike that of training. */
function drawModel(random: () => number): RandomModel {
  const draw = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
  const tokens = [...CHARACTERS];
  const merges: [string, string][] = [];
  const mergeCount = 2 + Math.floor(random() * 40);
  while (merges.length < mergeCount) {
    const pair: [string, string] = [draw(tokens), draw(tokens)];
    const token = pair[0] + pair[1];
    if (token.length > 12) continue;
    if (!tokens.includes(token)) tokens.push(token);
    merges.splice(Math.floor(random() * (merges.length + 1)), 0, pair);
  }
  return { vocab: Object.fromEntries(tokens.map((token, id) => [token, id])), merges };
}

/** Merges as the definition says, in quadratic time: the lowest rank first, the leftmost of those. */
function tokenizeByDefinition(piece: string, { vocab, merges }: RandomModel): number[] {
  const rankByPair = new Map(merges.map((pair, rank) => [pair.join(" "), rank]));
  const symbols = Array.from(piece);
  for (;;) {
    let bestRank = Infinity;
    let best = 0;
    for (let i = 0; i + 1 < symbols.length; i++) {
      const rank = rankByPair.get(`${symbols[i]} ${symbols[i + 1]}`) ?? Infinity;
      if (rank < bestRank) [bestRank, best] = [rank, i];
    }
    if (bestRank === Infinity) return symbols.map((symbol) => vocab[symbol]!);
    symbols.splice(best, 2, symbols[best]! + symbols[best + 1]!);
  }
}

const lengths: [name: string, shortest: number, longest: number][] = [
  ["short", 1, 20],
  ["middling", 55, 75],
  ["long", 100, 400],
];
for (const [name, shortest, longest] of lengths) {
  Deno.test(`BpeModel.tokenize() merges ${name} random pieces as the definition says`, () => {
    const random = seededRandom(longest);
    const ids = new TokenIds();
    for (let round = 0; round < 60; round++) {
      const spec = drawModel(random);
      const model = new BpeModel(spec, new Map(Object.entries(spec.vocab)));
      const alphabet = CHARACTERS.slice(0, 1 + Math.floor(random() * CHARACTERS.length));
      const length = shortest + Math.floor(random() * (longest - shortest + 1));
      const characters = Array.from(
        { length },
        () => alphabet[Math.floor(random() * alphabet.length)]!,
      );
      const piece = characters.join("");
      ids.clear();
      model.tokenize(piece, ids);
      const found = Array.from(ids.data.subarray(0, ids.length));
      assertEquals(found, tokenizeByDefinition(piece, spec), JSON.stringify({ piece, ...spec }));
    }
  });
}
