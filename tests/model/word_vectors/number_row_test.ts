import { assert, assertEquals } from "@std/assert";
import { parseSingle, readNumberRow } from "../../../src/model/word_vectors/number_row.ts";
import { seededRandom } from "../../seeded_random.ts";

function read(text: string, count: number): { end: number; row: number[] } {
  const row = new Float32Array(count);
  const end = readNumberRow(new TextEncoder().encode(text), 0, row);
  return { end, row: [...row] };
}

const numbers = [
  ...["0", "-0", "+1", "1.", ".5", "-.5", "007.50", "1e-05", "-2.5E+3", "0.1", "16777217"],
  ...[
    "9007199254740991",
    "9007199254740993",
    "0.12345678901234567",
    "123456789012345678901234567890",
  ],
  ...["0.0000000000000000000001", "0.00000000000000000000001", "1e-46", "3.4028235e38", "1e-400"],
  ...[`0.${"0".repeat(40)}1`, `${"9".repeat(30)}e-20`],
];
for (const text of numbers) {
  Deno.test(`readNumberRow() reads ${text} as Number does`, () => {
    assertEquals(read(`${text} ${text}\n`, 2), {
      end: 2 * text.length + 1,
      row: [Math.fround(Number(text)), Math.fround(Number(text))],
    });
    assert(Object.is(parseSingle(text), Math.fround(Number(text))));
  });
}

const wrong = ["", "-", ".", "+.", "nan", "-inf", "Infinity", "0x10", "1e", "1e5.0", "1_0", "--1"];
for (const text of [...wrong, "1e39", "4".repeat(40), "1,5", "1\u00a0", "\u0661"]) {
  Deno.test(`readNumberRow() refuses ${JSON.stringify(text)}`, () => {
    assertEquals(read(`1 ${text}\n2`, 2).end, -1);
    assertEquals(parseSingle(text), NaN);
  });
}

Deno.test("readNumberRow() reads a megabyte of digits", () => {
  assertEquals(read(`0.${"3".repeat(1_000_000)}`, 1).row, [Math.fround(1 / 3)]);
  for (const text of ["3".repeat(1_000_000), `${"3".repeat(1_000_000)}x`]) {
    assertEquals(read(text, 1).end, -1);
  }
  assertEquals(read(`1${"0".repeat(1_000_000)}e-1000000`, 1).row, [1]);
});

Deno.test("readNumberRow() passes spaces and tabs, and stops at the end of the row", () => {
  assertEquals(read(" \t1  2\t3 4\n", 3), { end: 8, row: [1, 2, 3] });
});

Deno.test("readNumberRow() stays on its line", () => {
  for (const text of ["1\n2", "1\r\n2", "1 \n2", "1", ""]) assertEquals(read(text, 2).end, -1);
});

Deno.test("readNumberRow() reads random numbers as Number does", () => {
  const random = seededRandom(7);
  for (let i = 0; i < 20_000; i++) {
    const value = (random() - 0.5) * 10 ** Math.floor(random() * 60 - 30);
    const texts = [
      String(value),
      value.toFixed(Math.floor(random() * 25)),
      value.toExponential(Math.floor(random() * 18)),
      value.toPrecision(1 + Math.floor(random() * 20)),
    ];
    assertEquals(read(texts.join(" "), 4).row, texts.map((text) => Math.fround(Number(text))));
  }
});
