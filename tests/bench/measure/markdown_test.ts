import { assertEquals, assertThrows } from "@std/assert";
import { formatMegabytes, formatNumber, renderTable } from "../../../bench/measure/markdown.ts";

Deno.test("renderTable() puts text to the left and numbers to the right", () => {
  assertEquals(
    renderTable([["Rust", "0.4", "1"]], { titles: ["Peer", "Version", "Speed"], textColumns: 2 }),
    "| Peer | Version | Speed |\n| --- | --- | ---: |\n| Rust | 0.4 | 1 |",
  );
});

Deno.test("renderTable() throws when a row has too few cells", () => {
  assertThrows(
    () => renderTable([["1", "2"], ["3"]], { titles: ["a", "b"] }),
    RangeError,
    "Cannot render table: a row has 1 cells, there are 2 titles",
  );
});

const numbers: [value: number | undefined, digits: number, text: string][] = [
  [1_234_567.8, 0, "1,234,568"],
  [0.5, 2, "0.50"],
  [undefined, 2, "–"],
];
for (const [value, digits, text] of numbers) {
  Deno.test(`formatNumber() writes ${value} as ${text}`, () => {
    assertEquals(formatNumber(value, digits), text);
  });
}

Deno.test("formatMegabytes() counts millions of bytes", () => {
  assertEquals(formatMegabytes(15_120_000), "15.1 MB");
});
