/**
 * The fastest way for texts whose words were seen before: they are looked up in WebAssembly, and only
 * words that are not known there go through JavaScript.
 *
 * Invariant: for every text the ids are those of the encoder that it is given, since a text is cut only
 * where that one might be given the parts one by one.
 *
 * @module
 */

import type { SpanContext, SpanEncoder } from "../span_encoder.ts";
import { createWordKernel, type WordCuts, type WordKernel } from "./word_kernel.ts";

/**
 * UTF-16 units encoded before the kernel is made: that takes as long as the other way takes for some of
 * them.
 */
const UNITS_BEFORE_KERNEL = 4_096;

/** Longer texts are cut: with half as many bytes again, this is what fits in the kernel's memory. */
const UNIT_LIMIT = 16_384;

/** Words of ASCII up to this length are kept by the kernel, unless they have too many ids. */
const WORD_LIMIT = 32;

/** An encoder that works word by word. */
export interface WordEncoder extends SpanEncoder {
  /**
   * Where texts may be cut.
   *
   * @returns How they are cut into parts that can be encoded each for itself.
   */
  wordCuts(): WordCuts;
  /**
   * Appends the ids of one such part, and remembers those that are too many for the kernel.
   *
   * @param word Text without lone surrogates.
   * @param context Where it comes from, and where its ids go.
   */
  encodeWord(word: string, context: SpanContext): void;
}

/** Encodes like another encoder, with a memory of words in WebAssembly. */
export class KernelWordEncoder implements SpanEncoder {
  readonly #words: WordEncoder;
  #kernel: WordKernel | undefined;
  #unitsBeforeKernel = UNITS_BEFORE_KERNEL;

  /**
   * Starts with nothing remembered.
   *
   * @param words The other encoder; it encodes what is seen for the first time, and everything where
   * WebAssembly is refused.
   */
  constructor(words: WordEncoder) {
    this.#words = words;
  }

  /**
   * Appends the ids of a span.
   *
   * @param span Any text. Lone surrogates count as U+FFFD.
   * @param context Where it comes from, and where its ids go.
   */
  encodeSpan(span: string, context: SpanContext): void {
    const kernel = this.#kernelFor(span);
    if (kernel === undefined) {
      this.#encodeByWords(span, context);
      return;
    }
    const start = context.position === "start" ? 0 : firstWord(span, kernel.cuts);
    if (start > 0) this.#words.encodeSpan(span.slice(0, start), context);
    if (start === 0 && span.length <= UNIT_LIMIT) this.#encodePart(kernel, span, context);
    else this.#encodeParts(kernel, { span, start, context });
  }

  #kernelFor(span: string): WordKernel | undefined {
    if (this.#unitsBeforeKernel > 0) {
      this.#unitsBeforeKernel -= span.length;
      if (this.#unitsBeforeKernel <= 0) this.#kernel = createWordKernel(this.#words.wordCuts());
    }
    return this.#kernel;
  }

  /** V8 reads what `toWellFormed` returns faster than a text that was put together from others. */
  #encodeByWords(span: string, context: SpanContext): void {
    this.#words.encodeSpan(span.toWellFormed(), context);
  }

  #encodeParts(
    kernel: WordKernel,
    { span, start, context }: { span: string; start: number; context: SpanContext },
  ): void {
    let from = start;
    while (from < span.length) {
      const to = from + UNIT_LIMIT;
      const end = to < span.length ? lastCut(span, { from, to, cuts: kernel.cuts }) : span.length;
      if (end === from) {
        this.#encodeByWords(span.slice(from), placeAt(from, context));
        return;
      }
      this.#encodePart(kernel, span.slice(from, end), placeAt(from, context));
      from = end;
    }
  }

  #encodePart(kernel: WordKernel, part: string, context: SpanContext): void {
    const byteCount = isMostlyAscii(part) ? kernel.write(part) : -1;
    if (byteCount < 0) {
      this.#encodeByWords(part, context);
      return;
    }
    const { ids } = context;
    const isAscii = byteCount === part.length;
    let [bytesCounted, unitsCounted] = [0, 0];
    for (let idCount = kernel.read(byteCount);; idCount = kernel.readOn(byteCount)) {
      ids.append(kernel.ids, idCount);
      const { stopStart, stopEnd } = kernel;
      if (stopStart === byteCount) return;
      let [start, end] = [stopStart, stopEnd];
      if (!isAscii) {
        start = unitsCounted + kernel.countUnits(bytesCounted, stopStart);
        end = start + kernel.countUnits(stopStart, stopEnd);
        [bytesCounted, unitsCounted] = [stopEnd, end];
      }
      const from = ids.length;
      const word = part.slice(start, end);
      const isKept = stopEnd - stopStart === word.length && word.length <= WORD_LIMIT;
      if (isKept) this.#words.encodeWord(word, placeAt(start, context));
      else this.#words.encodeSpan(word, placeAt(start, context));
      kernel.learn(ids, from);
    }
  }
}

/**
 * Tells by four characters whether a text is worth the kernel, which finds the words of other scripts, if
 * they are not too long for it, but not faster: its texts are UTF-8.
 */
function isMostlyAscii(text: string): boolean {
  const { length } = text;
  let others = 0;
  for (let eighth = 1; eighth < 8; eighth += 2) {
    if (text.charCodeAt((eighth * length) >> 3) > 0x7f) others++;
  }
  return others < 2;
}

function placeAt(index: number, { position, ids }: SpanContext): SpanContext {
  return { position: index === 0 ? position : "inside", ids };
}

/** Where the first word of a span inside a text starts: a chunk starts with a space there. */
function firstWord(span: string, cuts: WordCuts): number {
  if (cuts.kind === "words") return 0;
  let at = span.indexOf(" ");
  while (at >= 0 && !isCut(span, at, cuts)) at = span.indexOf(" ", at + 1);
  return at < 0 ? span.length : at;
}

/** The last place where a text may be cut between two others; `from` if there is none. */
function lastCut(
  text: string,
  { from, to, cuts }: { from: number; to: number; cuts: WordCuts },
): number {
  let at = text.lastIndexOf(" ", to);
  while (at > from && !isCut(text, at, cuts)) at = text.lastIndexOf(" ", at - 1);
  return Math.max(at, from);
}

/** Tells whether a text may be cut before the space at an index. */
function isCut(text: string, index: number, { kind, marked }: WordCuts): boolean {
  if (kind === "words") return true;
  const isMarked = (at: number) => at < text.length && marked.includes(text.charAt(at));
  return isMarked(index + 1) && (index === 0 || isMarked(index - 1));
}
