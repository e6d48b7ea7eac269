/**
 * A student of own entries alone: a tokenizer of whole words, without the teacher's tokens.
 *
 * @module
 */

import { createNormalizer } from "../../tokenizer/normalizer.ts";
import { Tokenizer } from "../../tokenizer/tokenizer.ts";
import type { TokenizerJson } from "../../tokenizer/json/tokenizer_json.ts";
import { createWordLevelJson } from "../../tokenizer/word_level_json.ts";
import { chooseTokens } from "./kept_tokens.ts";
import { sortEntries } from "./own_entries.ts";
import { AMONG_WORDS, phraseContent, phraseToken } from "./phrase_matching.ts";
import { TeacherSequences } from "./teacher_sequences.ts";
import type { StudentVocabulary } from "./vocabulary.ts";
import { createWordReader } from "./word_entries.ts";
import { createWordNormalizer } from "./word_normalizer.ts";

/** What the student is made of. */
export interface OwnVocabularyOptions {
  /** The entries. */
  readonly vocabulary: readonly string[];
  /** Whether a word is not wanted. */
  readonly isRemoved: (word: string) => boolean;
  /** Whether the teacher sees the entries padded. */
  readonly padded: boolean;
}

const UNKNOWN = "[UNK]";
const PADDING = "[PAD]";

/**
 * Plans the vocabulary: words and phrases in the order given, then the padding and the unknown token. Those
 * two are embedded as the teacher's, if it has them.
 *
 * @param teacher The teacher's tokenizer.
 * @param options The entries.
 * @returns The vocabulary.
 * @throws {RangeError} If no entry becomes a row.
 */
export function planOwnVocabulary(
  teacher: Tokenizer,
  { vocabulary, isRemoved, padded }: OwnVocabularyOptions,
): StudentVocabulary {
  const blank = createBlankTokenizer(teacher, vocabulary);
  const names = [UNKNOWN, PADDING];
  const reader = createWordReader(blank, {
    isKnown: (word) => names.includes(word),
    isRemoved,
    isReserved: (phrase) => names.includes(phrase),
  });
  const { accepted, report } = sortEntries(vocabulary, reader);
  if (accepted.length === 0) {
    throw new RangeError(
      `Cannot distil an own vocabulary alone: none of its ${vocabulary.length} entries can be a row, ` +
        `at least one is needed`,
    );
  }
  const { model } = createWords(accepted.map(({ content }) => content));
  const phrases = accepted.flatMap(({ content, isPhrase }, id) =>
    isPhrase ? [{ id, ...phraseToken(content, AMONG_WORDS) }] : []
  );
  const tokenizer = new Tokenizer({ ...blank, "added_tokens": phrases, model });
  return { tokenizer, sequences: embed(tokenizer, teacher, { padded }), report };
}

/** The tokenizer without its rows: how it cuts words depends on which there are. */
function createBlankTokenizer(teacher: Tokenizer, vocabulary: readonly string[]): TokenizerJson {
  const normalizer = createWordNormalizer(teacher.toJson().normalizer ?? null, vocabulary);
  const normalize = createNormalizer(normalizer);
  const contents = new Set(
    vocabulary.map((entry) => phraseContent(entry.toWellFormed(), normalize)),
  );
  contents.delete("");
  return { ...createWords([...contents]), normalizer };
}

/** The contents are normalized already, or must be kept as they are: see `phraseContent`. */
function createWords(contents: readonly string[]): TokenizerJson {
  return createWordLevelJson(contents, {
    normalizer: null,
    unknownToken: UNKNOWN,
    paddingToken: PADDING,
  });
}

function embed(
  student: Tokenizer,
  teacher: Tokenizer,
  options: { readonly padded: boolean },
): number[][] {
  const { unknown, padding } = chooseTokens(teacher, () => false);
  const sequences = new TeacherSequences(teacher, options);
  const teacherNameOf = new Map([[UNKNOWN, unknown], [PADDING, padding]]);
  return student.tokens.map((token) => {
    if (!teacherNameOf.has(token)) return sequences.ofText(token);
    const name = teacherNameOf.get(token);
    return name === undefined ? [] : sequences.ofEntry(name);
  });
}
