/**
 * What the teacher is given to embed a token or a text.
 *
 * @module
 */

import { DEFAULT_MAX_LENGTH } from "../../model/model_config.ts";
import { createPostProcessor, type SpecialTokenFrame } from "../../tokenizer/post_processor.ts";
import type { Tokenizer } from "../../tokenizer/tokenizer.ts";

/** How texts are written. */
export interface TeacherSequencesOptions {
  /**
   * Whether texts are padded to the length that the teacher's `tokenizer.json` fixes, if it does.
   *
   * @default {false}
   */
  readonly padded?: boolean;
}

/**
 * Writes sequences of ids between the teacher's special tokens: `turn_tokens_into_ids` of Python's model2vec
 * (`tokenizer/tokenizer.py`). Padding counts as text there, since `create_embeddings` takes the attention
 * mask from the length of a sequence.
 */
export class TeacherSequences {
  /** Ids to which `tokenizer.json` pads texts, asked for or not; 0 if it does not. */
  readonly paddedLength: number;
  readonly #tokenizer: Tokenizer;
  readonly #frame: SpecialTokenFrame;
  readonly #longest: number;
  readonly #padding: FixedPadding;

  /**
   * Reads what goes around a text, and how long one may be.
   *
   * @param tokenizer The teacher's tokenizer.
   * @param options Whether to pad.
   */
  constructor(tokenizer: Tokenizer, { padded = false }: TeacherSequencesOptions = {}) {
    const { post_processor: postProcessor, truncation, padding } = tokenizer.toJson();
    this.#tokenizer = tokenizer;
    this.#frame = createPostProcessor(postProcessor ?? null);
    this.#longest = maximumLength(truncation);
    const fixed = fixedPadding(padding, this.#longest);
    this.#padding = padded ? fixed : NO_PADDING;
    this.paddedLength = fixed.length;
  }

  /**
   * The sequence of a token, never padded.
   *
   * @param id Its id in the teacher's tokenizer.
   */
  ofToken(id: number): number[] {
    return [...this.#frame.before, id, ...this.#frame.after];
  }

  /**
   * The sequence of a token of that name, or of a text.
   *
   * @param entry The token or text.
   */
  ofEntry(entry: string): number[] {
    const id = this.#tokenizer.tokenToId(entry);
    return id === undefined ? this.ofText(entry) : this.ofToken(id);
  }

  /**
   * The sequence of a text, cut where the teacher's maximum length is.
   *
   * @param text The text.
   */
  ofText(text: string): number[] {
    const { before, after } = this.#frame;
    const room = Math.max(0, this.#longest - before.length - after.length);
    const ids = [...before, ...this.#tokenizer.encode(text).slice(0, room), ...after];
    const { length, id, isLeft } = this.#padding;
    const padding = new Array<number>(Math.max(0, length - ids.length)).fill(id);
    return isLeft ? [...padding, ...ids] : [...ids, ...padding];
  }
}

/** Of a teacher that says nothing, what transformers of this kind commonly take. */
function maximumLength(truncation: unknown): number {
  return isObject(truncation) && typeof truncation.max_length === "number"
    ? truncation.max_length
    : DEFAULT_MAX_LENGTH;
}

interface FixedPadding {
  readonly length: number;
  readonly id: number;
  readonly isLeft: boolean;
}

const NO_PADDING: FixedPadding = { length: 0, id: 0, isLeft: false };

/** Not beyond the maximum length, which the teacher could not take. */
function fixedPadding(padding: unknown, longest: number): FixedPadding {
  if (!isObject(padding) || !isObject(padding.strategy)) return NO_PADDING;
  const { strategy: { Fixed: length }, pad_id: id, direction } = padding;
  const isFixed = typeof length === "number" && Number.isInteger(length);
  if (!isFixed || typeof id !== "number") return NO_PADDING;
  return { length: Math.min(length, longest), id, isLeft: direction === "Left" };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
