import { assert, assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { type Dtype, DTYPES } from "../../src/tensor/dtype.ts";
import { readSafetensors, type Tensor, writeSafetensors } from "../../src/tensor/safetensors.ts";
import recorded from "../fixtures/tensor/safetensors.json" with { type: "json" };

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** A file with a header, followed by as many zero bytes as asked for. */
function fileOf(header: string, dataLength = 0): Uint8Array {
  const bytes = new TextEncoder().encode(header);
  const file = new Uint8Array(8 + bytes.length + dataLength);
  new DataView(file.buffer).setUint32(0, bytes.length, true);
  file.set(bytes, 8);
  return file;
}

/** A file of the one tensor "a", F32 of two elements, with some fields replaced or left out. */
function fileWith(fields: Record<string, unknown>, dataLength = 8): Uint8Array {
  const header = { a: { dtype: "F32", shape: [2], data_offsets: [0, 8], ...fields } };
  return fileOf(JSON.stringify(header), dataLength);
}

function isDtype(name: string): name is Dtype {
  return DTYPES.some((dtype) => dtype === name);
}

for (const { name, metadata, tensors, file } of recorded.files) {
  const bytes = fromBase64(file);
  const texts: Record<string, string> | undefined = metadata ?? undefined;
  const given = new Map<string, Tensor>();
  for (const { name, dtype, shape, base64 } of tensors) {
    assert(isDtype(dtype));
    given.set(name, { dtype, shape, bytes: fromBase64(base64) });
  }

  Deno.test(`writeSafetensors() writes the bytes that Python writes: ${name}`, () => {
    assertEquals(writeSafetensors(given, texts), bytes);
  });

  Deno.test(`readSafetensors() reads what Python wrote: ${name}`, () => {
    const read = readSafetensors(bytes);
    assertEquals(read.metadata, texts ?? {});
    assertEquals(read.tensors.size, given.size);
    for (const [name, tensor] of given) {
      const { dtype, shape, bytes } = read.tensors.get(name)!;
      assertEquals({ dtype, shape, bytes: bytes.slice() }, tensor);
    }
  });
}

Deno.test("readSafetensors() shares the memory of the file", () => {
  const file = fileWith({});
  assertStrictEquals(readSafetensors(file).tensors.get("a")!.bytes.buffer, file.buffer);
});

Deno.test("readSafetensors() reads a file at an odd offset of its buffer", () => {
  const file = fileWith({});
  file.set([1, 2, 3, 4, 5, 6, 7, 8], file.length - 8);
  const buffer = new Uint8Array(file.length + 5);
  buffer.set(file, 3);
  const { bytes } = readSafetensors(buffer.subarray(3, 3 + file.length)).tensors.get("a")!;
  assertEquals([...bytes], [1, 2, 3, 4, 5, 6, 7, 8]);
});

Deno.test("readSafetensors() gives the tensors in the order of their bytes", () => {
  const header = {
    9: { dtype: "U8", shape: [2], data_offsets: [1, 3] },
    z: { dtype: "U8", shape: [], data_offsets: [0, 1] },
    none: { dtype: "F32", shape: [0, 5], data_offsets: [1, 1] },
  };
  const { tensors } = readSafetensors(fileOf(JSON.stringify(header), 3));
  assertEquals([...tensors.keys()], ["z", "none", "9"]);
});

Deno.test("readSafetensors() reads names beyond the BMP, of prototypes, and with lone surrogates", () => {
  const entry = `{"dtype":"U8","shape":[0],"data_offsets":[0,0]}`;
  const names = ["\u{1F600}", "__proto__", "constructor", "\ud800"];
  const members = names.map((name) => `${JSON.stringify(name)}:${entry}`);
  const { tensors } = readSafetensors(fileOf(`{${members.join(",")}}`));
  assertEquals([...tensors.keys()], names);
});

Deno.test("readSafetensors() reads a tensor of a dtype that nothing decodes, as bytes", () => {
  const { tensors } = readSafetensors(fileWith({ dtype: "F8_E4M3", shape: [8] }));
  assertEquals(tensors.get("a"), { dtype: "F8_E4M3", shape: [8], bytes: new Uint8Array(8) });
});

Deno.test("readSafetensors() ignores fields of a tensor that it does not know, as Rust does", () => {
  assertEquals(readSafetensors(fileWith({ note: "new" })).tensors.size, 1);
});

Deno.test("readSafetensors() refuses a header that parseHeader() refuses", () => {
  assertThrows(
    () => readSafetensors(fileOf("[]")),
    TypeError,
    "Cannot read safetensors: header is [], an object is needed",
  );
});

const unreadable: [name: string, file: Uint8Array, message: string][] = [
  ["no bytes", new Uint8Array(0), "file has 0 bytes, at least 8 are needed"],
  ["7 bytes", new Uint8Array(7), "file has 7 bytes, at least 8 are needed"],
  [
    "a header length of 0",
    new Uint8Array(8),
    "header length is 0, at least 2 bytes are needed",
  ],
  [
    "a header over 100 MB",
    Uint8Array.of(1, 225, 245, 5, 0, 0, 0, 0),
    "header length is 100000001, at most 100000000 bytes are allowed",
  ],
  [
    "a header length beyond 2^53",
    new Uint8Array(8).fill(255),
    "header length is 18446744073709551615, at most 100000000 bytes are allowed",
  ],
  [
    "a truncated header",
    fileOf("{}    ").subarray(0, 11),
    "header needs 6 bytes, file has 3 after its start",
  ],
  [
    "an overflowing element count",
    fileWith({ shape: [2 ** 27, 2 ** 27] }),
    'tensor "a" has shape [134217728,134217728], at most 9007199254740991 elements are allowed',
  ],
  [
    "reversed offsets",
    fileWith({ data_offsets: [8, 0] }),
    'tensor "a" goes from byte 8 to 0, its end must not come before its start',
  ],
  [
    "truncated data",
    fileWith({}, 7),
    'tensor "a" ends at byte 8, data has 7 bytes',
  ],
  [
    "a shape larger than the offsets",
    fileWith({ shape: [3, 1] }),
    'tensor "a" of dtype F32 and shape [3,1] needs 12 bytes, data_offsets give it 8',
  ],
  [
    "a shape smaller than the offsets",
    fileWith({ shape: [] }),
    'tensor "a" of dtype F32 and shape [] needs 4 bytes, data_offsets give it 8',
  ],
  [
    "a hole before the first tensor",
    fileWith({ data_offsets: [4, 12] }, 12),
    'tensor "a" leaves a hole before it, it starts at byte 4 instead of 0',
  ],
  [
    "overlapping tensors",
    fileOf(
      '{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},' +
        '"b":{"dtype":"U8","shape":[4],"data_offsets":[2,6]}}',
      6,
    ),
    'tensor "b" overlaps the tensor before it, it starts at byte 2 instead of 4',
  ],
  [
    "bytes after the last tensor",
    fileWith({}, 9),
    "tensors end at byte 8, data has 9 bytes",
  ],
  [
    "bytes without a tensor",
    fileOf("{}", 1),
    "tensors end at byte 0, data has 1 bytes",
  ],
];

for (const [name, file, message] of unreadable) {
  Deno.test(`readSafetensors() refuses ${name}`, () => {
    assertThrows(() => readSafetensors(file), RangeError, `Cannot read safetensors: ${message}`);
  });
}

const tensor: Tensor = { dtype: "F32", shape: [2], bytes: new Uint8Array(8) };

Deno.test("writeSafetensors() writes names and metadata of any Unicode text that can be read back", () => {
  const names = ["\u{1F600}", "\uffff", "", '"\\\n', "__proto__"];
  const metadata = { "\u{10FFFF}": "\u0000", 7: "seven" };
  const file = writeSafetensors(new Map(names.map((name) => [name, tensor])), metadata);
  const read = readSafetensors(file);
  assertEquals([...read.tensors.keys()], ["", '"\\\n', "__proto__", "\uffff", "\u{1F600}"]);
  assertEquals(read.metadata, metadata);
});

Deno.test("writeSafetensors() aligns every tensor", () => {
  const tensors = new Map<string, Tensor>([
    ["a", { dtype: "I8", shape: [3], bytes: new Uint8Array(3) }],
    ["b", { dtype: "F64", shape: [1], bytes: new Uint8Array(8) }],
    ["c", { dtype: "F16", shape: [1], bytes: new Uint8Array(2) }],
  ]);
  const read = readSafetensors(writeSafetensors(tensors)).tensors;
  assertEquals([...read.keys()], ["b", "c", "a"]);
  assertEquals(read.get("b")!.bytes.byteOffset % 8, 0);
  assertEquals(read.get("c")!.bytes.byteOffset % 2, 0);
});

const unwritable: [name: string, write: () => Uint8Array, message: string][] = [
  [
    "bytes that do not fill the shape",
    () => writeSafetensors(new Map([["a", { ...tensor, shape: [3] }]])),
    'tensor "a" of dtype F32 and shape [3] needs 12 bytes, it has 8',
  ],
  [
    "the reserved name",
    () => writeSafetensors(new Map([["__metadata__", tensor]])),
    'tensor name "__metadata__" is reserved, any other would do',
  ],
  [
    "a name with a lone surrogate",
    () => writeSafetensors(new Map([["\ud800", tensor]])),
    'text "\\ud800" has lone surrogates, Unicode text is needed',
  ],
  [
    "metadata with a lone surrogate",
    () => writeSafetensors(new Map(), { format: "\udc00" }),
    'text "\\udc00" has lone surrogates, Unicode text is needed',
  ],
];

for (const [name, write, message] of unwritable) {
  Deno.test(`writeSafetensors() refuses ${name}`, () => {
    assertThrows(write, RangeError, `Cannot write safetensors: ${message}`);
  });
}
