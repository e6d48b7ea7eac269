import { assert, assertEquals, assertGreater } from "@std/assert";
import { distill } from "../../src/distill/distill.ts";
import { row } from "../../src/numeric/matrix.ts";
import { cosineSimilarity, norm } from "../../src/numeric/vector.ts";
import { parseTokenizerJson, TokenIds, Tokenizer } from "../../src/tokenizer/tokenizer.ts";
import { seededRandom } from "../seeded_random.ts";
import { hasShared, readJsonLines, repositoryPath, sharedPath } from "../shared_data.ts";
import { FakeTeacher } from "./fake_teacher.ts";

interface ScoredPair {
  readonly sentence1: string;
  readonly sentence2: string;
  /** Similarity as people see it, from 0 to 5. */
  readonly score: number;
}

/** Gives each token a random vector of its own, so that texts are as similar as the tokens they share. */
function createTeacher(folder: string): FakeTeacher {
  const file = repositoryPath(`tests/fixtures/tokenizers/${folder}/tokenizer.json`);
  return new FakeTeacher((sequence) => {
    const random = seededRandom(sequence.reduce((seed, id) => seed * 31 + id, 7));
    return Array.from({ length: 32 }, () => random() - 0.5);
  }, parseTokenizerJson(Deno.readTextFileSync(file)));
}

function countUnknown(tokenizer: Tokenizer, texts: readonly string[]): number {
  const ids = new TokenIds();
  for (const text of texts) tokenizer.encodeInto(text, ids);
  return ids.data.subarray(0, ids.length).filter((id) => id === tokenizer.unknownId).length;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

for (const language of ["de", "es", "zh"]) {
  for (const folder of ["unigram-metaspace", "unigram-charsmap", "unigram-byte-fallback"]) {
    const shared = `eval/sts/stsb-${language}.test.jsonl`;
    Deno.test({
      name: `distill() of ${folder} gives a student that tells sentences apart in ${language}`,
      ignore: !hasShared(shared),
      async fn() {
        const teacher = createTeacher(folder);
        const model = await distill(teacher, { components: false });
        const { tokenizer } = model;
        assertEquals(tokenizer.tokens[tokenizer.unknownId!], "<unk>");

        const pairs = readJsonLines<ScoredPair>(sharedPath(shared));
        const texts = pairs.flatMap(({ sentence1, sentence2 }) => [sentence1, sentence2]);
        const unknownCount = countUnknown(tokenizer, texts);
        assertEquals(unknownCount, countUnknown(new Tokenizer(teacher.tokenizer), texts));
        const vectors = model.encode(texts);
        assert(texts.every((_, i) => norm(row(vectors, i)) > 0));
        const similarities = pairs.map(({ score }, i) => ({
          score,
          cosine: cosineSimilarity(row(vectors, 2 * i), row(vectors, 2 * i + 1)),
        }));
        const alike = similarities.filter(({ score }) => score >= 4).map(({ cosine }) => cosine);
        const unlike = similarities.filter(({ score }) => score <= 1).map(({ cosine }) => cosine);
        assertGreater(mean(alike), mean(unlike) + 0.2);
      },
    });
  }
}
