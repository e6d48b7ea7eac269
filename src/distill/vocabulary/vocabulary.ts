/**
 * From a teacher's tokenizer to the student's: which tokens stay, which own entries join them, and how the
 * teacher embeds each.
 *
 * Follows `clean_and_create_vocabulary` and `turn_tokens_into_ids` of Python's model2vec 0.10
 * (`tokenizer/tokenizer.py`), which edit the tokenizer through skeletoken 0.6 (`base.py`). With WordPiece and
 * WordLevel the rows are Python's. With BPE and Unigram they are not: Python adds rows for the pieces that an
 * entry's merges need, or finds an entry inside longer words or not at all, where an entry is one row here.
 *
 * @module
 */

import { isBpe, isUnigram } from "../../tokenizer/json/model_json.ts";
import { Tokenizer } from "../../tokenizer/tokenizer.ts";
import type { TokenizerJson } from "../../tokenizer/json/tokenizer_json.ts";
import { createUnitReader, createWordReader } from "./entry_readers.ts";
import { chooseTokens, createTokenFilter } from "./kept_tokens.ts";
import { type OwnEntry, sortEntries, type VocabularyReport } from "./own_entries.ts";
import { planOwnVocabulary } from "./own_vocabulary.ts";
import { AMONG_WORDS, phraseToken } from "./phrase_matching.ts";
import { createStudentTokenizer } from "./student_tokenizer.ts";
import { TeacherSequences } from "./teacher_sequences.ts";

/** What a student's vocabulary is made of, beside the teacher's tokens. */
export interface VocabularyOptions {
  /** Tokens and words to leave out: those that the pattern matches at their beginning. */
  readonly removePattern: RegExp | false;
  /** Own entries. */
  readonly vocabulary: readonly string[];
  /** Whether the teacher's tokens are left out. */
  readonly vocabularyOnly: boolean;
  /** Whether the teacher sees own entries padded; see `DistillOptions`. */
  readonly padEntries?: boolean;
  /** Is told where own entries are not padded, and would be in Python's model2vec. */
  readonly onWarning?: (message: string) => void;
}

/** A student's vocabulary, and how the teacher embeds it. */
export interface StudentVocabulary {
  /** The student's tokenizer; token `i` of it has row `i`. */
  readonly tokenizer: Tokenizer;
  /**
   * For each token of the student the ids to give to the teacher, special tokens included; none for a token
   * that the teacher knows nothing of.
   */
  readonly sequences: readonly (readonly number[])[];
  /** What became of the own entries. */
  readonly report: VocabularyReport;
}

/**
 * Plans the student's vocabulary: the tokens of the teacher that stay, in the order of their ids, then the
 * own words, then the own phrases, each in the order given.
 *
 * The teacher sees each token between its own bos and eos, and each own entry as a text, unless it has a
 * token of that very name.
 *
 * @param json The teacher's tokenizer.
 * @param options What to add and to leave out.
 * @returns The vocabulary.
 * @throws {RangeError} If the teacher's tokens are left out and no entry becomes a row.
 */
export function planVocabulary(json: TokenizerJson, options: VocabularyOptions): StudentVocabulary {
  const teacher = new Tokenizer(json);
  const plan = {
    teacher,
    vocabulary: options.vocabulary,
    isRemoved: createTokenFilter(options.removePattern),
    sequences: createSequences(teacher, options),
  };
  if (options.vocabularyOnly) return planOwnVocabulary(plan);
  return isBpe(json.model) || isUnigram(json.model) ? planUnits(plan) : planWords(plan);
}

/** What a vocabulary is planned from. */
export interface VocabularyPlan {
  /** The teacher's tokenizer. */
  readonly teacher: Tokenizer;
  /** Own entries. */
  readonly vocabulary: readonly string[];
  /** Whether a token or word is to be left out. */
  readonly isRemoved: (token: string) => boolean;
  /** What the teacher is given to embed tokens and entries. */
  readonly sequences: TeacherSequences;
}

function warnOfPadding({ paddedLength }: TeacherSequences): string {
  return `The teacher sees own entries padded to ${paddedLength} tokens, as in Python's model2vec, ` +
    `which makes their vectors alike: padEntries: false (--pad-entries never) embeds them as they are`;
}

function warnOfNoPadding({ paddedLength }: TeacherSequences): string {
  return `The teacher sees own entries as they are, not padded to ${paddedLength} tokens as in Python's ` +
    `model2vec: padEntries: true (--pad-entries always) gives Python's vectors, in many times the time`;
}

/** Own entries up to which Python's padding is followed where nothing is said. */
const MOST_PADDED = 1_000;

function createSequences(
  teacher: Tokenizer,
  { vocabulary, vocabularyOnly, padEntries, onWarning }: VocabularyOptions,
): TeacherSequences {
  const isShort = vocabulary.length <= MOST_PADDED;
  const sequences = new TeacherSequences(teacher, {
    padded: padEntries ?? (isShort && !vocabularyOnly),
  });
  const isChosen = padEntries === undefined && !vocabularyOnly && vocabulary.length > 0;
  if (isChosen && sequences.paddedLength > 0) {
    onWarning?.(isShort ? warnOfPadding(sequences) : warnOfNoPadding(sequences));
  }
  return sequences;
}

/**
 * Words and phrases become tokens of the model, phrases are found in the text as well. A phrase takes its name
 * from a token that could never be found, such as "...", which is embedded in its place: as Python has it.
 */
function planWords(
  { teacher, vocabulary, isRemoved, sequences }: VocabularyPlan,
): StudentVocabulary {
  const { teacherIdByToken, unknown, padding } = chooseTokens(teacher, isRemoved);
  const reader = createWordReader(teacher.toJson(), {
    isKnown: (word) => teacherIdByToken.has(word),
    isRemoved: (word) => isRemoved(word) || teacher.tokenToId(word) !== undefined,
    isReserved: (phrase) => phrase === unknown,
  });
  const { accepted, report } = sortEntries(vocabulary, reader);
  const { words, phrases } = contentsOf(accepted);
  const named = new Set(
    accepted.filter(({ isPhrase }) => isPhrase).flatMap(({ entry, content }) => [entry, content]),
  );
  const displaced = (token: string | undefined) => token !== unknown && named.has(token ?? "");
  const tokens = [...teacherIdByToken.keys()].filter((token) => !displaced(token));
  const tokenizer = new Tokenizer(createStudentTokenizer(teacher.toJson(), {
    tokens: [...tokens, ...words, ...phrases],
    unknown,
    padding: displaced(padding) ? undefined : padding,
    added: phrases.map((phrase) => phraseToken(phrase, AMONG_WORDS)),
  }));
  const embedded = tokenizer.tokens.map((token) => sequences.ofEntry(token));
  return { tokenizer, sequences: embedded, report };
}

/** Own entries stay out of the model, which would spell parts of longer words with them. */
function planUnits(
  { teacher, vocabulary, isRemoved, sequences }: VocabularyPlan,
): StudentVocabulary {
  const { teacherIdByToken, unknown, padding } = chooseTokens(teacher, isRemoved);
  const student = { tokens: [...teacherIdByToken.keys()], unknown, padding };
  const base = new Tokenizer(createStudentTokenizer(teacher.toJson(), { ...student, added: [] }));
  const reader = createUnitReader(base, isRemoved);
  const { accepted, report } = sortEntries(vocabulary, reader);
  const { words, phrases } = contentsOf(accepted);
  const units = [...reader.findInsideWords(report.known), ...words, ...phrases];
  const added = units.map((unit) => phraseToken(unit, reader.matching));
  const tokenizer = units.length === 0
    ? base
    : new Tokenizer(createStudentTokenizer(teacher.toJson(), { ...student, added }));
  const embedded = tokenizer.tokens.map((token) => {
    const id = teacherIdByToken.get(token);
    return id === undefined ? sequences.ofText(token) : sequences.ofToken(id);
  });
  return { tokenizer, sequences: embedded, report };
}

function contentsOf(entries: readonly OwnEntry[]): { words: string[]; phrases: string[] } {
  const select = (phrases: boolean) =>
    entries.filter(({ isPhrase }) => isPhrase === phrases).map(({ content }) => content);
  return { words: select(false), phrases: select(true) };
}
