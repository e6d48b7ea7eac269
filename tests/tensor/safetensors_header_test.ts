import { assertEquals, assertInstanceOf, assertThrows } from "@std/assert";
import { describe, parseHeader } from "../../src/tensor/safetensors_header.ts";

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** A header of the one tensor "a" with some fields replaced or left out. */
function headerWith(fields: Record<string, unknown>): Uint8Array {
  const header = { a: { dtype: "F32", shape: [2], data_offsets: [0, 8], ...fields } };
  return utf8(JSON.stringify(header));
}

Deno.test("parseHeader() reads tensors and metadata", () => {
  const text = `{"a":{"dtype":"F16","shape":[2,3],"data_offsets":[4,16]},` +
    `"__metadata__":{"format":"pt"}}  `;
  assertEquals(parseHeader(utf8(text)), {
    entries: [{ name: "a", dtype: "F16", shape: [2, 3], start: 4, end: 16 }],
    metadata: { format: "pt" },
  });
});

Deno.test("parseHeader() reads a header without tensors", () => {
  assertEquals(parseHeader(utf8("{}")), { entries: [], metadata: {} });
});

type Refusal = [name: string, header: Uint8Array, error: ErrorConstructor, message: string];

const refusals: Refusal[] = [
  ["no bytes", new Uint8Array(0), SyntaxError, "header is not JSON, a JSON object is needed"],
  [
    "a header that is not UTF-8",
    Uint8Array.of(0x7b, 0xff, 0x7d),
    SyntaxError,
    "header is not UTF-8, UTF-8 text is needed",
  ],
  [
    "a surrogate in UTF-8",
    Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22),
    SyntaxError,
    "header is not UTF-8, UTF-8 text is needed",
  ],
  [
    "a byte order mark",
    utf8("\ufeff{}"),
    SyntaxError,
    "header is not JSON, a JSON object is needed",
  ],
  ["half an object", utf8('{"a":'), SyntaxError, "header is not JSON, a JSON object is needed"],
  ["an array", utf8("[]"), TypeError, "header is [], an object is needed"],
  ["null", utf8("null"), TypeError, "header is null, an object is needed"],
  ["a string", utf8('"text"'), TypeError, 'header is "text", an object is needed'],
  [
    "a name twice",
    utf8(
      '{"\\"{:a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},' +
        '"\\"{:\\u0061":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}',
    ),
    SyntaxError,
    "header has a name more than once, every tensor needs its own name",
  ],
  [
    "an entry that is no object",
    utf8('{"a":7}'),
    TypeError,
    'tensor "a" is 7, an object with dtype, shape and data_offsets is needed',
  ],
  [
    "an entry that is an array",
    utf8('{"a":[]}'),
    TypeError,
    'tensor "a" is [], an object with dtype, shape and data_offsets is needed',
  ],
  [
    "no dtype",
    headerWith({ dtype: undefined }),
    TypeError,
    'dtype of tensor "a" is missing, a string is needed',
  ],
  [
    "a dtype that is no string",
    headerWith({ dtype: 32 }),
    TypeError,
    'dtype of tensor "a" is 32, a string is needed',
  ],
  [
    "an unknown dtype",
    headerWith({ dtype: "X9" }),
    RangeError,
    'dtype of tensor "a" is "X9", supported dtypes are BOOL, U8, I8, F8_E5M2, F8_E4M3, F8_E8M0, ' +
    "F8_E4M3FNUZ, F8_E5M2FNUZ, I16, U16, F16, BF16, I32, U32, F32, C64, F64, I64, U64",
  ],
  [
    "a dtype of four bits",
    headerWith({ dtype: "F4" }),
    RangeError,
    'dtype of tensor "a" is "F4", supported dtypes are BOOL',
  ],
  ...[undefined, 2, "2", ["2"], [-1], [1.5], [null], { 0: 2 }].map((
    shape,
  ): Refusal => [
    `a shape of ${JSON.stringify(shape)}`,
    headerWith({ shape }),
    TypeError,
    `shape of tensor "a" is ${JSON.stringify(shape) ?? "missing"}, ` +
    `integers from 0 to 9007199254740991 are needed`,
  ]),
  [
    "an oversized dimension",
    headerWith({ shape: [2 ** 53] }),
    TypeError,
    'shape of tensor "a" is [9007199254740992], integers from 0 to 9007199254740991 are needed',
  ],
  ...[undefined, 8, [8], [0, 4, 8], ["0", 8], [-1, 8], [0, 7.5], [0, 2 ** 53]].map((
    offsets,
  ): Refusal => [
    `data_offsets of ${JSON.stringify(offsets)}`,
    headerWith({ data_offsets: offsets }),
    TypeError,
    `data_offsets of tensor "a" is ${JSON.stringify(offsets) ?? "missing"}, ` +
    `two integers from 0 to 9007199254740991 are needed`,
  ]),
  ...["text", null, ["a"]].map((metadata): Refusal => [
    `metadata of ${JSON.stringify(metadata)}`,
    utf8(JSON.stringify({ __metadata__: metadata })),
    TypeError,
    `__metadata__ is ${JSON.stringify(metadata)}, an object of strings is needed`,
  ]),
  [
    "metadata with a number",
    utf8('{"__metadata__":{"format":"pt","epochs":3}}'),
    TypeError,
    '"epochs" of __metadata__ is 3, a string is needed',
  ],
  [
    "a long name",
    utf8(JSON.stringify({ ["n".repeat(500)]: 1 })),
    TypeError,
    `tensor "${"n".repeat(78)}\u2026 is 1, an object`,
  ],
];

for (const [name, header, error, message] of refusals) {
  Deno.test(`parseHeader() refuses ${name}`, () => {
    assertThrows(() => parseHeader(header), error, `Cannot read safetensors: ${message}`);
  });
}

Deno.test("parseHeader() keeps the cause of text that it cannot read", () => {
  const notJson = assertThrows(() => parseHeader(utf8("{x}")), SyntaxError);
  assertInstanceOf(notJson.cause, SyntaxError);
  const notUtf8 = assertThrows(() => parseHeader(Uint8Array.of(0xff)), SyntaxError);
  assertInstanceOf(notUtf8.cause, TypeError);
});

Deno.test("describe() shows JSON, a missing field, and shortens what is long", () => {
  assertEquals(describe(["a\n", null]), '["a\\n",null]');
  assertEquals(describe(undefined), "missing");
  assertEquals(describe("n".repeat(78)), `"${"n".repeat(78)}"`);
  assertEquals(describe("n".repeat(79)), `"${"n".repeat(78)}\u2026`);
});
