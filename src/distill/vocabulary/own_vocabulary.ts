/**
 * A student of own entries alone: a tokenizer of whole words, without the teacher's tokens.
 *
 * @module
 */

import { createNormalizer } from "../../tokenizer/normalizer.ts";
import type { NormalizerJson } from "../../tokenizer/json/normalizer_json.ts";
import { Tokenizer } from "../../tokenizer/tokenizer.ts";
import type { TokenizerJson } from "../../tokenizer/json/tokenizer_json.ts";
import {
  choosePreTokenizer,
  createWordLevelJson,
  isLowercase,
  LOWERCASE,
} from "../../tokenizer/word_level_json.ts";
import { createWordReader, type TextSteps } from "./entry_readers.ts";
import { chooseTokens } from "./kept_tokens.ts";
import { sortEntries } from "./own_entries.ts";
import { AMONG_WORDS, phraseContent, phraseToken } from "./phrase_matching.ts";
import type { StudentVocabulary, VocabularyPlan } from "./vocabulary.ts";

const UNKNOWN = "[UNK]";
const PADDING = "[PAD]";

/**
 * Plans the vocabulary: words and phrases in the order given, then the padding and the unknown token. Those
 * two are embedded as the teacher's, if it has them.
 *
 * @param plan The teacher's tokenizer and the entries.
 * @returns The vocabulary.
 * @throws {RangeError} If no entry becomes a row.
 */
export function planOwnVocabulary(plan: VocabularyPlan): StudentVocabulary {
  const { teacher, vocabulary, isRemoved } = plan;
  const steps = createTextSteps(teacher, vocabulary);
  const isName = (content: string) => content === UNKNOWN || content === PADDING;
  const reader = createWordReader(steps, { isKnown: isName, isRemoved, isReserved: isName });
  const { accepted, report } = sortEntries(vocabulary, reader);
  if (accepted.length === 0) {
    throw new RangeError(
      `Cannot distil an own vocabulary alone: none of its ${vocabulary.length} entries can be a row, ` +
        `at least one is needed`,
    );
  }
  const words = createWords(accepted.map(({ content }) => content));
  const phrases = accepted.flatMap(({ content, isPhrase }, id) =>
    isPhrase ? [{ id, ...phraseToken(content, AMONG_WORDS) }] : []
  );
  const tokenizer = new Tokenizer({ ...words, ...steps, "added_tokens": phrases });
  return { tokenizer, sequences: embed(tokenizer, plan), report };
}

/** How words are cut depends on which there are. */
function createTextSteps(teacher: Tokenizer, vocabulary: readonly string[]): TextSteps {
  const normalizer = createWordNormalizer(teacher.toJson().normalizer ?? null, vocabulary);
  const normalize = createNormalizer(normalizer);
  const contents = new Set(
    vocabulary.map((entry) => phraseContent(entry.toWellFormed(), normalize)),
  );
  return { normalizer, "pre_tokenizer": choosePreTokenizer(contents) };
}

/** The contents are normalized already, or must be kept as they are: see `phraseContent`. */
function createWords(contents: readonly string[]): TokenizerJson {
  return createWordLevelJson(contents, {
    normalizer: null,
    unknownToken: UNKNOWN,
    paddingToken: PADDING,
  });
}

function embed(student: Tokenizer, { teacher, sequences }: VocabularyPlan): number[][] {
  const { unknown, padding } = chooseTokens(teacher, () => false);
  const teacherNameOf = new Map([[UNKNOWN, unknown], [PADDING, padding]]);
  return student.tokens.map((token) => {
    if (!teacherNameOf.has(token)) return sequences.ofText(token);
    const name = teacherNameOf.get(token);
    return name === undefined ? [] : sequences.ofEntry(name);
  });
}

/**
 * Takes from a teacher's normalizer what makes words of one meaning equal; marks for spaces and bytes are of
 * no use to whole words. Case is dropped too where no word has any: "The" would be unknown beside "the".
 *
 * @param teacher The teacher's section; `null` for none.
 * @param words The words that the tokenizer is to know.
 * @returns The section.
 */
export function createWordNormalizer(
  teacher: NormalizerJson | null,
  words: readonly string[],
): NormalizerJson | null {
  const kept = keepFolding(teacher);
  const dropsCase = createNormalizer(kept)("A") === "a";
  if (dropsCase || !isLowercase(words)) return kept;
  return kept === null ? LOWERCASE : { "type": "Sequence", "normalizers": [kept, LOWERCASE] };
}

function keepFolding(spec: NormalizerJson | null): NormalizerJson | null {
  switch (spec?.type) {
    case undefined:
    case "Prepend":
    case "Replace":
    case "ByteLevel":
      return null;
    case "Sequence": {
      const steps = spec.normalizers.map(keepFolding).filter((step) => step !== null);
      return steps.length === 0 ? null : { ...spec, "normalizers": steps };
    }
    default:
      return spec;
  }
}
