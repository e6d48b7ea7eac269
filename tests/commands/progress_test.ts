// deno-lint-ignore-file no-console -- what is written to the console is what is tested
import process from "node:process";
import { assertEquals } from "@std/assert";
import { createDownloadProgress, createProgress } from "../../src/commands/progress.ts";

/** Runs a task with a standard error that is a terminal or none, and collects what is written to it. */
async function linesOf(isTerminal: boolean, task: () => Promise<void>): Promise<string[]> {
  const lines: string[] = [];
  const { error } = console;
  const { write } = process.stderr;
  console.error = (line: string) => lines.push(line);
  process.stderr.write = (text: string | Uint8Array) => lines.push(String(text)) > 0;
  Object.defineProperty(Deno.stderr, "isTerminal", { value: () => isTerminal, configurable: true });
  Object.defineProperty(process.stderr, "columns", { value: 80, configurable: true });
  try {
    await task();
  } finally {
    console.error = error;
    process.stderr.write = write;
    Reflect.deleteProperty(Deno.stderr, "isTerminal");
    Reflect.deleteProperty(process.stderr, "columns");
  }
  return lines;
}

Deno.test("createProgress() writes a line at the end where standard error is no terminal", async () => {
  const lines = await linesOf(false, async () => {
    const progress = await createProgress("tokens", { quiet: false });
    for (const done of [10, 20, 30]) progress.update(done, 30);
    progress.stop();
  });
  assertEquals(lines, ["30 of 30 tokens"]);
});

for (const isTerminal of [true, false]) {
  Deno.test(`createProgress() shows nothing when quiet, terminal: ${isTerminal}`, async () => {
    const lines = await linesOf(isTerminal, async () => {
      const progress = await createProgress("tokens", { quiet: true });
      progress.update(30, 30);
      progress.stop();
    });
    assertEquals(lines, []);
  });
}

for (const updates of [[], [1], [1, 2]]) {
  Deno.test(`createProgress() shows ${updates.length} updates as a bar, and stops it more than once`, async () => {
    const listeners = process.listenerCount("SIGTERM");
    const drawn = (await linesOf(true, async () => {
      const progress = await createProgress("tokens", { quiet: false });
      for (const done of updates) progress.update(done, 2);
      progress.stop();
      progress.stop();
    })).join("");
    assertEquals(drawn.includes(`${updates.at(-1)}/2 tokens`), updates.length > 0);
    // The cursor stays visible and lines still wrap, should the process be ended from outside.
    assertEquals(/\[\?(25|7)l/.test(drawn), false);
    assertEquals(process.listenerCount("SIGTERM"), listeners);
  });
}

Deno.test("createDownloadProgress() counts the large files of all downloads together", async () => {
  const lines = await linesOf(false, async () => {
    const { onProgress, stop } = createDownloadProgress({ quiet: false });
    onProgress({ file: "config.json", loaded: 600, total: 600 });
    onProgress({ file: "a.onnx", loaded: 3_000_000, total: 3_000_000 });
    onProgress({ file: "b.onnx", loaded: 1_000_000, total: 4_000_000 });
    onProgress({ file: "b.onnx", loaded: 4_000_000, total: 4_000_000 });
    await stop();
  });
  assertEquals(lines.at(-1), "7 of 7 MB downloaded");
});

Deno.test("createDownloadProgress() shows nothing of small files", async () => {
  const lines = await linesOf(false, async () => {
    const { onProgress, stop } = createDownloadProgress({ quiet: false });
    onProgress({ file: "config.json", loaded: 600, total: 600 });
    await stop();
  });
  assertEquals(lines, []);
});
