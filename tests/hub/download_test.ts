import { assertEquals, assertRejects } from "@std/assert";
import { type Download, downloadFile } from "../../src/hub/download.ts";
import { HubError } from "../../src/hub/hub_error.ts";
import { MemoryStorage } from "../../src/hub/memory_storage.ts";
import { LoopbackHub } from "./loopback_hub.ts";

const CONTENT = Uint8Array.from({ length: 1000 }, (_, i) => i % 251);
const SHA256 = new Uint8Array(await crypto.subtle.digest("SHA-256", CONTENT)).toHex();

class Scene implements AsyncDisposable {
  readonly hub = new LoopbackHub();
  readonly storage = new MemoryStorage();
  readonly progress: [number, number | undefined][] = [];
  readonly controller = new AbortController();

  static async open(content = CONTENT): Promise<Scene> {
    const scene = new Scene();
    await scene.hub.add("a/b", { file: content }, { largeFiles: ["file"] });
    return scene;
  }

  run(changes: Partial<Download> = {}, timeout = 10_000): Promise<void> {
    return downloadFile(
      {
        url: `${this.hub.endpoint}/a/b/resolve/main/file`,
        name: '"file" of model "a/b"',
        target: "blobs/x",
        size: CONTENT.length,
        etag: SHA256,
        explain: ({ status }) => new HubError(`status ${status}`, { code: "http", status }),
        onProgress: (loaded, total) => this.progress.push([loaded, total]),
        ...changes,
      },
      this.storage,
      {
        token: undefined,
        tokenOrigin: this.hub.endpoint,
        allowedHosts: ["127.0.0.1"],
        signal: this.controller.signal,
        timeout,
        retryLimit: 2,
        retryDelay: 1,
      },
    );
  }

  async leave(bytes: Uint8Array): Promise<void> {
    const appender = await this.storage.append("blobs/x.incomplete", undefined);
    await appender.write(bytes);
    await appender.close();
  }

  /** The `Range` of each transfer. */
  get ranges(): (string | null)[] {
    return this.hub.requests.filter(({ server }) => server === "cdn").map(({ range }) => range);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.hub[Symbol.asyncDispose]();
  }
}

async function assertArrived({ storage }: Scene): Promise<void> {
  assertEquals(await storage.read("blobs/x"), CONTENT);
  assertEquals(await storage.size("blobs/x.incomplete"), undefined);
}

Deno.test("downloadFile() brings a file and tells how far it is", async () => {
  await using scene = await Scene.open();
  await scene.run();
  await assertArrived(scene);
  assertEquals(scene.progress.at(0), [0, 1000]);
  assertEquals(scene.progress.at(-1), [1000, 1000]);
});

Deno.test("downloadFile() continues a transfer that breaks, as long as it makes progress", async () => {
  await using scene = await Scene.open();
  scene.hub.breaks.push(100, 100, 100, 100, 100);
  await scene.run();
  await assertArrived(scene);
  assertEquals(scene.ranges, [null, 100, 200, 300, 400, 500].map((n) => n && `bytes=${n}-`));
});

Deno.test("downloadFile() gives up on a transfer that makes no progress", async () => {
  await using scene = await Scene.open();
  scene.hub.breaks.push(100, 0, 0, 0);
  const error = await assertRejects(
    () => scene.run(),
    HubError,
    'Cannot download "file" of model "a/b": the transfer broke after 100 bytes (',
  );
  assertEquals(error.message.endsWith("), try again to continue it"), true);
  assertEquals(error.code, "interrupted");
  assertEquals(scene.ranges.length, 4);
  assertEquals(await scene.storage.size("blobs/x"), undefined);
  assertEquals(await scene.storage.size("blobs/x.incomplete"), 100);
});

Deno.test("downloadFile() continues what an earlier run left", async () => {
  await using scene = await Scene.open();
  await scene.leave(CONTENT.subarray(0, 400));
  await scene.run();
  await assertArrived(scene);
  assertEquals(scene.ranges, ["bytes=400-"]);
  assertEquals(scene.progress.at(0), [400, 1000]);
});

Deno.test("downloadFile() asks for nothing when an earlier run left everything", async () => {
  await using scene = await Scene.open();
  await scene.leave(CONTENT);
  await scene.run();
  await assertArrived(scene);
  assertEquals(scene.hub.log, []);
});

Deno.test("downloadFile() starts again when an earlier run left other bytes", async () => {
  await using scene = await Scene.open();
  await scene.leave(new Uint8Array(400));
  await scene.run();
  await assertArrived(scene);
  assertEquals(scene.ranges, ["bytes=400-", null]);
});

Deno.test("downloadFile() starts again when an earlier run left too much", async () => {
  await using scene = await Scene.open();
  await scene.leave(new Uint8Array(2000));
  await scene.run();
  await assertArrived(scene);
});

Deno.test("downloadFile() starts again when the host does not know ranges", async () => {
  await using scene = await Scene.open();
  await scene.leave(CONTENT.subarray(0, 400));
  scene.hub.intercept = ({ server }) => server === "cdn" ? new Response(CONTENT) : undefined;
  await scene.run();
  await assertArrived(scene);
});

Deno.test("downloadFile() refuses content with another hash", async () => {
  await using scene = await Scene.open();
  const etag = "0".repeat(64);
  const error = await assertRejects(() => scene.run({ etag }), HubError);
  assertEquals(
    error.message,
    `Cannot download "file" of model "a/b": the content has hash ${SHA256}, ${etag} was announced, ` +
      "try again or check the endpoint",
  );
  assertEquals(error.code, "corrupt");
  assertEquals(await scene.storage.size("blobs/x"), undefined);
  assertEquals(await scene.storage.size("blobs/x.incomplete"), undefined);
});

Deno.test("downloadFile() checks the hash that git gives", async () => {
  await using scene = await Scene.open(new TextEncoder().encode("hello\n"));
  // As `echo hello | git hash-object --stdin` says.
  await scene.run({ size: 6, etag: "ce013625030ba8dba906f756967f9e9ca394464a" });
  assertEquals(await scene.storage.size("blobs/x"), 6);
  const etag = "0".repeat(40);
  await assertRejects(
    () => scene.run({ size: 6, etag }),
    HubError,
    `the content has hash ce013625030ba8dba906f756967f9e9ca394464a, ${etag} was announced`,
  );
});

for (const [announced, arrived] of [[900, 1000], [1100, 1000]] as const) {
  Deno.test(`downloadFile() refuses ${arrived} bytes where ${announced} were announced`, async () => {
    await using scene = await Scene.open();
    // Without the answer's own length the announced one is all there is to hold it against.
    scene.hub.intercept = ({ server }) =>
      server === "cdn" ? new Response(new Blob([CONTENT]).stream()) : undefined;
    await assertRejects(
      () => scene.run({ size: announced, etag: undefined }),
      HubError,
      announced < arrived
        ? `${arrived} bytes arrived, ${announced} were announced, try again or check the endpoint`
        : "the transfer broke after 1000 bytes (the connection ended early)",
    );
    assertEquals(await scene.storage.size("blobs/x"), undefined);
  });
}

Deno.test("downloadFile() brings an empty file, and one of unknown size and hash", async () => {
  const empty = new Uint8Array();
  await using scene = await Scene.open(empty);
  await scene.run({ size: 0, etag: undefined });
  assertEquals(await scene.storage.read("blobs/x"), empty);
  await scene.run({ size: undefined, etag: undefined, target: "y" });
  assertEquals(await scene.storage.read("y"), empty);
});

Deno.test("downloadFile() does not join pieces that no hash can check", async () => {
  await using scene = await Scene.open();
  scene.hub.breaks.push(300);
  await scene.run({ etag: "not-a-hash" });
  await assertArrived(scene);
  assertEquals(scene.ranges, [null, null]);
});

Deno.test("downloadFile() lets the caller explain an answer that is not the file", async () => {
  await using scene = await Scene.open();
  scene.hub.intercept = () => new Response(null, { status: 403 });
  const error = await assertRejects(() => scene.run(), HubError, "status 403");
  assertEquals([error.status, scene.hub.log.length], [403, 1]);
});

Deno.test("downloadFile() tries again when no bytes come", async () => {
  await using scene = await Scene.open();
  let transfers = 0;
  scene.hub.intercept = ({ server }) => {
    if (server === "hub" || transfers++ > 0) return undefined;
    return new Response(
      new ReadableStream({ start: (sink) => sink.enqueue(CONTENT.slice(0, 10)) }),
    );
  };
  await scene.run({}, 50);
  await assertArrived(scene);
  assertEquals(scene.ranges, [null, "bytes=10-"]);
});

Deno.test("downloadFile() stops with the reason of the signal and keeps what came", async () => {
  await using scene = await Scene.open();
  const sending = new ReadableStream({ start: (sink) => sink.enqueue(CONTENT.slice(0, 10)) });
  scene.hub.intercept = ({ server }) => server === "cdn" ? new Response(sending) : undefined;
  const onProgress = (loaded: number) => {
    if (loaded > 0) scene.controller.abort(new RangeError("stopped by the user"));
  };
  await assertRejects(() => scene.run({ onProgress }), RangeError, "stopped by the user");
  assertEquals(await scene.storage.size("blobs/x.incomplete"), 10);
  assertEquals(await scene.storage.size("blobs/x"), undefined);
});
