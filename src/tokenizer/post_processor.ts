/**
 * Which special tokens go around a text. Templates of two texts are not read, and nothing is encoded here.
 *
 * @module
 */

import type { PostProcessorJson, TemplateProcessingJson } from "./json/post_processor_json.ts";

/** The ids that go around those of a text. */
export interface SpecialTokenFrame {
  /** Ids before the text's. */
  readonly before: readonly number[];
  /** Ids after the text's. */
  readonly after: readonly number[];
}

const NO_FRAME: SpecialTokenFrame = { before: [], after: [] };

/**
 * Reads which special tokens a `tokenizer.json` puts around a single text.
 *
 * @param spec The post-processor's section, checked; `null` for none.
 * @returns The ids on either side, none without a section.
 */
export function createPostProcessor(spec: PostProcessorJson | null): SpecialTokenFrame {
  if (spec === null) return NO_FRAME;
  switch (spec.type) {
    case "BertProcessing":
    case "RobertaProcessing":
      return { before: [spec.cls[1]], after: [spec.sep[1]] };
    case "TemplateProcessing":
      return readTemplate(spec);
    case "ByteLevel":
      return NO_FRAME;
    case "Sequence":
      return spec.processors.map(createPostProcessor).reduce(enclose, NO_FRAME);
  }
}

/** Puts a frame around another. */
function enclose(inner: SpecialTokenFrame, outer: SpecialTokenFrame): SpecialTokenFrame {
  return {
    before: [...outer.before, ...inner.before],
    after: [...inner.after, ...outer.after],
  };
}

function readTemplate(spec: TemplateProcessingJson): SpecialTokenFrame {
  const { single, special_tokens: specialTokens } = spec;
  const before: number[] = [];
  const after: number[] = [];
  let side = before;
  for (const piece of single) {
    if ("Sequence" in piece) side = after;
    else for (const id of specialTokens[piece.SpecialToken.id]!.ids) side.push(id);
  }
  return { before, after };
}
