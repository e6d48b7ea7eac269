import { assertEquals, assertInstanceOf } from "@std/assert";
import { shareModel } from "../../../src/model/parallel/share_model.ts";
import { StaticModel } from "../../../src/model/static_model.ts";
import { parseTokenizerJson } from "../../../src/tokenizer/tokenizer.ts";
import { tinyParts, tinyTokenizerJson } from "../tiny_model.ts";
import { ChangedGlobal } from "./changed_global.ts";

const model = new StaticModel(tinyParts({ config: { normalize: true } }));

function share(): { shared: ReturnType<typeof shareModel>; warnings: string[] } {
  const warnings: string[] = [];
  const onWarning = (message: string) => warnings.push(message);
  return { shared: shareModel(model, { workers: 2, onWarning }), warnings };
}

Deno.test("shareModel() copies the embeddings, and writes the tokenizer as JSON", () => {
  const { shared, warnings } = share();
  assertEquals(warnings, []);
  assertEquals(shared!.shared.table, model.table);
  assertInstanceOf(shared!.shared.table.values.data.buffer, SharedArrayBuffer);
  assertEquals(parseTokenizerJson(shared!.tokenizer), tinyTokenizerJson());
  assertEquals(shared!.config, { normalize: true });
});

const runtimes: [name: string, value: unknown, lacking: string][] = [
  ["Worker", undefined, "Worker"],
  ["SharedArrayBuffer", undefined, "SharedArrayBuffer"],
  ["crossOriginIsolated", false, "SharedArrayBuffer"],
  ["WebAssembly", undefined, "shared WebAssembly memory"],
];
for (const [name, value, lacking] of runtimes) {
  Deno.test(`shareModel() warns where ${name} is ${value}`, () => {
    using _ = new ChangedGlobal(name, value);
    assertEquals(share(), {
      shared: undefined,
      warnings: [
        `Cannot encode in parallel: this runtime has no ${lacking}, one thread encodes`,
      ],
    });
  });
}
