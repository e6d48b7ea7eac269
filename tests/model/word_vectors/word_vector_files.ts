/** Files of word vectors as bytes, and streams that give them in chunks of any size. */

/** A stream of bytes in chunks of one size, the last one excepted. */
export function streamOf(
  bytes: Uint8Array | string,
  chunkBytes = 4096,
): ReadableStream<Uint8Array> {
  const all = typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes;
  let start = 0;
  return new ReadableStream({
    pull(controller) {
      if (start >= all.length) controller.close();
      else controller.enqueue(all.slice(start, start += chunkBytes));
    },
  });
}

/** The gzip file of some bytes. */
export async function gzip(bytes: Uint8Array | string): Promise<Uint8Array> {
  const packed = new Blob([new Uint8Array(toBytes(bytes))]).stream()
    .pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

/** Bytes one after the other, text as UTF-8 and numbers in single precision, little-endian. */
export function concat(...parts: readonly (string | Uint8Array | readonly number[])[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...toBytes(part)]));
}

function toBytes(part: string | Uint8Array | readonly number[]): Uint8Array {
  if (typeof part === "string") return new TextEncoder().encode(part);
  return part instanceof Uint8Array ? part : new Uint8Array(Float32Array.from(part).buffer);
}
