// deno-lint-ignore-file camelcase -- the fields carry the names that the format gives them

import { assertThrows } from "@std/assert";
import { checkTokenizerJson } from "../../../src/tokenizer/json/tokenizer_schema.ts";

const model = {
  type: "WordPiece",
  unk_token: "[UNK]",
  continuing_subword_prefix: "##",
  max_input_chars_per_word: 100,
  vocab: { "[UNK]": 0, "a": 2 },
};
const token = {
  id: 0,
  content: "[UNK]",
  single_word: false,
  lstrip: false,
  rstrip: false,
  normalized: false,
  special: true,
};
const normalizer = {
  type: "BertNormalizer",
  clean_text: true,
  handle_chinese_chars: true,
  strip_accents: null,
  lowercase: true,
};
const template = {
  type: "TemplateProcessing",
  single: [{ SpecialToken: { id: "x" } }, { Sequence: { id: "A" } }],
  special_tokens: { x: { ids: [1] } },
};

const accepted: [name: string, json: unknown][] = [
  ["the model alone", { model }],
  ["a model of an old file, without its type", { model: { ...model, type: undefined } }],
  ["sections that are null", {
    version: "1.0",
    added_tokens: null,
    normalizer: null,
    pre_tokenizer: null,
    post_processor: null,
    model,
  }],
  ["anything in the sections that are not read", {
    truncation: 1,
    padding: [],
    decoder: "?",
    model,
  }],
  ["an empty vocabulary", { model: { ...model, vocab: {} } }],
  ["the largest id", { model: { ...model, vocab: { a: 2 ** 24 - 1 } } }],
  ["tokens named as members of Object.prototype", {
    model: JSON.parse(
      JSON.stringify(model).replace(`"a":2`, `"__proto__":2,"constructor":3,"0":4`),
    ),
  }],
  ["every supported kind", {
    added_tokens: [token],
    normalizer,
    pre_tokenizer: { type: "BertPreTokenizer" },
    post_processor: template,
    model,
  }],
];
for (const [name, json] of accepted) {
  Deno.test(`checkTokenizerJson() accepts ${name}`, () => checkTokenizerJson(json));
}

type Changes = Record<string, unknown>;

function withModel(changes: Changes): unknown {
  return { model: { ...model, ...changes } };
}

function withToken(changes: Changes): unknown {
  return { added_tokens: [token, { ...token, ...changes }], model };
}

function withNormalizer(changes: Changes): unknown {
  return { normalizer: { ...normalizer, ...changes }, model };
}

function withTemplate(changes: Changes): unknown {
  return { post_processor: { ...template, ...changes }, model };
}

/** Messages without their start, "Cannot load tokenizer: ". */
const refused: [json: unknown, error: ErrorConstructor, message: string][] = [
  [null, TypeError, `the file must be an object, current value is null`],
  [[], TypeError, `the file must be an object, current value is an array`],
  [{ version: "2.0", model }, TypeError, `"version" must be "1.0", current value is "2.0"`],
  [{ model: [] }, TypeError, `"model" must be an object, current value is an array`],
  [
    { model: { vocab: {} } },
    TypeError,
    `"model.type" must be a string, current value is missing`,
  ],
  [
    withModel({ unk_token: null }),
    TypeError,
    `"model.unk_token" must be a string, current value is null`,
  ],
  [
    withModel({ max_input_chars_per_word: "100" }),
    TypeError,
    `"model.max_input_chars_per_word" must be a number, current value is "100"`,
  ],
  [
    withModel({ vocab: ["a"] }),
    TypeError,
    `"model.vocab" must be an object, current value is an array`,
  ],
  [
    withModel({ vocab: { a: "0" } }),
    TypeError,
    `"model.vocab["a"]" must be a number, current value is "0"`,
  ],
  [
    withModel({ vocab: { a: 3, b: 3 } }),
    RangeError,
    `ids in "model.vocab" must differ, "a" and "b" both have 3`,
  ],
  [
    withModel({ vocab: { "\udc00": 3 } }),
    TypeError,
    `"model.vocab key" must be a string without lone surrogates, ` +
    String.raw`current value is "\udc00"`,
  ],
  [
    { added_tokens: {}, model },
    TypeError,
    `"added_tokens" must be an array, current value is an object`,
  ],
  [
    withToken({ id: "1" }),
    TypeError,
    `"added_tokens[1].id" must be a number, current value is "1"`,
  ],
  [
    withToken({ content: 5 }),
    TypeError,
    `"added_tokens[1].content" must be a string, current value is 5`,
  ],
  ...["single_word", "lstrip", "rstrip", "normalized", "special"].map((
    field,
  ): [unknown, ErrorConstructor, string] => [
    withToken({ [field]: 1 }),
    TypeError,
    `"added_tokens[1].${field}" must be true or false, current value is 1`,
  ]),
  [
    { normalizer: "BertNormalizer", model },
    TypeError,
    `"normalizer" must be an object, current value is "BertNormalizer"`,
  ],
  [
    { normalizer: {}, model },
    TypeError,
    `"normalizer.type" must be a string, current value is missing`,
  ],
  ...["clean_text", "handle_chinese_chars", "strip_accents", "lowercase"].map((
    field,
  ): [unknown, ErrorConstructor, string] => [
    withNormalizer({ [field]: "yes" }),
    TypeError,
    `"normalizer.${field}" must be true or false, current value is "yes"`,
  ]),
  [
    { post_processor: { type: "BertProcessing", sep: ["[SEP]"], cls: ["[CLS]", 1] }, model },
    TypeError,
    `"post_processor.sep" must be a token and its id, current value is an array`,
  ],
  [
    { post_processor: { type: "BertProcessing", sep: ["[SEP]", 2], cls: [1, "[CLS]"] }, model },
    TypeError,
    `"post_processor.cls[0]" must be a string, current value is 1`,
  ],
  [
    withTemplate({ single: {} }),
    TypeError,
    `"post_processor.single" must be an array, current value is an object`,
  ],
  [
    withTemplate({ single: [] }),
    RangeError,
    `"post_processor.single" must hold one sequence, current count is 0`,
  ],
  [
    withTemplate({ single: [{ Sequence: { id: "B" } }] }),
    TypeError,
    `"post_processor.single[0].Sequence.id" must be "A", current value is "B"`,
  ],
  [
    withTemplate({ single: [{ SpecialToken: { id: "toString" } }] }),
    TypeError,
    `"post_processor.single[0].SpecialToken.id" must be a name in special_tokens, ` +
    `current value is "toString"`,
  ],
  [
    withTemplate({ single: [{ Other: 1 }] }),
    TypeError,
    `"post_processor.single[0].SpecialToken" must be an object, current value is missing`,
  ],
  [
    withTemplate({ special_tokens: { x: { ids: [1, -5] } } }),
    RangeError,
    `"post_processor.special_tokens["x"].ids[1]" must be a non-negative integer, ` +
    `current value is -5`,
  ],
  [
    withTemplate({ special_tokens: null }),
    TypeError,
    `"post_processor.special_tokens" must be an object, current value is null`,
  ],
  [
    { post_processor: { type: "Sequence", processors: [template, template] }, model },
    RangeError,
    `"post_processor.processors" must have TemplateProcessing last, ` +
    `current order is TemplateProcessing, TemplateProcessing`,
  ],
  [
    { post_processor: { type: "Sequence", processors: [{ ...template, single: 1 }] }, model },
    TypeError,
    `"post_processor.processors[0].single" must be an array, current value is 1`,
  ],
];
for (const [json, error, message] of refused) {
  Deno.test(`checkTokenizerJson() says: ${message}`, () => {
    assertThrows(() => checkTokenizerJson(json), error, `Cannot load tokenizer: ${message}`);
  });
}

const unsupported: [json: unknown, message: string][] = [
  [
    { model: { type: "constructor" } },
    `Cannot create model of type "constructor": supported types are "WordLevel", "WordPiece", `,
  ],
  [
    { normalizer: { type: "Foo" }, model },
    `Cannot create normalizer of type "Foo": supported types are "BertNormalizer", `,
  ],
  [
    { pre_tokenizer: { type: "Foo" }, model },
    `Cannot create pre-tokenizer of type "Foo": supported types are `,
  ],
  [
    { post_processor: { type: "Foo" }, model },
    `Cannot create post-processor of type "Foo": supported types are "BertProcessing", ` +
    `"RobertaProcessing", "ByteLevel", "TemplateProcessing", "Sequence"`,
  ],
];
for (const [json, message] of unsupported) {
  Deno.test(`checkTokenizerJson() says: ${message}`, () => {
    assertThrows(() => checkTokenizerJson(json), TypeError, message);
  });
}

Deno.test("checkTokenizerJson() refuses sequences nested without end", () => {
  for (
    const [section, list] of [["normalizer", "normalizers"], ["pre_tokenizer", "pretokenizers"]]
  ) {
    let nested: unknown = { type: "Sequence", [list!]: [] };
    for (let depth = 0; depth < 20_000; depth++) nested = { type: "Sequence", [list!]: [nested] };
    assertThrows(
      () => checkTokenizerJson({ [section!]: nested, model }),
      RangeError,
      `of type "Sequence": it lies too deep in others, the limit is a path of 4096 characters`,
    );
  }
});
