// deno-lint-ignore-file camelcase -- the fields carry the names that the format gives them
/**
 * The post-processor section of a `tokenizer.json`: its types, and what is checked of it.
 *
 * @module
 */

import {
  arrayOf,
  checkId,
  checkObject,
  checkString,
  type JsonCheck,
  type JsonObject,
  kindOf,
  objectOf,
  refuse,
} from "./json_check.ts";

/** The kinds of post-processor. */
export type PostProcessorJson =
  | BertProcessingJson
  | TemplateProcessingJson
  | ByteLevelProcessingJson
  | PostProcessorSequenceJson;

/** One token before the text and one after it, each as its text and its id. */
export interface BertProcessingJson {
  /** The kind. RoBERTa's differs for two texts only. */
  readonly type: "BertProcessing" | "RobertaProcessing";
  /** The token after the text. */
  readonly sep: readonly [token: string, id: number];
  /** The token before the text. */
  readonly cls: readonly [token: string, id: number];
}

/** Special tokens around a text, as a template. */
export interface TemplateProcessingJson {
  /** The kind. */
  readonly type: "TemplateProcessing";
  /** The template of one text: special tokens, and sequence `"A"` exactly once. */
  readonly single: readonly TemplatePieceJson[];
  /** The template of two texts; kept, not applied. */
  readonly pair?: unknown;
  /** The ids of each special token that the templates name. */
  readonly special_tokens: Readonly<Record<string, { readonly ids: readonly number[] }>>;
}

/** The text's place in a template, or a special token's. */
export type TemplatePieceJson =
  | { readonly Sequence: { readonly id: string } }
  | { readonly SpecialToken: { readonly id: string } };

/** Moves offsets, which are not kept here; it adds no tokens. */
export interface ByteLevelProcessingJson {
  /** The kind. */
  readonly type: "ByteLevel";
}

/** Post-processors one after the other, the later around the earlier. */
export interface PostProcessorSequenceJson {
  /** The kind. */
  readonly type: "Sequence";
  /** The post-processors in their order; after a template none that adds tokens. */
  readonly processors: readonly PostProcessorJson[];
}

const checkBertProcessing = objectOf({ sep: checkTokenWithId, cls: checkTokenWithId });

/** Checks the section. */
export const checkPostProcessor: JsonCheck = kindOf(
  "post-processor",
  new Map<string, JsonCheck>([
    ["BertProcessing", checkBertProcessing],
    ["RobertaProcessing", checkBertProcessing],
    ["ByteLevel", objectOf({})],
    ["TemplateProcessing", checkTemplateProcessing],
    ["Sequence", checkSequenceOfProcessors],
  ]),
);

function checkTokenWithId(value: unknown, path: string): void {
  if (!Array.isArray(value) || value.length !== 2) refuse(value, path, "a token and its id");
  checkString(value[0], `${path}[0]`);
  checkId(value[1], `${path}[1]`);
}

/** Python panics at a template whose text has been through another one. */
function checkSequenceOfProcessors(value: unknown, path: string): void {
  checkObject(value, path);
  const { processors } = value;
  arrayOf(checkPostProcessor)(processors, `${path}.processors`);
  const adding = (processors as readonly PostProcessorJson[]).filter(addsTokens);
  const template = adding.findIndex(({ type }) => type === "TemplateProcessing");
  if (template >= 0 && template < adding.length - 1) {
    throw new RangeError(
      `Cannot load tokenizer: "${path}.processors" must have TemplateProcessing last, ` +
        `current order is ${adding.map(({ type }) => type).join(", ")}`,
    );
  }
}

function addsTokens({ type }: PostProcessorJson): boolean {
  return type !== "ByteLevel";
}

function checkTemplateProcessing(value: unknown, path: string): void {
  checkObject(value, path);
  const { single, special_tokens: specialTokens } = value;
  checkObject(specialTokens, `${path}.special_tokens`);
  const checkSpecialToken = objectOf({ ids: arrayOf(checkId) });
  for (const [name, token] of Object.entries(specialTokens)) {
    checkSpecialToken(token, `${path}.special_tokens[${JSON.stringify(name)}]`);
  }
  let textCount = 0;
  arrayOf((piece, place) => {
    checkObject(piece, place);
    if ("Sequence" in piece) {
      checkSequence(piece["Sequence"], `${place}.Sequence`);
      textCount++;
    } else {
      checkReference(piece["SpecialToken"], { path: `${place}.SpecialToken`, specialTokens });
    }
  })(single, `${path}.single`);
  if (textCount !== 1) {
    throw new RangeError(
      `Cannot load tokenizer: "${path}.single" must hold one sequence, current count is ${textCount}`,
    );
  }
}

function checkSequence(value: unknown, path: string): void {
  checkObject(value, path);
  if (value["id"] !== "A") refuse(value["id"], `${path}.id`, `"A"`);
}

function checkReference(
  value: unknown,
  { path, specialTokens }: { path: string; specialTokens: JsonObject },
): void {
  checkObject(value, path);
  const id = value["id"];
  checkString(id, `${path}.id`);
  if (!Object.hasOwn(specialTokens, id)) {
    refuse(id, `${path}.id`, "a name in special_tokens");
  }
}
