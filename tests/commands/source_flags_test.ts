import { assertEquals, assertThrows } from "@std/assert";
import { FlagValues, UsageError } from "../../src/commands/command.ts";
import { readSourceFlags } from "../../src/commands/source_flags.ts";

const { signal } = new AbortController();

Deno.test("readSourceFlags() leaves to the hub client what is not given", () => {
  assertEquals(readSourceFlags(new FlagValues({}), signal), {
    forceDownload: false,
    hubHostsOnly: true,
    signal,
  });
});

Deno.test("readSourceFlags() passes on what is given", () => {
  const given = {
    revision: "refs/pr/1",
    subfolder: "a/b",
    endpoint: "http://127.0.0.1:8000/hub",
    "cache-dir": "/tmp/cache",
    offline: true,
  };
  assertEquals(readSourceFlags(new FlagValues(given), signal), {
    revision: "refs/pr/1",
    subfolder: "a/b",
    endpoint: "http://127.0.0.1:8000/hub",
    cacheDir: "/tmp/cache",
    offline: true,
    forceDownload: false,
    hubHostsOnly: true,
    signal,
  });
});

const refused: [flags: Record<string, string | boolean>, message: string][] = [
  [{ revision: "../x" }, `Cannot use revision "../x": not a relative path of plain segments`],
  [{ subfolder: "/etc" }, `Cannot use subfolder "/etc": not a relative path of plain segments`],
  [{ subfolder: "" }, "Cannot use --subfolder without a value"],
  [
    { endpoint: "nope" },
    `Cannot use "nope" for --endpoint: it must be an address as in "https://huggingface.co"`,
  ],
  [{ endpoint: "localhost:8000" }, `Cannot use "localhost:8000" for --endpoint`],
  [{ endpoint: "file:///etc" }, `Cannot use "file:///etc" for --endpoint`],
  [
    { offline: true, "force-download": true },
    "Cannot use --offline together with --force-download: give one of them",
  ],
];
for (const [flags, message] of refused) {
  Deno.test(`readSourceFlags() refuses ${JSON.stringify(flags)}`, () => {
    assertThrows(() => readSourceFlags(new FlagValues(flags), signal), UsageError, message);
  });
}
