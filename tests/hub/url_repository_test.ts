import { assertEquals, assertRejects } from "@std/assert";
import { openRepository } from "../../src/hub/hub.ts";
import { HubError } from "../../src/hub/hub_error.ts";
import type { HubProgress } from "../../src/hub/hub_options.ts";
import { LoopbackHub } from "./loopback_hub.ts";

const OPTIONS = { allowedHosts: ["127.0.0.1"], token: "secret", retryDelay: 1, offline: false };

/** A server of plain files: whatever the path, these bytes, or 404 under "none". */
function plainServer(): LoopbackHub {
  const hub = new LoopbackHub();
  hub.intercept = ({ path }) =>
    path.includes("none") ? new Response(null, { status: 404 }) : new Response(`at ${path}`);
  return hub;
}

Deno.test("openRepository() reads below an address, without the hub's token", async () => {
  await using hub = plainServer();
  const progress: HubProgress[] = [];
  const repository = await openRepository(new URL(`${hub.endpoint}/models/m?x=1`), {
    ...OPTIONS,
    onProgress: (step) => progress.push(step),
  });
  assertEquals(repository.name, `${hub.endpoint}/models/m`);
  const bytes = await repository.read("a b/c.json");
  assertEquals(new TextDecoder().decode(bytes), "at /models/m/a b/c.json");
  assertEquals(hub.requests.map(({ authorization }) => authorization), [null]);
  assertEquals(progress.at(-1), { file: "a b/c.json", loaded: 23, total: 23 });
  assertEquals(await repository.localPath("a b/c.json"), undefined);
});

Deno.test("openRepository() allows the host of an address by itself", async () => {
  await using hub = plainServer();
  const source = `${hub.endpoint}/m`;
  const bytes = await (await openRepository(source)).read("config.json");
  assertEquals(new TextDecoder().decode(bytes), "at /m/config.json");
});

Deno.test("openRepository() allows the host of an address beside hosts that are named", async () => {
  await using hub = plainServer();
  const options = { allowedHosts: ["cdn.example"], offline: false };
  assertEquals(await (await openRepository(`${hub.endpoint}/m`, options)).has("a"), true);
});

Deno.test("openRepository() sends the query of an address for every file, and shows it nowhere", async () => {
  await using hub = plainServer();
  const source = `${hub.endpoint}/m?sig=secret#part`;
  const repository = await openRepository(source, OPTIONS);
  await repository.read("a");
  await repository.has("a");
  assertEquals(hub.requests.map(({ query }) => query), ["?sig=secret", "?sig=secret"]);
  const offline = await openRepository(source, { ...OPTIONS, offline: true });
  for (const act of [() => repository.read("none"), () => offline.read("a")]) {
    const error = await assertRejects(act, HubError);
    assertEquals(Deno.inspect(error).includes("secret"), false);
  }
  hub.intercept = () => new Response(null, { status: 403 });
  const refused = await assertRejects(() => repository.has("a"), HubError);
  assertEquals(Deno.inspect(refused).includes("secret"), false);
});

Deno.test("openRepository() refuses an address with credentials, without quoting them", async () => {
  for (const address of ["http://user:secret@a.example/m", "https://secret@a.example/m"]) {
    for (const source of [address, new URL(address)]) {
      const error = await assertRejects(() => openRepository(source), TypeError);
      assertEquals(
        error.message,
        `Cannot use source "${
          address.replace(/\/\/.*@/, "//")
        }": it holds a user name or password, ` +
          "name it without them",
      );
    }
  }
});

Deno.test("openRepository() keeps an address that begins its path with slashes on its host", async () => {
  await using hub = plainServer();
  const repository = await openRepository(`${hub.endpoint}//evil.example/m`, OPTIONS);
  await repository.read("a");
  assertEquals(hub.log, ["GET //evil.example/m/a"]);
});

Deno.test("openRepository() tells with one request whether an address has a file", async () => {
  await using hub = plainServer();
  const repository = await openRepository(`${hub.endpoint}/m/`, OPTIONS);
  assertEquals([await repository.has("a"), await repository.has("none")], [true, false]);
  assertEquals(hub.log, ["HEAD /m/a", "HEAD /m/none"]);
});

Deno.test("openRepository() applies the subfolder below an address", async () => {
  await using hub = plainServer();
  const repository = await openRepository(`${hub.endpoint}/m`, { ...OPTIONS, subfolder: "x/y" });
  await repository.read("a");
  assertEquals(hub.log, ["GET /m/x/y/a"]);
});

Deno.test("openRepository() explains what an address answers", async () => {
  await using hub = plainServer();
  const repository = await openRepository(hub.endpoint, OPTIONS);
  const url = `${hub.endpoint}/none`;
  const missing = await assertRejects(() => repository.read("none"), HubError);
  assertEquals(
    missing.message,
    `Cannot find "${url}": the host answered 404, check the address of the folder`,
  );
  assertEquals([missing.code, missing.status, missing.url], ["file-not-found", 404, url]);

  hub.intercept = () => new Response(null, { status: 403, statusText: "Forbidden" });
  for (const act of [() => repository.read("a"), () => repository.has("a")]) {
    const refused = await assertRejects(act, HubError);
    assertEquals(
      refused.message,
      `Cannot download "${hub.endpoint}/a": the host answered 403 (Forbidden), check the address`,
    );
    assertEquals(refused.code, "unauthorized");
  }
});

Deno.test("openRepository() refuses an address on another host than the hub's with hubHostsOnly", async () => {
  const repository = await openRepository("https://evil.example/m", {
    allowedHosts: ["evil.example"],
    hubHostsOnly: true,
    offline: false,
  });
  const error = await assertRejects(() => repository.read("a"), HubError);
  assertEquals(error.code, "host-refused");
});

Deno.test("openRepository() reads no address in offline mode", async () => {
  const repository = await openRepository("http://127.0.0.1/m", { ...OPTIONS, offline: true });
  const error = await assertRejects(() => repository.read("a"), HubError);
  assertEquals(
    error.message,
    'Cannot download "http://127.0.0.1/m/a": offline mode is on, ' +
      "unset HF_HUB_OFFLINE or use a local folder",
  );
  assertEquals(error.code, "offline");
});
