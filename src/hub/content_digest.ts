/**
 * SHA-1 and SHA-256 (FIPS 180-4) of content that arrives in pieces. `crypto.subtle.digest` wants it all in
 * memory at once, which a model's weights should not be.
 *
 * For checking transfers, not for secrets: no care is taken about timing.
 *
 * @module
 */

const BLOCK_BYTES = 64;
const LENGTH_BYTES = 8;

const SHA1_START = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];

const PRIMES = firstPrimes(64);
/** The first 32 bits of the fractional parts of the square roots of the first 8 primes. */
const SHA256_START = PRIMES.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
/** The same of the cube roots of the first 64 primes. */
const SHA256_ROUNDS = Int32Array.from(PRIMES, (prime) => fraction(Math.cbrt(prime)));

/** The names of the digests, as in their headers and specifications. */
export type DigestAlgorithm = "sha1" | "sha256";

/** A digest in the making. */
export class ContentDigest {
  readonly #compress: (state: Int32Array, schedule: Int32Array) => void;
  readonly #state: Int32Array;
  readonly #schedule: Int32Array = new Int32Array(80);
  readonly #block: Uint8Array = new Uint8Array(BLOCK_BYTES);
  readonly #view: DataView = new DataView(this.#block.buffer);
  #filled = 0;
  #byteCount = 0;

  /**
   * Starts a digest of nothing.
   *
   * @param algorithm Which digest.
   */
  constructor(algorithm: DigestAlgorithm) {
    this.#compress = algorithm === "sha1" ? compressSha1 : compressSha256;
    this.#state = Int32Array.from(algorithm === "sha1" ? SHA1_START : SHA256_START);
  }

  /**
   * Adds the next bytes.
   *
   * @param bytes Any number of bytes.
   * @returns This digest.
   */
  update(bytes: Uint8Array): this {
    this.#byteCount += bytes.length;
    for (let done = 0; done < bytes.length;) {
      const size = Math.min(BLOCK_BYTES - this.#filled, bytes.length - done);
      this.#block.set(bytes.subarray(done, done + size), this.#filled);
      this.#filled += size;
      done += size;
      if (this.#filled === BLOCK_BYTES) this.#consumeBlock();
    }
    return this;
  }

  /**
   * Ends the digest; it cannot be continued.
   *
   * @returns The digest in lower-case hexadecimal digits.
   */
  hex(): string {
    const bitCount = this.#byteCount * 8;
    this.update(Uint8Array.of(0x80));
    if (this.#filled > BLOCK_BYTES - LENGTH_BYTES) this.#padBlock(BLOCK_BYTES);
    this.#padBlock(BLOCK_BYTES - LENGTH_BYTES);
    this.#view.setUint32(BLOCK_BYTES - 8, Math.floor(bitCount / 2 ** 32));
    this.#view.setUint32(BLOCK_BYTES - 4, bitCount % 2 ** 32);
    this.#consumeBlock();
    return Array.from(this.#state, (word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
  }

  #padBlock(end: number): void {
    this.#block.fill(0, this.#filled, end);
    this.#filled = end;
    if (end === BLOCK_BYTES) this.#consumeBlock();
  }

  #consumeBlock(): void {
    for (let i = 0; i < 16; i++) this.#schedule[i] = this.#view.getInt32(i * 4);
    this.#compress(this.#state, this.#schedule);
    this.#filled = 0;
  }
}

function compressSha1(state: Int32Array, w: Int32Array): void {
  for (let i = 16; i < 80; i++) {
    w[i] = rotateLeft(w[i - 3]! ^ w[i - 8]! ^ w[i - 14]! ^ w[i - 16]!, 1);
  }
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  let e = state[4]!;
  for (let i = 0; i < 80; i++) {
    const mixed = i < 20
      ? ((b & c) | (~b & d)) + 0x5a827999
      : i < 40
      ? (b ^ c ^ d) + 0x6ed9eba1
      : i < 60
      ? ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc
      : (b ^ c ^ d) + 0xca62c1d6;
    const next = (rotateLeft(a, 5) + mixed + e + w[i]!) | 0;
    e = d;
    d = c;
    c = rotateLeft(b, 30);
    b = a;
    a = next;
  }
  state[0]! += a;
  state[1]! += b;
  state[2]! += c;
  state[3]! += d;
  state[4]! += e;
}

function compressSha256(state: Int32Array, w: Int32Array): void {
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15]!;
    const y = w[i - 2]!;
    const s0 = rotateLeft(x, 25) ^ rotateLeft(x, 14) ^ (x >>> 3);
    const s1 = rotateLeft(y, 15) ^ rotateLeft(y, 13) ^ (y >>> 10);
    w[i] = w[i - 16]! + s0 + w[i - 7]! + s1;
  }
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  let e = state[4]!;
  let f = state[5]!;
  let g = state[6]!;
  let h = state[7]!;
  for (let i = 0; i < 64; i++) {
    const s1 = rotateLeft(e, 26) ^ rotateLeft(e, 21) ^ rotateLeft(e, 7);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + SHA256_ROUNDS[i]! + w[i]!) | 0;
    const s0 = rotateLeft(a, 30) ^ rotateLeft(a, 19) ^ rotateLeft(a, 10);
    const t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  state[0]! += a;
  state[1]! += b;
  state[2]! += c;
  state[3]! += d;
  state[4]! += e;
  state[5]! += f;
  state[6]! += g;
  state[7]! += h;
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

function firstPrimes(count: number): number[] {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) if (found.every((prime) => n % prime)) found.push(n);
  return found;
}

function fraction(root: number): number {
  return ((root % 1) * 2 ** 32) | 0;
}
