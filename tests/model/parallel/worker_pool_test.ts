import { assertEquals, assertInstanceOf, assertRejects } from "@std/assert";
import { WorkerPool } from "../../../src/model/parallel/worker_pool.ts";
import { shareTable } from "../../../src/model/table_memory.ts";
import { tinyParts } from "../tiny_model.ts";
import { ChangedGlobal } from "./changed_global.ts";
import { FakeWorkers } from "./fake_worker.ts";

function createPool(workers: number): { pool: WorkerPool; controller: AbortController } {
  const controller = new AbortController();
  const shared = shareTable(tinyParts().table, workers)!;
  const model = { tokenizer: "{}", shared, config: {}, options: {} };
  return { pool: new WorkerPool({ model, workers, controller }), controller };
}

const vectors = Float32Array.of(1, 2);

Deno.test("WorkerPool.encode() starts a worker when those that there are have something to do", async () => {
  using fakes = new FakeWorkers();
  const { pool } = createPool(2);
  const first = pool.encode(["a"]);
  assertEquals(fakes.made.map(({ received }) => received.length), [2]);
  fakes.made[0]!.answer({ vectors });
  assertEquals(await first, vectors);
  pool.encode(["b"]);
  assertEquals(fakes.made.map(({ received }) => received.slice(1)), [[["a"], ["b"]]]);
  pool.encode(["c"]);
  assertEquals(fakes.made.map(({ received }) => received.slice(1)), [[["a"], ["b"]], [["c"]]]);
  assertEquals(fakes.made.map(({ received }) => (received[0] as { thread: number }).thread), [
    0,
    1,
  ]);
});

Deno.test("WorkerPool.encode() gives a worker three batches at most, and the next one as it answers", async () => {
  using fakes = new FakeWorkers();
  const { pool } = createPool(2);
  const results = ["a", "b", "c", "d", "e", "f", "g"].map((text) => pool.encode([text]));
  const sent = () => fakes.made.map(({ received }) => received.slice(1).flat());
  assertEquals(sent(), [["a", "c", "e"], ["b", "d", "f"]]);
  fakes.made[1]!.answer({ vectors });
  assertEquals(sent(), [["a", "c", "e"], ["b", "d", "f", "g"]]);
  assertEquals(await results[1], vectors);
});

Deno.test("WorkerPool.encode() fails as the model does, and the next batch does not", async () => {
  using fakes = new FakeWorkers();
  const { pool, controller } = createPool(1);
  const [refused, good] = [pool.encode(["a"]), pool.encode(["b"])];
  fakes.made[0]!.answer({ error: new RangeError("Cannot tokenize") });
  fakes.made[0]!.answer({ vectors });
  await assertRejects(() => refused, RangeError, "Cannot tokenize");
  assertEquals(await good, vectors);
  assertEquals(controller.signal.aborted, false);
});

const failures: [what: string, event: () => Event, reason: string][] = [
  ["a worker fails", () => new ErrorEvent("error", { message: "no such file" }), "no such file"],
  [
    "an answer cannot be read",
    () => new MessageEvent("messageerror"),
    "a message could not be read",
  ],
];
for (const [what, event, reason] of failures) {
  Deno.test(`WorkerPool.encode() rejects, and all workers end, when ${what}`, async () => {
    using fakes = new FakeWorkers();
    const { pool } = createPool(2);
    const results = ["a", "b", "c", "d", "e"].map((text) => pool.encode([text]));
    fakes.made[1]!.dispatchEvent(event());
    results.push(pool.encode(["too late"]));
    for (const result of results) {
      await assertRejects(
        () => result,
        Error,
        `Cannot encode in parallel: a worker failed with "${reason}", encode() needs none`,
      );
    }
    assertEquals(fakes.made.map(({ isTerminated }) => isTerminated), [true, true]);
  });
}

Deno.test("WorkerPool.encode() rejects when the controller is aborted", async () => {
  using fakes = new FakeWorkers();
  const { pool, controller } = createPool(1);
  const results = ["a", "b", "c"].map((text) => pool.encode([text]));
  controller.abort(new DOMException("Interrupted", "AbortError"));
  for (const result of results) await assertRejects(() => result, DOMException, "Interrupted");
  assertEquals(fakes.made[0]!.isTerminated, true);
});

Deno.test("WorkerPool.encode() rejects where no worker can be made", async () => {
  using _ = new ChangedGlobal(
    "Worker",
    class {
      constructor() {
        throw new DOMException("not allowed", "SecurityError");
      }
    },
  );
  const { pool } = createPool(1);
  const error = await assertRejects(
    () => pool.encode(["a"]),
    Error,
    `Cannot encode in parallel: a worker failed with "not allowed", encode() needs none`,
  );
  assertInstanceOf(error.cause, DOMException);
});
