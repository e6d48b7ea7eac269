import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import type { OutputBlock } from "../../src/commands/encode_block.ts";
import { writeBlocks, writeNpy } from "../../src/commands/write_vectors.ts";
import { TempFolder } from "../hub/process_state.ts";

/** A sink that takes 5 bytes at a time, as a pipe may. */
function slowSink(): { write(bytes: Uint8Array): Promise<number>; text(): string } {
  const taken: number[] = [];
  return {
    write(bytes) {
      const part = bytes.subarray(0, 5);
      taken.push(...part);
      return Promise.resolve(part.length);
    },
    text: () => new TextDecoder().decode(Uint8Array.from(taken)),
  };
}

function blockOf(text: string, count: number): OutputBlock {
  return { bytes: new TextEncoder().encode(text), count };
}

Deno.test("writeBlocks() writes all there is, also where the sink takes little at a time", async () => {
  const sink = slowSink();
  const blocks = [blockOf('{"text":"a"}\n{"text":"b"}\n', 2), blockOf("", 0), blockOf("{}\n", 1)];
  assertEquals(await writeBlocks(sink, ReadableStream.from(blocks)), 3);
  assertEquals(sink.text(), '{"text":"a"}\n{"text":"b"}\n{}\n');
  assertEquals(blocks.map(({ bytes }) => bytes.buffer.detached), [true, true, true]);
});

Deno.test("writeBlocks() writes nothing for no blocks", async () => {
  const sink = slowSink();
  assertEquals(await writeBlocks(sink, ReadableStream.from([])), 0);
  assertEquals(sink.text(), "");
});

Deno.test("writeNpy() writes the shape and the values, without or with rows", async () => {
  await using folder = new TempFolder();
  const path = join(folder.path, "vectors.npy");
  for (const [batches, rows] of [[[], 0], [[[1, 2, 3, 4], [-0.5, 1e-45]], 3]] as const) {
    using file = await Deno.open(path, { write: true, create: true, truncate: true });
    const blocks = batches.map((values) => {
      return { bytes: new Uint8Array(Float32Array.from(values).buffer), count: values.length / 2 };
    });
    assertEquals(await writeNpy(file, ReadableStream.from(blocks), 2), rows);
    const bytes = await Deno.readFile(path);
    assert(new TextDecoder().decode(bytes.subarray(10, 128)).includes(`'shape': (${rows}, 2), }`));
    assertEquals(bytes.length, 128 + rows * 8);
    assertEquals(new Float32Array(bytes.slice(128).buffer), Float32Array.from(batches.flat()));
  }
});
