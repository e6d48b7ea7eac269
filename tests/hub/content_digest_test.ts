import { assertEquals } from "@std/assert";
import { ContentDigest, type DigestAlgorithm } from "../../src/hub/content_digest.ts";

const utf8 = new TextEncoder();

// FIPS 180-4 examples, as in https://csrc.nist.gov/projects/cryptographic-standards-and-guidelines/example-values
const TWO_BLOCKS = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
const vectors: [algorithm: DigestAlgorithm, text: string, hex: string][] = [
  ["sha1", "", "da39a3ee5e6b4b0d3255bfef95601890afd80709"],
  ["sha1", "abc", "a9993e364706816aba3e25717850c26c9cd0d89d"],
  ["sha1", TWO_BLOCKS, "84983e441c3bd26ebaae4aa1f95129e5e54670f1"],
  ["sha256", "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
  ["sha256", "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
  ["sha256", TWO_BLOCKS, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"],
];
for (const [algorithm, text, hex] of vectors) {
  Deno.test(`ContentDigest.hex() gives the ${algorithm} of ${JSON.stringify(text)}`, () => {
    assertEquals(new ContentDigest(algorithm).update(utf8.encode(text)).hex(), hex);
  });
}

Deno.test("ContentDigest.hex() gives the sha256 of a million letters", () => {
  const digest = new ContentDigest("sha256");
  const letters = utf8.encode("a".repeat(1000));
  for (let i = 0; i < 1000; i++) digest.update(letters);
  assertEquals(digest.hex(), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
});

Deno.test("ContentDigest.update() does not depend on how content is cut", async () => {
  const bytes = Uint8Array.from({ length: 200 }, (_, i) => (i * 37) % 256);
  for (const [algorithm, name] of [["sha1", "SHA-1"], ["sha256", "SHA-256"]] as const) {
    for (let size = 0; size <= bytes.length; size++) {
      const part = bytes.slice(0, size);
      const expected = new Uint8Array(await crypto.subtle.digest(name, part)).toHex();
      const cut = Math.floor(size / 3);
      const digest = new ContentDigest(algorithm);
      digest.update(part.subarray(0, cut)).update(part.subarray(cut, cut)).update(
        part.subarray(cut),
      );
      assertEquals(digest.hex(), expected, `${algorithm} of ${size} bytes`);
    }
  }
});
