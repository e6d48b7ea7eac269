import { assertEquals, assertInstanceOf } from "@std/assert";
import { HubError } from "../../src/hub/hub_error.ts";

Deno.test("HubError() carries code, status, address and cause", () => {
  const cause = new Error("x");
  const details = { code: "http", status: 500, url: "https://a.example/", cause } as const;
  const error = new HubError("Cannot a: b, c", details);
  assertInstanceOf(error, Error);
  const { name, message, code, status, url } = error;
  assertEquals([name, message, code], ["HubError", "Cannot a: b, c", "http"]);
  assertEquals([status, url, error.cause], [500, "https://a.example/", cause]);
});

Deno.test("HubError() shows an address without what may be secret", () => {
  const url = "https://user:secret@a.example/x?sig=secret";
  assertEquals(new HubError("Cannot a", { code: "http", url }).url, "https://a.example/x");
});

Deno.test("HubError() leaves out what is not known", () => {
  const error = new HubError("Cannot a: b, c", { code: "offline" });
  assertEquals([error.status, error.url, "cause" in error], [undefined, undefined, false]);
});
