import { assertEquals } from "@std/assert";
import { formatBytes } from "../../src/commands/format.ts";

const cases: [bytes: number, text: string][] = [
  [0, "0 bytes"],
  [999, "999 bytes"],
  [1_000, "1.0 kB"],
  [81_800, "81.8 kB"],
  [999_949, "999.9 kB"],
  [999_999, "1.0 MB"],
  [1_000_000, "1.0 MB"],
  [15_116_888, "15.1 MB"],
];
for (const [bytes, text] of cases) {
  Deno.test(`formatBytes() writes ${bytes} as "${text}"`, () => {
    assertEquals(formatBytes(bytes), text);
  });
}
