import { assertEquals, assertRejects } from "@std/assert";
import { pause, pauseBefore } from "../../src/hub/retry_pause.ts";

const pauses: [attempt: number, retryAfter: string | undefined, milliseconds: number][] = [
  [1, undefined, 100],
  [2, undefined, 200],
  [4, undefined, 800],
  [20, undefined, 30_000],
  [1, "3", 3000],
  [1, "0", 100],
  [1, "86400", 30_000],
  [1, "soon", 100],
  [1, "Fri, 31 Dec 1999 23:59:59 GMT", 100],
  [1, "Fri, 31 Dec 9999 23:59:59 GMT", 30_000],
];
for (const [attempt, retryAfter, milliseconds] of pauses) {
  Deno.test(`pauseBefore() is ${milliseconds} before attempt ${attempt}, asked "${retryAfter}"`, () => {
    const headers = new Headers(retryAfter === undefined ? {} : { "retry-after": retryAfter });
    assertEquals(pauseBefore(attempt, { retryDelay: 100, headers }), milliseconds);
  });
}

Deno.test("pause() ends early with the reason of its signal", async () => {
  const controller = new AbortController();
  const waiting = pause(60_000, controller.signal);
  controller.abort(new RangeError("stopped"));
  await assertRejects(() => waiting, RangeError, "stopped");
  await assertRejects(() => pause(60_000, controller.signal), RangeError, "stopped");
});
