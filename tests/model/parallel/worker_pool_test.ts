import { assertEquals, assertInstanceOf, assertRejects } from "@std/assert";
import { WorkerPool } from "../../../src/model/parallel/worker_pool.ts";
import { ChangedGlobal } from "./changed_global.ts";
import { FakeWorkers } from "./fake_worker.ts";

type TextPool = WorkerPool<readonly string[], Float32Array>;

function createPool(workers: number): { pool: TextPool; controller: AbortController } {
  const controller = new AbortController();
  const createWorker = () => new Worker("data:,");
  const pool: TextPool = new WorkerPool({
    createWorker,
    workers,
    controller,
    remedy: "encode() needs none",
  });
  pool.begin({ model: "tiny" });
  return { pool, controller };
}

const vectors = Float32Array.of(1, 2);

Deno.test("WorkerPool.run() starts a worker when those that there are have something to do", async () => {
  using fakes = new FakeWorkers();
  const { pool } = createPool(2);
  const first = pool.run(["a"]);
  assertEquals(fakes.made.map(({ received }) => received.length), [2]);
  fakes.made[0]!.answer({ result: vectors });
  assertEquals(await first, vectors);
  pool.run(["b"]);
  assertEquals(fakes.made.map(({ received }) => received.slice(1)), [[["a"], ["b"]]]);
  pool.run(["c"]);
  assertEquals(fakes.made.map(({ received }) => received.slice(1)), [[["a"], ["b"]], [["c"]]]);
  assertEquals(fakes.made.map(({ received }) => received[0]), [
    { model: "tiny", thread: 0 },
    { model: "tiny", thread: 1 },
  ]);
});

Deno.test("WorkerPool.run() gives a worker three tasks at most, and the next one as it answers", async () => {
  using fakes = new FakeWorkers();
  const { pool } = createPool(2);
  const results = ["a", "b", "c", "d", "e", "f", "g"].map((text) => pool.run([text]));
  const sent = () => fakes.made.map(({ received }) => received.slice(1).flat());
  assertEquals(sent(), [["a", "c", "e"], ["b", "d", "f"]]);
  fakes.made[1]!.answer({ result: vectors });
  assertEquals(sent(), [["a", "c", "e"], ["b", "d", "f", "g"]]);
  assertEquals(await results[1], vectors);
});

Deno.test("WorkerPool.run() fails as the work does, and the next task does not", async () => {
  using fakes = new FakeWorkers();
  const { pool, controller } = createPool(1);
  const [refused, good] = [pool.run(["a"]), pool.run(["b"])];
  fakes.made[0]!.answer({ error: new RangeError("Cannot tokenize") });
  fakes.made[0]!.answer({ result: vectors });
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
  Deno.test(`WorkerPool.run() rejects, and all workers end, when ${what}`, async () => {
    using fakes = new FakeWorkers();
    const { pool } = createPool(2);
    const results = ["a", "b", "c", "d", "e"].map((text) => pool.run([text]));
    fakes.made[1]!.dispatchEvent(event());
    results.push(pool.run(["too late"]));
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

Deno.test("WorkerPool.startAll() starts workers before their first message is there", () => {
  using fakes = new FakeWorkers();
  const controller = new AbortController();
  const createWorker = () => new Worker("data:,");
  const pool = new WorkerPool({ createWorker, workers: 2, controller, remedy: "" });
  pool.startAll();
  pool.run("a").catch(() => {});
  assertEquals(fakes.made.map(({ received }) => received), [[], []]);
  pool.begin({ model: "tiny" });
  assertEquals(fakes.made.map(({ received }) => received), [
    [{ model: "tiny", thread: 0 }, "a"],
    [{ model: "tiny", thread: 1 }],
  ]);
  pool.startAll();
  assertEquals(fakes.made.length, 2);
  controller.abort();
  assertEquals(fakes.made.map(({ isTerminated }) => isTerminated), [true, true]);
  pool.startAll();
  assertEquals(fakes.made.length, 2);
});

Deno.test("WorkerPool.run() rejects when the controller is aborted", async () => {
  using fakes = new FakeWorkers();
  const { pool, controller } = createPool(1);
  const results = ["a", "b", "c"].map((text) => pool.run([text]));
  controller.abort(new DOMException("Interrupted", "AbortError"));
  for (const result of results) await assertRejects(() => result, DOMException, "Interrupted");
  assertEquals(fakes.made[0]!.isTerminated, true);
});

Deno.test("WorkerPool.run() rejects where no worker can be made", async () => {
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
    () => pool.run(["a"]),
    Error,
    `Cannot encode in parallel: a worker failed with "not allowed", encode() needs none`,
  );
  assertInstanceOf(error.cause, DOMException);
});
