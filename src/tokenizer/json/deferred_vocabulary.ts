/**
 * The way from the text of a `tokenizer.json` to its content that leaves the vocabulary's object for later:
 * it takes most of the time and memory of `JSON.parse`, and a tokenizer has no use for it.
 *
 * @module
 */

import type { VocabularyJson } from "./model_json.ts";
import { keepList, type TokenList } from "./vocabulary_json.ts";
import { readVocabularyText } from "./vocabulary_text.ts";

/** Where a vocabulary may begin: the quote in front may be part of a longer name. */
const START = /"vocab"\s*:\s*\{/y;

/**
 * What any other field called `vocab` has in it: the name as it is; or an escape of one of its letters, which
 * are all between `\u0060` and `\u007f`.
 */
const TWIN = /"vocab"\s*:|\\u00[67]/;

/**
 * Parses the text of a `tokenizer.json` file whose vocabulary is an object.
 *
 * The vocabulary is cut out, and the rest parsed with an empty one in its place. If no other field can be
 * called `vocab`, and the model has one, then that is where it was.
 *
 * @param text The file's text.
 * @returns What `JSON.parse` gives, but that the field `model.vocab` is made when it is first read;
 * `undefined` if the text is unusual, wrong or no JSON, which `JSON.parse` and the checks are to say.
 */
export function parseDeferred(text: string): unknown {
  START.lastIndex = text.indexOf(`"vocab"`);
  const start = START.lastIndex;
  if (start < 0 || !START.test(text)) return undefined;
  const opening = START.lastIndex - 1;
  const vocabulary = readVocabularyText(text, opening);
  if (vocabulary === undefined) return undefined;
  const { list, end } = vocabulary;
  const tail = text.slice(end);
  if (TWIN.test(text.slice(0, start)) || TWIN.test(tail)) return undefined;
  const json = tryParse(`${text.slice(0, opening)}{}${tail}`);
  const model = isObject(json) && json["model"];
  if (!isObject(model) || !Object.hasOwn(model, "vocab")) return undefined;
  defer(model, { text: text.slice(opening, end), list });
  return json;
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** Gives a model a vocabulary that is parsed when it is first read, and is a field like others from then on. */
function defer(model: object, { text, list }: { text: string; list: TokenList }): void {
  let vocab: VocabularyJson | undefined;
  const field = { configurable: true, enumerable: true };
  const get = (): VocabularyJson => {
    if (vocab === undefined) {
      vocab = JSON.parse(text) as VocabularyJson;
      keepList(vocab, list);
      // Unlike `Object.defineProperty` it lets a frozen model be.
      Reflect.defineProperty(model, "vocab", { ...field, value: vocab, writable: true });
    }
    return vocab;
  };
  Object.defineProperty(model, "vocab", {
    ...field,
    get,
    set(value: unknown): void {
      Object.defineProperty(this, "vocab", { ...field, value, writable: true });
    },
  });
  keepList(get, list);
}
