import { assertEquals, assertNotEquals } from "@std/assert";
import { EMBEDDING_DTYPES, type EmbeddingTable } from "../../src/model/embedding_table.ts";
import { quantizeTable } from "../../src/model/quantization.ts";
import { memoryOf, placeTable } from "../../src/model/table_memory.ts";
import { readTableFile, releaseFile, takeTable } from "../../src/model/table_file.ts";
import { EMBEDDINGS_TENSOR, tableFromTensors, tensorsFromTable } from "../../src/model/tensors.ts";
import { truncateTable } from "../../src/model/truncate_table.ts";
import { readSafetensors, writeSafetensors } from "../../src/tensor/safetensors.ts";
import { TempFolder } from "../hub/process_state.ts";
import { seededRandom } from "../seeded_random.ts";

const random = seededRandom(3);
const single: EmbeddingTable = {
  values: { dtype: "float32", data: Float32Array.from({ length: 77 * 5 }, () => random() - 0.5) },
  rows: 77,
  columns: 5,
};
const mapped: EmbeddingTable = {
  ...single,
  mapping: Int32Array.from({ length: 200 }, () => Math.floor(random() * 77)),
  weights: Float64Array.from({ length: 200 }, random),
};

for (const table of [single, mapped]) {
  const title = table.mapping === undefined ? "" : " with mapping and weights";
  for (const dtype of EMBEDDING_DTYPES) {
    Deno.test(`takeTable() makes anything of a file of ${dtype} embeddings${title}`, async () => {
      await using folder = new TempFolder();
      const path = `${folder.path}/model.safetensors`;
      const stored = quantizeTable(table, dtype);
      await Deno.writeFile(path, writeSafetensors(tensorsFromTable(stored)));
      for (const residentType of EMBEDDING_DTYPES) {
        for (const dimensions of [1, 3, 5]) {
          const options = { residentType, dimensions };
          const bytes = await readTableFile(path, options);
          const read = tableFromTensors(readSafetensors(bytes!).tensors, EMBEDDINGS_TENSOR);
          const taken = takeTable(read, options);
          assertEquals(taken, truncateTable(quantizeTable(stored, residentType), dimensions));
          assertNotEquals(memoryOf(taken), undefined);
        }
      }
    });
  }
}

Deno.test("readTableFile() reads nothing of what is no file, and all of what holds no table", async () => {
  await using folder = new TempFolder();
  assertEquals(await readTableFile(`${folder.path}/absent`, {}), undefined);
  const path = `${folder.path}/text`;
  const text = new TextEncoder().encode("no safetensors");
  await Deno.writeFile(path, text);
  assertEquals(await readTableFile(path, {}), text);
  assertEquals(await readTableFile(path, { residentType: "float32" }), text);
});

Deno.test("takeTable() takes embeddings beside a larger matrix of another type", async () => {
  await using folder = new TempFolder();
  const path = `${folder.path}/model.safetensors`;
  const stored = quantizeTable(single, "float16");
  const other = { dtype: "F64", shape: [200, 4], bytes: new Uint8Array(6_400).fill(1) } as const;
  await Deno.writeFile(path, writeSafetensors(tensorsFromTable(stored).set("other", other)));
  for (const residentType of EMBEDDING_DTYPES) {
    const bytes = await readTableFile(path, { residentType });
    const read = tableFromTensors(readSafetensors(bytes!).tensors, EMBEDDINGS_TENSOR);
    assertEquals(takeTable(read, { residentType }), quantizeTable(stored, residentType));
  }
});

Deno.test("takeTable() makes anything of a file of bfloat16 embeddings", async () => {
  await using folder = new TempFolder();
  const path = `${folder.path}/model.safetensors`;
  const bits = new Uint32Array(Float32Array.of(1.5, -0.25, 3, 0.0078125).buffer);
  const bytes = new Uint8Array(Uint16Array.from(bits, (value) => value >>> 16).buffer);
  const tensor = { dtype: "BF16", shape: [2, 2], bytes } as const;
  await Deno.writeFile(path, writeSafetensors(new Map([[EMBEDDINGS_TENSOR, tensor]])));
  const values = { dtype: "float32", data: Float32Array.of(1.5, -0.25, 3, 0.0078125) } as const;
  const stored: EmbeddingTable = { values, rows: 2, columns: 2 };
  for (const residentType of EMBEDDING_DTYPES) {
    const file = await readTableFile(path, { residentType });
    const read = tableFromTensors(readSafetensors(file!).tensors, EMBEDDINGS_TENSOR);
    assertEquals(takeTable(read, { residentType }), quantizeTable(stored, residentType));
  }
});

Deno.test("takeTable() leaves the memory of another model alone", () => {
  const model = placeTable(single);
  const before = model.values.data.slice();
  const taken = takeTable(model, { residentType: "int8", dimensions: 2 });
  assertEquals([taken.values.dtype, taken.columns], ["int8", 2]);
  assertEquals(model.values.data, before);
});

Deno.test("releaseFile() frees a file when nothing lies in it, and only one that was read for it", async () => {
  await using folder = new TempFolder();
  const path = `${folder.path}/model.safetensors`;
  const file = writeSafetensors(tensorsFromTable(mapped));
  await Deno.writeFile(path, file);
  const options = { residentType: "int8" } as const;
  for (const bytes of [file, (await readTableFile(path, options))!]) {
    const read = tableFromTensors(readSafetensors(bytes).tensors, EMBEDDINGS_TENSOR);
    releaseFile(bytes, read);
    assertEquals(bytes.length, file.length);
    const taken = takeTable(read, options);
    releaseFile(bytes, taken);
    assertEquals(bytes.length, bytes === file ? file.length : 0);
    assertEquals(taken, quantizeTable(mapped, "int8"));
  }
});
