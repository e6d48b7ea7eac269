import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import {
  byteWidth,
  decodeFloat32,
  decodeFloat64,
  decodeInt32,
  decodeInt8,
  decodeUint16,
  type Dtype,
  DTYPES,
  encodeValues,
} from "../../src/tensor/dtype.ts";

/** The same bytes, one byte further into a larger buffer. */
function misaligned(bytes: Uint8Array): Uint8Array {
  const buffer = new Uint8Array(bytes.length + 1);
  buffer.set(bytes, 1);
  return buffer.subarray(1);
}

function bytesOf(values: ArrayBufferView): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

Deno.test("byteWidth() knows every dtype", () => {
  const widths = DTYPES.map((dtype) => `${dtype} ${byteWidth(dtype)}`);
  assertEquals(
    widths.join(", "),
    "BOOL 1, U8 1, I8 1, F8_E5M2 1, F8_E4M3 1, F8_E8M0 1, F8_E4M3FNUZ 1, F8_E5M2FNUZ 1, I16 2, " +
      "U16 2, F16 2, BF16 2, I32 4, U32 4, F32 4, C64 8, F64 8, I64 8, U64 8",
  );
});

const encoded: [dtype: Dtype, bytes: Uint8Array, numbers: number[]][] = [
  ["F64", bytesOf(Float64Array.of(0.5, -2)), [0.5, -2]],
  ["F32", bytesOf(Float32Array.of(0.5, -2)), [0.5, -2]],
  ["F16", Uint8Array.of(0x00, 0x38, 0x00, 0xc0), [0.5, -2]],
  ["BF16", Uint8Array.of(0x00, 0x3f, 0x00, 0xc0), [0.5, -2]],
  ["I8", Uint8Array.of(127, 128), [127, -128]],
  ["U8", Uint8Array.of(127, 128), [127, 128]],
  ["I32", Uint8Array.of(1, 2, 3, 0, 255, 255, 255, 255), [0x030201, -1]],
  ["I64", bytesOf(BigInt64Array.of(-5n, 70_000n)), [-5, 70_000]],
];

for (const [dtype, bytes, numbers] of encoded) {
  Deno.test(`decodeFloat32() and decodeFloat64() read ${dtype} at any alignment`, () => {
    for (const place of [bytes, misaligned(bytes)]) {
      assertEquals(decodeFloat32({ dtype, bytes: place }), Float32Array.from(numbers));
      assertEquals(decodeFloat64({ dtype, bytes: place }), Float64Array.from(numbers));
    }
  });

  Deno.test(`decodeFloat32() reads no ${dtype} from no bytes`, () => {
    assertEquals(decodeFloat32({ dtype, bytes: new Uint8Array(0) }), new Float32Array(0));
  });
}

for (const [dtype, bytes, numbers] of encoded.slice(4)) {
  Deno.test(`decodeInt32() reads ${dtype} at any alignment`, () => {
    for (const place of [bytes, misaligned(bytes)]) {
      assertEquals(decodeInt32({ dtype, bytes: place }), Int32Array.from(numbers));
    }
  });
}

Deno.test("decodeFloat32() rounds F64 and I32, decodeFloat64() keeps them", () => {
  const tenth = bytesOf(Float64Array.of(0.1));
  assertEquals(decodeFloat32({ dtype: "F64", bytes: tenth })[0], Math.fround(0.1));
  assertEquals(decodeFloat64({ dtype: "F64", bytes: tenth })[0], 0.1);
  const large = bytesOf(Int32Array.of(2 ** 24 + 1));
  assertEquals(decodeFloat32({ dtype: "I32", bytes: large })[0], 2 ** 24);
  assertEquals(decodeFloat64({ dtype: "I32", bytes: large })[0], 2 ** 24 + 1);
});

Deno.test("decodeFloat32(), decodeFloat64(), decodeInt32() share aligned bytes of their own type", () => {
  const bytes = new Uint8Array(16);
  assertStrictEquals(decodeFloat32({ dtype: "F32", bytes }).buffer, bytes.buffer);
  assertStrictEquals(decodeFloat64({ dtype: "F64", bytes }).buffer, bytes.buffer);
  assertStrictEquals(decodeInt32({ dtype: "I32", bytes }).buffer, bytes.buffer);
  assertEquals(decodeFloat32({ dtype: "F32", bytes: bytes.subarray(4, 12) }).byteOffset, 4);
});

Deno.test("decodeInt8() shares bytes at any offset", () => {
  const bytes = Uint8Array.of(0, 127, 128, 255);
  const numbers = decodeInt8({ dtype: "I8", bytes: bytes.subarray(1) });
  assertEquals(numbers, Int8Array.of(127, -128, -1));
  assertStrictEquals(numbers.buffer, bytes.buffer);
});

for (const dtype of ["F16", "BF16", "U16"] as const) {
  Deno.test(`decodeUint16() takes the bits of ${dtype}, sharing aligned bytes`, () => {
    const bytes = Uint8Array.of(0x01, 0x3c, 0xff, 0x80);
    const bits = decodeUint16({ dtype, bytes });
    assertEquals(bits, Uint16Array.of(0x3c01, 0x80ff));
    assertStrictEquals(bits.buffer, bytes.buffer);
    assertEquals(decodeUint16({ dtype, bytes: misaligned(bytes) }), bits);
  });
}

Deno.test("decodeUint16() refuses elements of another width, and half an element", () => {
  assertThrows(
    () => decodeUint16({ dtype: "F32", bytes: new Uint8Array(4) }),
    TypeError,
    "Cannot decode F32 as 16-bit elements: supported dtypes are F16, BF16, U16",
  );
  assertThrows(
    () => decodeUint16({ dtype: "F16", bytes: new Uint8Array(3) }),
    RangeError,
    "Cannot decode F16: 3 bytes were given, a multiple of 2 is needed",
  );
});

Deno.test("decodeInt32() accepts I64 up to the limits of 32 bits, and refuses one beyond", () => {
  const limits = BigInt64Array.of(-(2n ** 31n), 2n ** 31n - 1n);
  assertEquals(
    decodeInt32({ dtype: "I64", bytes: bytesOf(limits) }),
    Int32Array.of(-(2 ** 31), 2 ** 31 - 1),
  );
  assertThrows(
    () => decodeInt32({ dtype: "I64", bytes: bytesOf(BigInt64Array.of(0n, 2n ** 31n)) }),
    RangeError,
    "Cannot decode I64 as 32-bit integers: element 1 is 2147483648, " +
      "which must be from -2147483648 to 2147483647",
  );
});

for (const dtype of ["F64", "F32", "F16", "BF16"] as const) {
  Deno.test(`decodeInt32() refuses ${dtype}`, () => {
    assertThrows(
      () => decodeInt32({ dtype, bytes: new Uint8Array(8) }),
      TypeError,
      `Cannot decode ${dtype} as integers: supported dtypes are I8, U8, I32, I64`,
    );
  });
}

Deno.test("decodeInt8() refuses U8", () => {
  assertThrows(
    () => decodeInt8({ dtype: "U8", bytes: new Uint8Array(1) }),
    TypeError,
    "Cannot decode U8 as 8-bit integers: supported dtype is I8",
  );
});

for (const dtype of DTYPES.filter((dtype) => encoded.every(([known]) => known !== dtype))) {
  Deno.test(`decodeFloat32(), decodeFloat64() and decodeInt32() refuse ${dtype}`, () => {
    const values = { dtype, bytes: new Uint8Array(8) };
    for (const decode of [decodeFloat32, decodeFloat64, decodeInt32]) {
      assertThrows(
        () => decode(values),
        TypeError,
        `Cannot decode ${dtype} as numbers: supported dtypes are F64, F32, F16, BF16, I8, U8, I32, I64`,
      );
    }
  });
}

const truncated: [dtype: Dtype, width: number][] = [
  ["F64", 8],
  ["F32", 4],
  ["F16", 2],
  ["BF16", 2],
  ["I32", 4],
  ["I64", 8],
];
for (const [dtype, width] of truncated) {
  Deno.test(`decodeFloat64() refuses ${dtype} that ends within an element`, () => {
    assertThrows(
      () => decodeFloat64({ dtype, bytes: new Uint8Array(width + 1) }),
      RangeError,
      `Cannot decode ${dtype}: ${width + 1} bytes were given, a multiple of ${width} is needed`,
    );
  });
}

const numbers = [0, 1, -2, 100];
for (const dtype of ["F64", "I32"] as const) {
  Deno.test(`encodeValues() writes ${dtype} that decodeFloat64() reads back`, () => {
    const bytes = encodeValues(numbers, dtype);
    assertEquals(bytes.length, numbers.length * byteWidth(dtype));
    assertEquals(decodeFloat64({ dtype, bytes }), Float64Array.from(numbers));
    assertEquals(encodeValues(Float32Array.from(numbers), dtype), bytes);
    assertEquals(encodeValues([], dtype), new Uint8Array(0));
  });
}

Deno.test("encodeValues() shares a typed array of the same type, within its bounds", () => {
  const weights = Float64Array.of(1, 2, 3).subarray(1, 2);
  const bytes = encodeValues(weights, "F64");
  assertStrictEquals(bytes.buffer, weights.buffer);
  assertEquals([bytes.byteOffset, bytes.length], [8, 8]);
});
