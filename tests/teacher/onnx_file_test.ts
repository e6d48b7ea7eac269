import { assertEquals, assertRejects } from "@std/assert";
import { findOnnxFile, TEACHER_DTYPES } from "../../src/teacher/onnx_file.ts";
import { FakeRepository } from "./fake_repository.ts";

function repositoryWith(...files: string[]): FakeRepository {
  return new FakeRepository(Object.fromEntries(files.map((file) => [`onnx/${file}`, ""])));
}

const names = [
  "model.onnx",
  "model_fp16.onnx",
  "model_quantized.onnx",
  "model_int8.onnx",
  "model_uint8.onnx",
  "model_q4.onnx",
  "model_q4f16.onnx",
  "model_bnb4.onnx",
];

for (const [i, dtype] of TEACHER_DTYPES.entries()) {
  Deno.test(`findOnnxFile() finds ${names[i]} for ${dtype}`, async () => {
    const path = `onnx/${names[i]}`;
    assertEquals(await findOnnxFile(repositoryWith(...names), dtype), { dtype, path });
  });

  Deno.test(`findOnnxFile() takes ${dtype} where nothing more exact is there`, async () => {
    const repository = repositoryWith(...names.slice(i).reverse());
    assertEquals((await findOnnxFile(repository)).dtype, dtype);
  });
}

Deno.test("findOnnxFile() lists what there is beside the dtype asked for", async () => {
  await assertRejects(
    () => findOnnxFile(repositoryWith("model_quantized.onnx", "model.onnx"), "fp16"),
    RangeError,
    'Cannot load teacher "a/teacher": it has no ONNX file for dtype "fp16", there are "fp32", "q8"',
  );
});

class ObservedRepository extends FakeRepository {
  readonly lookups: string[] = [];

  override has(path: string): Promise<boolean> {
    this.lookups.push(path);
    return super.has(path);
  }
}

for (const dtype of [undefined, "q8"] as const) {
  Deno.test(`findOnnxFile() finds nothing for ${dtype}, looking once, where there is no ONNX`, async () => {
    const repository = new ObservedRepository({ "model.safetensors": "" });
    await assertRejects(
      () => findOnnxFile(repository, dtype),
      RangeError,
      'Cannot load teacher "a/teacher": it has no ONNX file such as onnx/model.onnx, ' +
        "export the model to ONNX first",
    );
    assertEquals(repository.lookups, names.map((name) => `onnx/${name}`));
  });
}
