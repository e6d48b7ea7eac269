import { assert, assertEquals, assertRejects } from "@std/assert";
import { inOrder } from "../../../src/model/parallel/in_order.ts";

/** A signal that is never aborted. */
const signal: AbortSignal = new AbortController().signal;

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Counts how many items were read, and tells whether it was closed. */
class Source {
  read = 0;
  isClosed = false;

  async *items(count: number): AsyncGenerator<number> {
    try {
      for (let i = 0; i < count; i++) {
        await Promise.resolve();
        this.read++;
        yield i;
      }
    } finally {
      this.isClosed = true;
    }
  }
}

Deno.test("inOrder() gives results in the order of the items, whichever is ready first", async () => {
  const delays = [9, 0, 5, 1, 0];
  const finished: number[] = [];
  const results = inOrder(delays.entries(), async ([i, delay]) => {
    await wait(delay);
    finished.push(i);
    return i;
  }, { limit: 3, signal });
  assertEquals(await Array.fromAsync(results), [0, 1, 2, 3, 4]);
  assertEquals(finished[0], 1);
});

Deno.test("inOrder() gives nothing for no items", async () => {
  assertEquals(
    await Array.fromAsync(inOrder([], () => Promise.resolve(0), { limit: 2, signal })),
    [],
  );
});

Deno.test("inOrder() reads no further than the bound beyond what was taken", async () => {
  const source = new Source();
  const results = inOrder(source.items(20), (i) => Promise.resolve(i), { limit: 3, signal });
  for (let taken = 1; taken <= 17; taken++) {
    await results.next();
    await wait(0);
    assert(source.read <= taken + 3, `${source.read} items read, ${taken} results taken`);
  }
  await results.return(undefined);
});

Deno.test("inOrder() gives a result before the next item comes", async () => {
  async function* slow(): AsyncGenerator<string> {
    yield "first";
    await new Promise(() => {});
  }
  const results = inOrder(slow(), (item) => Promise.resolve(item), { limit: 4, signal });
  assertEquals(await results.next(), { done: false, value: "first" });
  await results.return(undefined);
});

Deno.test("inOrder() closes the source when no more results are wanted", async () => {
  const source = new Source();
  for await (
    const i of inOrder(source.items(9), (i) => Promise.resolve(i), { limit: 2, signal })
  ) {
    if (i === 1) break;
  }
  await wait(0);
  assertEquals(source.isClosed, true);
});

Deno.test("inOrder() fails as the work does, and closes the source", async () => {
  const source = new Source();
  const results = inOrder(
    source.items(9),
    (i) => i < 2 ? Promise.resolve(i) : Promise.reject(new RangeError(`item ${i}`)),
    { limit: 4, signal },
  );
  await assertRejects(() => Array.fromAsync(results), RangeError, "item 2");
  await wait(0);
  assertEquals(source.isClosed, true);
});

Deno.test("inOrder() fails as the source does", async () => {
  async function* broken(): AsyncGenerator<number> {
    yield 1;
    await Promise.resolve();
    throw new SyntaxError("line 2");
  }
  const results = inOrder(broken(), () => new Promise<void>(() => {}), { limit: 4, signal });
  await assertRejects(() => Array.fromAsync(results), SyntaxError, "line 2");
});

const waits: [what: string, items: () => Iterable<number> | AsyncIterable<number>][] = [
  ["the source", () => ReadableStream.from(new ReadableStream<number>())],
  ["the work", () => [1]],
];
for (const [what, items] of waits) {
  Deno.test(`inOrder() stops waiting for ${what} when it is aborted`, async () => {
    const controller = new AbortController();
    const results = inOrder(items(), () => new Promise<void>(() => {}), {
      limit: 2,
      signal: controller.signal,
    });
    const next = results.next();
    await wait(0);
    controller.abort(new DOMException("Interrupted", "AbortError"));
    await assertRejects(() => next, DOMException, "Interrupted");
    assertEquals(await results.next(), { done: true, value: undefined });
  });
}

Deno.test("inOrder() starts nothing when it was aborted before", async () => {
  const source = new Source();
  let started = 0;
  const results = inOrder(source.items(3), (i) => Promise.resolve(started += i), {
    limit: 2,
    signal: AbortSignal.abort(new Error("too late")),
  });
  await assertRejects(() => results.next(), Error, "too late");
  assertEquals(started, 0);
});
