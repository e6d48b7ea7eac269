import { assertEquals, assertThrows } from "@std/assert";
import { parseAddress, showAddress } from "../../src/hub/address.ts";

Deno.test("parseAddress() reads http and https addresses, given as text and as URL", () => {
  for (const address of ["http://a.example/x?y=1", "HTTPS://a.example/x"]) {
    assertEquals(parseAddress(address, "source").href, new URL(address).href);
    assertEquals(parseAddress(new URL(address), "source").href, new URL(address).href);
  }
});

const NO_ADDRESS = 'not an http(s) address, name it as in "https://huggingface.co"';
const CREDENTIALS = "it holds a user name or password, name it without them";
const refused: [address: string, message: string][] = [
  ["", `Cannot use source "": ${NO_ADDRESS}`],
  ["mirror", `Cannot use source "mirror": ${NO_ADDRESS}`],
  ["ftp://a.example/x", `Cannot use source "ftp://a.example/x": ${NO_ADDRESS}`],
  ["http://[/x?sig=secret", `Cannot use source "http://[/x": ${NO_ADDRESS}`],
  ["user:secret@a.example", `Cannot use source: ${NO_ADDRESS}`],
  ["https://user:se/cret@a.example", `Cannot use source: ${NO_ADDRESS}`],
  [
    "http://user:secret@a.example/x?sig=secret#secret",
    `Cannot use source "http://a.example/x": ${CREDENTIALS}`,
  ],
  ["https://secret@a.example", `Cannot use source "https://a.example/": ${CREDENTIALS}`],
  ["https://:se%2Fcret@a.example", `Cannot use source "https://a.example/": ${CREDENTIALS}`],
];
for (const [address, message] of refused) {
  Deno.test(`parseAddress() refuses ${JSON.stringify(address)}`, () => {
    const error = assertThrows(() => parseAddress(address, "source"), TypeError);
    assertEquals(error.message, message);
  });
}

const shown: [address: string, text: string][] = [
  ["https://a.example/@b/c", "https://a.example/@b/c"],
  ["https://a.example/x?sig=secret", "https://a.example/x"],
  ["https://a.example/x#a?b", "https://a.example/x"],
  ["https://user:secret@a.example:8443/x", "https://a.example:8443/x"],
  ["not an address", "not an address"],
];
for (const [address, text] of shown) {
  Deno.test(`showAddress() reduces ${address}`, () => assertEquals(showAddress(address), text));
}
