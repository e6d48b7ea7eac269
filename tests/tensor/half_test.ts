import { assertEquals, assertStrictEquals } from "@std/assert";
import {
  decodeBfloat16s,
  decodeHalf,
  decodeHalves,
  encodeHalf,
  halfTable,
} from "../../src/tensor/half.ts";
import recorded from "../fixtures/tensor/half.json" with { type: "json" };

/** The runtime's own half floats, an independent judge where the code may not use them. */
const view = new DataView(new ArrayBuffer(2));

function runtimeEncodeHalf(value: number): number {
  view.setFloat16(0, value);
  return view.getUint16(0);
}

function runtimeDecodeHalf(bits: number): number {
  view.setUint16(0, bits);
  return view.getFloat16(0);
}

for (const [value, bits] of recorded.cases) {
  Deno.test(`encodeHalf() rounds ${Object.is(value, -0) ? "-0" : value} as NumPy does`, () => {
    assertEquals(encodeHalf(value!), bits);
  });
}

const special: [name: string, value: number, bits: number][] = [
  ["zero", 0, 0x0000],
  ["negative zero", -0, 0x8000],
  ["one", 1, 0x3c00],
  ["the smallest subnormal", 2 ** -24, 0x0001],
  ["the largest subnormal", 1023 * 2 ** -24, 0x03ff],
  ["the smallest normal", 2 ** -14, 0x0400],
  ["the largest finite", -65504, 0xfbff],
  ["infinity", Infinity, 0x7c00],
  ["negative infinity", -Infinity, 0xfc00],
  ["NaN", NaN, 0x7e00],
];

for (const [name, value, bits] of special) {
  Deno.test(`encodeHalf() and decodeHalf() agree on ${name}`, () => {
    assertEquals(encodeHalf(value), bits);
    assertStrictEquals(decodeHalf(bits), value);
  });
}

Deno.test("decodeHalf(), halfTable() and decodeHalves() agree with the runtime on all 65,536 halves", () => {
  const halves = Uint16Array.from({ length: 65_536 }, (_, bits) => bits);
  const singles = decodeHalves(halves);
  for (const bits of halves) {
    const expected = runtimeDecodeHalf(bits);
    assertStrictEquals(decodeHalf(bits), expected);
    assertStrictEquals(halfTable()[bits], expected);
    assertStrictEquals(singles[bits], expected);
  }
});

Deno.test("encodeHalf() gives back every half that is a number", () => {
  for (let bits = 0; bits < 65_536; bits++) {
    const value = decodeHalf(bits);
    if (!Number.isNaN(value)) assertEquals(encodeHalf(value), bits);
  }
});

Deno.test("encodeHalf() rounds ties between neighbours to even, and around them to nearest", () => {
  for (let bits = 0; bits < 0x7bff; bits++) {
    const [low, high] = [decodeHalf(bits), decodeHalf(bits + 1)];
    const middle = (low + high) / 2;
    assertEquals(encodeHalf(middle), bits + (bits & 1));
    assertEquals(encodeHalf(middle - middle * 2 ** -50), bits);
    assertEquals(encodeHalf(middle + middle * 2 ** -50), bits + 1);
    assertEquals(encodeHalf(-middle), runtimeEncodeHalf(-middle));
  }
});

const bfloat16Cases: [bits: number, value: number][] = [
  [0x0000, 0],
  [0x8000, -0],
  [0x3f80, 1],
  [0xc049, -3.140625],
  [0x7f7f, 3.3895313892515355e38],
  [0x0001, 2 ** -133],
  [0x7f80, Infinity],
  [0xff80, -Infinity],
  [0x7fc0, NaN],
];

for (const [bits, value] of bfloat16Cases) {
  Deno.test(`decodeBfloat16s() reads 0x${bits.toString(16)}`, () => {
    assertStrictEquals(decodeBfloat16s(Uint16Array.of(bits))[0], value);
  });
}
